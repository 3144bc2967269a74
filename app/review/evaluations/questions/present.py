"""Failed questions in words, bars, table rows and a file."""

from app.review.evaluations.lines import group_name
from app.ui import csv_file
from app.ui.table import Cell, Column
from core import formats
from core.usecases.scores.get_item_report import ItemFailure, ItemGroup, ItemTotals, question_of

COLUMNS = (
    Column(title="Question", wide=True),
    Column(title="Dimension"),
    Column(title="No", right=True),
    Column(title="95 % interval", right=True),
    Column(title="Answers", right=True),
    Column(title="Could not be known", right=True),
)
GROUP_COLUMNS = (
    Column(title="Group", wide=True),
    Column(title="No", right=True),
    Column(title="95 % interval", right=True),
    Column(title="Answers", right=True),
)
EXAMPLE_COLUMNS = (
    Column(title="Goal", wide=True),
    Column(title="What is missing", wide=True),
    Column(title="Overall", right=True),
    Column(title="Written by", wide=True),
    Column(title="Trace", mono=True),
)


def sentence(totals: tuple[ItemTotals, ...]) -> str:
    """Return which question fails most, as far as its interval allows."""
    failed = [one for one in totals if one.no]
    if not failed:
        return "No question was answered with no in this window."
    worst = failed[0]
    rivals = [one for one in failed[1:] if _overlaps(worst, one)]
    also = f" {len(rivals)} more may fail as often." if rivals else ""
    return (
        f"“{question_of(worst.item)}” fails most surely: {formats.share(worst.share)} "
        f"({formats.share_interval(worst.interval)}) of {formats.pluralize(worst.known, 'answer')} "
        f"are no.{also}"
    )


def _overlaps(one: ItemTotals, other: ItemTotals) -> bool:
    worst, rival = one.interval, other.interval
    return worst is not None and rival is not None and rival.high >= worst.low


def cells(totals: ItemTotals, *, address: str) -> tuple[Cell, ...]:
    """Return the answers to a question as a table row; the question leads to examples."""
    return (
        Cell(text=question_of(totals.item), to=f"{address}&item={totals.item}"),
        Cell(text=totals.dimension.capitalize()),
        *_share_cells(totals),
        Cell(text=formats.count(totals.n - totals.known) if totals.n > totals.known else ""),
    )


def group_cells(totals: ItemTotals, by: ItemGroup) -> tuple[Cell, ...]:
    """Return the answers to a question by one group as a table row."""
    return (Cell(text=group_name(totals.group, by)), *_share_cells(totals))


def _share_cells(totals: ItemTotals) -> tuple[Cell, Cell, Cell]:
    return (
        Cell(text=f"{formats.share(totals.share)} ({totals.no})"),
        Cell(text=formats.share_interval(totals.interval) or formats.UNKNOWN),
        Cell(text=formats.count(totals.known)),
    )


def example_cells(failure: ItemFailure) -> tuple[Cell, ...]:
    """Return a no as a table row."""
    writer = ", ".join(part for part in (failure.writer_model, failure.prompt_version) if part)
    return (
        Cell(
            text=failure.title or "Goal",
            to=f"goal?id={failure.goal_id}" if failure.goal_id else "",
        ),
        Cell(text=failure.note or "The judge found no words for it."),
        Cell(text="unscored" if failure.overall is None else formats.figure(failure.overall)),
        Cell(text=writer or formats.UNKNOWN),
        Cell(text=formats.short_id(failure.trace_id), to=f"trace?id={failure.trace_id}"),
    )


def as_csv(totals: tuple[ItemTotals, ...]) -> bytes:
    """Return the answers to every question as CSV; a share without answers is an empty cell."""
    names = (
        "item",
        "question",
        "dimension",
        "rubric",
        "asked",
        "known",
        "no",
        "share",
        "low",
        "high",
    )
    rows = (
        [
            one.item,
            question_of(one.item),
            one.dimension,
            one.rubric,
            one.n,
            one.known,
            one.no,
            one.share,
            one.interval.low if one.interval else None,
            one.interval.high if one.interval else None,
        ]
        for one in totals
    )
    return csv_file.write_rows(names, rows)
