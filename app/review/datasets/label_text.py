"""What the labels of a version say, in words and table rows."""

from app.ui.table import Cell, Column
from core import formats
from core.usecases.labels.get_label_report import (
    MIN_LABELS,
    OVERALL,
    Agreement,
    Estimate,
    LabelReport,
)
from core.usecases.labels.get_queue import QUESTIONS

AGREEMENT_COLUMNS = (
    Column(title="Question", wide=True),
    Column(title="Same answer", right=True),
    Column(title="95 % interval", right=True),
    Column(title="Pairs", right=True),
)


def agreement_cells(one: Agreement) -> tuple[Cell, ...]:
    """Return the agreement on one question as a table row."""
    return (
        Cell(text=question_text(one.question)),
        Cell(text=formats.share(one.share)),
        Cell(text=formats.share_interval(one.interval)),
        Cell(text=str(one.pairs)),
    )


def alpha_text(alpha: Estimate) -> str:
    """Return the agreement of the scores beyond chance, or why there is none."""
    pairs = "Each pair of people counts once for each reply that both answered. "
    if alpha.value is None:
        return f"{pairs}Beyond chance: not known. {alpha.reason}"
    around = f" {formats.interval(alpha.interval, 2)}" if alpha.interval else ""
    replies = formats.pluralize(alpha.n, "reply", "replies")
    return (
        f"{pairs}Chance makes some of it. Beyond chance, the scores 0 to 10 agree by "
        f"{alpha.value:.2f}{around} (Krippendorff's alpha, {replies}); 1 is full agreement, "
        "0 is chance."
    )


def mean_text(report: LabelReport) -> str:
    """Return the mean score of all replies by the labels by lot, or what is missing for it."""
    mean = report.mean
    if mean is None:
        return (
            f"{formats.pluralize(report.by_lot, 'label')} by lot so far; {MIN_LABELS} allow a mean "
            "over all replies. Other labels are of odd cases and are not averaged."
        )
    return (
        f"By {formats.pluralize(mean.labels, 'label')} by lot: "
        f"{mean.plain:.1f} of 10 {formats.interval(mean.plain_interval)}. Corrected by the judge's "
        f"scores of the other {formats.count(mean.others)}: {mean.corrected:.1f} "
        f"{formats.interval(mean.interval)}."
    )


def question_text(name: str) -> str:
    """Return what labellers were asked."""
    if name == OVERALL:
        return "Overall: good enough (7 or more) or not"
    return QUESTIONS.get(name, name.capitalize())
