"""Evaluation runs in words and table rows."""

from datetime import datetime

from app.review.evaluation_runs.present_pairs import names_of, signed_interval
from app.review.shared import version_names
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats, signed
from core.usecases.evaluation_runs.list_evaluation_runs import (
    Comparison,
    EvaluationReport,
    Listed,
    Progress,
    VariantTotals,
)

NOTHING_YET = (
    "An evaluation run lets two versions write for the same saved goals and compares their scores "
    "in pairs, before any person meets the new one. It works without a language model: the "
    "offline coach's settings are versions, too."
)
TOTAL_COLUMNS = (
    Column(title="Variant", wide=True),
    Column(title="Written by"),
    Column(title="Done", right=True),
    Column(title="Unscored", right=True),
    Column(title="Failed", right=True),
    Column(title="Cost", right=True),
)


def run_label(one: Listed, *, now: datetime) -> str:
    """Return a run as a choice."""
    run = one.run
    return f"{formats.short_moment(run.created_at, now=now)}: {run.dataset}"


def head(report: EvaluationReport) -> str:
    """Return what a run compares, on what, and who scored it."""
    run = report.run
    variants = " against ".join(
        version_names.variant(one.label) for one in (*run.variants[1:], run.variants[0])
    )
    return (
        f"{variants}, on {formats.pluralize(report.items, 'item')} of “{run.dataset}”, version "
        f"{run.number}. Scored by {version_names.model(run.judge)}."
    )


def far(progress: Progress) -> str:
    """Return how far a run is."""
    text = f"{formats.count(progress.ended)} of {formats.pluralize(progress.total, 'case')} ended"
    if pairs := sum(progress.pairs.values()):
        text += f", {progress.compared} of {formats.pluralize(pairs, 'pair')} compared"
    return f"{text}, {progress.running} are worked now" if progress.running else text


def verdict(report: EvaluationReport, place: int) -> str:
    """Return what a comparison shows, in one sentence, and how sure that is."""
    found, (first, label) = report.comparisons[place], names_of(report, place)
    overall = found.scores.get("overall")
    if overall is None:
        return f"No item was scored for both {first} and {label} yet."
    if report.progress.ended < report.progress.total:
        return (
            f"No verdict yet: {far(report.progress)}. So far {label} has "
            f"{signed.figure(overall.difference, 2)} of 10 points against {first} "
            f"({formats.pluralize(overall.n, 'pair')})."
        )
    if not (found.worst or found.best):
        return (
            f"{label} and {first} have the same overall score in every pair "
            f"({formats.pluralize(overall.n, 'pair')}): nothing here tells them apart."
        )
    band = f"95 % interval {signed_interval(overall)}, {formats.pluralize(overall.n, 'pair')}"
    if overall.interval.low > 0:
        word = "better than"
    elif overall.interval.high < 0:
        word = "worse than"
    else:
        word = "not shown to differ from"
    return (
        f"{label} is {word} {first}: {signed.figure(overall.difference, 2)} of 10 points ({band})."
    )


def left_out(found: Comparison) -> str:
    """Return how many items are in no pair, or ""."""
    if not found.unpaired:
        return ""
    items = formats.pluralize(found.unpaired, "item")
    verb = "is" if found.unpaired == 1 else "are"
    return (
        f"{items} {verb} in no pair: a side failed, is unscored or is not finished. "
        "A missing score is not a score of 0."
    )


def total_cells(one: VariantTotals) -> tuple[Cell, ...]:
    """Return what became of a variant's cases as a table row."""
    return (
        Cell(text=version_names.variant(one.label)),
        Cell(text=version_names.model(one.model)),
        Cell(text=formats.count(one.done)),
        Cell(text=formats.count(one.unscored)),
        Cell(text=formats.count(one.failed), tone=Tone.BAD if one.failed else None),
        Cell(text=formats.money(one.spent_usd, known=not one.unpriced)),
    )


def errors_text(totals: tuple[VariantTotals, ...]) -> str:
    """Return why cases failed, or ""."""
    lines = [
        f"{version_names.variant(one.label)}, {formats.pluralize(times, 'time')}: {error}"
        for one in totals
        for error, times in one.errors.items()
    ]
    return "\n".join(lines)
