"""(q) The review room with few and with many records: what each page reads, and what a rating costs."""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.rating import Rating
from core.quality.slice import Slice
from core.store.rollups.verify import differing_rollups
from core.usecases.calls.get_fallbacks import get_fallbacks
from core.usecases.outcomes.get_outcomes import get_outcomes
from core.usecases.overview.get_overview import get_overview
from core.usecases.overview.list_versions import list_versions
from core.usecases.ratings.get_rating_report import get_rating_report
from core.usecases.ratings.list_inbox import InboxFilter, Order, list_inbox
from core.usecases.ratings.list_ratings import list_ratings
from core.usecases.ratings.rate import rate
from core.usecases.scores.get_score_report import GroupBy, get_quality, get_score_report
from core.usecases.traces.get_trace import get_trace
from core.usecases.traces.get_trace_totals import get_trace_totals
from core.usecases.traces.list_traces import TraceFilter, TraceOrder, list_traces
from core.usecases.utc_days import UtcDays, last_days
from tests.bench.databases import reins
from tests.bench.figures import Figure, Report, interleave
from tests.bench.many_records import fill

WINDOW = 30
Read = Callable[[Rein], object]


def measure(small: int, large: int, rounds: int) -> Report:
    """Read every page of two databases in turn, and compare."""
    figures: list[Figure] = []
    with reins() as few, reins() as many:
        for kind in few:
            fill(few[kind], small)
            fill(many[kind], large)
            figures.append(_differing(kind, many[kind]))
            for name, read in _pages().items():
                figures += _compare(f"{kind}: {name}", few[kind], many[kind], read, rounds)
            figures += _compare(
                f"{kind}: trace list, any filters", few[kind], many[kind], _filtered(), 3 * rounds
            )
            figures += _compare(f"{kind}: a rating changed", few[kind], many[kind], _rate, rounds)
    return Report(
        title=f"(q) The review room with {large:,} rated traces beside {small:,}",
        figures=tuple(figures),
        remarks=(
            f"What a page reads for its last {WINDOW} days, without drawing it; 90 days are stored.",
            "Wall time of the use-cases, both databases read in turn.",
        ),
    )


def _days(rein: Rein) -> UtcDays:
    return last_days(rein, WINDOW)


def _overview(rein: Rein) -> None:
    days = _days(rein)
    figures = get_overview(rein, viewer=LOCAL_VIEWER, days=days)
    list_versions(rein, viewer=LOCAL_VIEWER, days=days, scorer=figures.now.quality.scorer)
    get_fallbacks(rein, viewer=LOCAL_VIEWER, days=days)
    get_outcomes(rein, viewer=LOCAL_VIEWER, days=days)
    failed = TraceFilter(with_errors=True, since=days.starts_at)
    list_traces(rein, viewer=LOCAL_VIEWER, filters=failed, limit=5)


def _feedback(rein: Rein) -> None:
    days = _days(rein)
    get_rating_report(rein, viewer=LOCAL_VIEWER, days=days)
    get_trace_totals(rein, viewer=LOCAL_VIEWER, days=days)
    list_ratings(rein, viewer=LOCAL_VIEWER, days=days, with_comment=True, limit=8)


def _evaluations(rein: Rein) -> None:
    days = _days(rein)
    quality = get_quality(rein, viewer=LOCAL_VIEWER, days=days)
    groups: tuple[GroupBy, ...] = ("none", "prompt_version")
    for by in groups:
        get_score_report(rein, viewer=LOCAL_VIEWER, days=days, by=by, scorer=quality.scorer)


def _inbox(order: Order) -> Read:
    def read(rein: Rein) -> object:
        days = _days(rein)
        filters = InboxFilter(sample=False, since=days.since, until=days.until)
        return list_inbox(rein, viewer=LOCAL_VIEWER, filters=filters, order=order, limit=25)

    return read


def _pages() -> dict[str, Read]:
    return {
        "Overview": _in_one_reading(_overview),
        "Feedback": _in_one_reading(_feedback),
        "Evaluations": _in_one_reading(_evaluations),
        "Ratings, newest": _inbox(Order.NEWEST),
        "Ratings, lowest": _inbox(Order.LOWEST),
        "trace by id": lambda rein: get_trace(
            rein, viewer=LOCAL_VIEWER, trace_id=_first_trace(rein)
        ),
    }


def _first_trace(rein: Rein) -> str:
    return list_traces(rein, viewer=LOCAL_VIEWER, filters=TraceFilter(), limit=1).rows[0].trace_id


def _filtered() -> Read:
    dice = random.Random(3)  # noqa: S311 - chance of a benchmark
    searches = ("", "", "marathon", "motivating", "timeline tight", "spanish", "zzz")

    def read(rein: Rein) -> object:
        since = rein.clock.now() - timedelta(days=dice.choice((7, 30, 90)))
        filters = TraceFilter(
            search=dice.choice(searches),
            since=dice.choice((None, since)),
            max_stars=dice.choice((None, 2.0)),
            min_score=dice.choice((None, 9.5)),
            with_errors=dice.random() < 0.3,
            within=Slice(prompt_version=dice.choice((None, None, "generate@v2"))),
        )
        order = dice.choice(tuple(TraceOrder))
        return list_traces(rein, viewer=LOCAL_VIEWER, filters=filters, order=order)

    return read


def _rate(rein: Rein) -> None:
    stars = Rating(stars=random.randint(1, 5))  # noqa: S311 - chance of a benchmark
    rate(rein, viewer=LOCAL_VIEWER, trace_id=_first_trace(rein), rating=stars)


def _in_one_reading(read: Read) -> Read:
    """Return the read as a page makes it."""

    def reading(rein: Rein) -> object:
        with rein.database.snapshot():
            return read(rein)

    return reading


def _compare(name: str, few: Rein, many: Rein, read: Read, rounds: int) -> list[Figure]:
    sides = {"few": _timed(read, few), "many": _timed(read, many)}
    interleave(2, sides)
    taken = {side: sorted(values) for side, values in interleave(rounds, sides).items()}
    middle = {side: values[len(values) // 2] for side, values in taken.items()}
    p95 = taken["many"][min(rounds - 1, int(0.95 * rounds))]
    note = f"{1e3 * middle['many']:.3g} ms / {1e3 * middle['few']:.3g} ms, p95 {1e3 * p95:.3g} ms"
    return [
        Figure(name=name, value=middle["many"] / middle["few"], unit="ratio", n=rounds, note=note)
    ]


def _timed(read: Read, rein: Rein) -> Callable[[], float]:
    def taken() -> float:
        began = time.perf_counter()
        read(rein)
        return time.perf_counter() - began

    return taken


def _differing(kind: str, rein: Rein) -> Figure:
    """Return how many rollups differ from a new count of three days after a rating was changed."""
    _rate(rein)
    today: date = rein.clock.now().date()
    days = [today - timedelta(days=back) for back in (0, 20, 60)]
    with rein.database.read() as connection:
        found = differing_rollups(connection, days)
    name = f"{kind}: rollups that differ from their records"
    return Figure(name=name, value=len(found), unit="rollups", n=len(days), note=", ".join(found))
