"""Wins, ties and losses of two variants in words and table rows."""

from app.review.evaluation_runs.present_pairs import names_of
from app.ui.table import Cell, Column
from app.ui.text import capital
from core import formats
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport
from core.usecases.evaluation_runs.pair_report import (
    MARGIN,
    Compared,
)

_HALF = 0.5
_HOW = (
    "The judge compared both texts of each item twice, with their places swapped. A win counts "
    "only if both orders agree."
)


def title(found: Compared) -> str:
    """Return what was compared with what."""
    return "Text against text" if found.by_judge else "Score against score"


def sentence(report: EvaluationReport, place: int) -> str:
    """Return which variant is preferred, and how sure that is."""
    found, (first, label) = report.compared[place], names_of(report, place)
    counts, interval = found.counts, found.counts.win_interval
    if not counts.n:
        return "No item was compared yet."
    if interval is None:
        pairs = formats.pluralize(counts.n, "pair")
        return f"{capital(label)} and {first} are alike in every pair ({pairs})."
    if interval.low > _HALF:
        word = "better more often than"
    elif interval.high < _HALF:
        word = "worse more often than"
    else:
        word = "not shown to be better or worse more often than"
    return (
        f"{capital(label)} is {word} {first}: it wins {formats.share(counts.win_share)} of "
        f"{formats.pluralize(counts.decided, 'pair')} with a winner (95 % interval "
        f"{formats.share_interval(interval)}; half would be no difference)."
    )


def how(found: Compared) -> str:
    """Return how the pairs were compared, and what that cannot say."""
    if not found.by_judge:
        return (
            "Whose overall score is higher, counted in pairs; a difference below "
            f"{MARGIN:g} of 10 points is a tie. Each text was scored by itself and no text was "
            "compared with another, so no order can have decided."
        )
    counts = found.counts
    parts = [_HOW]
    if counts.n:
        parts.append(
            f"In {formats.count(counts.by_order)} of {formats.pluralize(counts.n, 'pair')} "
            f"({formats.share(counts.order_share)}, 95 % interval "
            f"{formats.share_interval(counts.order_interval)}) the order decided, not the text."
        )
    if found.waiting:
        verb = "waits" if found.waiting == 1 else "wait"
        parts.append(f"{formats.pluralize(found.waiting, 'pair')} {verb}.")
    if found.left_out:
        parts.append(f"{formats.pluralize(found.left_out, 'pair')} could not be compared.")
    return " ".join(parts)


def count_columns(report: EvaluationReport, place: int) -> tuple[Column, ...]:
    """Return the columns of the counts."""
    _, label = names_of(report, place)
    label = capital(label)
    names = [f"{label} better", "Alike", f"{label} worse"]
    if report.compared[place].by_judge:
        names.append("Order decided")
    return tuple(Column(title=name, right=True) for name in (*names, "Pairs"))


def count_row(found: Compared) -> tuple[Cell, ...]:
    """Return the counts as a table row."""
    counts = found.counts
    figures = [counts.wins, counts.ties, counts.losses]
    if found.by_judge:
        figures.append(counts.by_order)
    return tuple(Cell(text=formats.count(each)) for each in (*figures, counts.n))
