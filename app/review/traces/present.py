"""The list of traces in words."""

from dataclasses import asdict

from app.review.shared.trace_view import TraceView
from app.review.traces.load import most_counted
from core import formats
from core.usecases.traces.list_traces import MOST_SORTED, TraceFilter, TraceOrder

SEARCHED = (
    "A search reads the words of goals, the answers to questions, what the coach or a model "
    "replied (resolutions, plans, tasks, milestones), and the comments of ratings. Every word has "
    "to occur in one trace, and may be the beginning of a word."
)

_LEFT_OUT = {
    TraceOrder.LOWEST_SCORE: "those without a score are left out",
    TraceOrder.LOWEST_STARS: "those without a rating are left out",
    TraceOrder.MOST_EXPENSIVE: "those without a known cost are left out",
    TraceOrder.SLOWEST: "those that still run are left out",
}


def sentence(count: int, view: TraceView, *, cursor: str | None) -> str:
    """Return how many traces match, and which of them are shown."""
    least = "At least " if count >= most_counted(view) else ""
    match = "matches" if count == 1 else "match"
    order = view.order[0].lower() + view.order[1:]
    where = order
    if cursor:
        newest = view.trace_order is TraceOrder.NEWEST
        where = "older ones, further down" if newest else f"{order}, further down"
    parts = [f"{least}{formats.pluralize(count, 'trace')} {match}", where]
    if left_out := _LEFT_OUT.get(view.trace_order, ""):
        parts.append(left_out)
        if view.q.strip() and count >= most_counted(view):
            parts.append(f"of what is found, the newest {formats.count(MOST_SORTED)} are sorted")
    return f"{'; '.join(parts)}."


def advice(view: TraceView) -> str:
    """Return what to do when nothing is found."""
    if view.q.strip():
        return f"Choose fewer filters or other words. {SEARCHED}"
    return "Choose fewer filters."


def filter_text(filters: TraceFilter) -> str:
    """Return the filters of a list in words, for the note of what is saved from it."""
    parts = {
        "status": filters.status,
        "score from": filters.min_score,
        "score to": filters.max_score,
        "from": filters.since and filters.since.date(),
        "before": filters.until and filters.until.date(),
        "words": filters.search,
        "kind": filters.name,
    }
    cut = asdict(filters.within)
    chosen = {name: value for name, value in (parts | cut).items() if value not in {None, ""}}
    words = (f"{name.replace('_', ' ')} {value}" for name, value in chosen.items())
    return ", ".join(words) or "All traces"
