"""What the labels of a version say, in words and table rows."""

from app.ui.table import Cell, Column
from core import formats
from core.usecases.datasets.list_datasets import VersionRecord
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


def sentence(version: VersionRecord, report: LabelReport) -> str:
    """Return how far a version is labelled, and what the labels say, in one sentence."""
    labelled, items = len(report.labels), formats.pluralize(version.left, "item")
    parts = [f"{labelled} of {items} labelled"]
    if report.mean is None:
        parts.append("too few random labels for a mean score")
    else:
        parts.append(f"mean score {report.mean.corrected:.1f} of 10")
    overall = next((one for one in report.agreement if one.question == OVERALL), None)
    if overall is not None and overall.pairs:
        pairs = formats.pluralize(overall.pairs, "pair")
        parts.append(f"people agree on good or not in {formats.share(overall.share)} of {pairs}")
    return f"{'; '.join(parts)}."


def alpha_text(alpha: Estimate) -> str:
    """Return the agreement of the scores beyond chance, or why there is none."""
    pairs = "A pair is two people who labelled the same reply; some answers agree by chance. "
    if alpha.value is None:
        return f"{pairs}How far they agree beyond chance is not known: {alpha.reason}"
    around = f" {formats.interval(alpha.interval, 2)}" if alpha.interval else ""
    replies = formats.pluralize(alpha.n, "reply", "replies")
    return (
        f"{pairs}Beyond chance, the scores agree by {alpha.value:.2f}{around}, where 0 is chance "
        f"and 1 is full agreement (Krippendorff's alpha, {replies})."
    )


def mean_text(report: LabelReport) -> str:
    """Return the mean score of all replies by the labels by lot, or what is missing for it."""
    mean = report.mean
    if mean is None:
        return (
            f"Not known yet: {report.by_lot} of the {MIN_LABELS} labels that it takes are there. "
            "Only labels of randomly drawn replies count, as the others were picked because they "
            "look wrong."
        )
    return (
        f"{mean.corrected:.1f} of 10 {formats.interval(mean.interval)}, from "
        f"{formats.pluralize(mean.labels, 'label')} of randomly drawn replies and the judge's "
        f"scores of the other {formats.count(mean.others)}. From the labels alone: "
        f"{mean.plain:.1f} {formats.interval(mean.plain_interval)}."
    )


def question_text(name: str) -> str:
    """Return what labellers were asked."""
    if name == OVERALL:
        return "Overall: good enough (7 or more) or not"
    return QUESTIONS.get(name, name.capitalize())
