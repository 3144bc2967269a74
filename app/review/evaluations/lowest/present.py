"""The lowest scores as table rows, and as a file."""

from collections import Counter
from collections.abc import Mapping

from app.ui import csv_file
from app.ui.table import Cell, Column
from core import formats
from core.usecases.scores.list_lowest import LowScored

COLUMNS = (
    Column(title="Goal", wide=True),
    Column(title="Overall", right=True),
    Column(title="What failed", wide=True),
    Column(title="Written by", wide=True),
    Column(title="Scored by"),
    Column(title="Trace", mono=True),
)


def cells(low: LowScored, often: Mapping[str, int]) -> tuple[Cell, ...]:
    """Return an evaluation as a table row, with its first failed questions."""
    row = low.row
    writer = ", ".join(part for part in (row.model, row.prompt_version) if part)
    return (
        Cell(text=row.title or "Goal", to=f"goal?id={row.goal_id}" if row.goal_id else ""),
        Cell(text=formats.figure(row.overall)),
        Cell(text=reason(low, often), note=counts(low)),
        Cell(text=writer or formats.UNKNOWN),
        Cell(text=row.judge_model or row.scored_by),
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
    )


def reason(low: LowScored, often: Mapping[str, int]) -> str:
    """Return the failed question that rarely fails.

    `often` counts how many of the shown records fail each question: what all of them fail says
    little about one.
    """
    if not low.failed:
        return "No question was answered with no; the answers were unsure."
    rarest = min(low.failed, key=lambda one: often.get(one.item, 0))
    return rarest.note or rarest.question


def counts(low: LowScored) -> str:
    """Return how many questions failed per dimension, or "" if none did."""
    found = Counter(one.item.partition(".")[0] for one in low.failed)
    parts = ", ".join(f"{dimension} {count}" for dimension, count in found.most_common())
    return f"{len(low.failed)} no: {parts}" if parts else ""


def failures(rows: tuple[LowScored, ...]) -> Mapping[str, int]:
    """Return how many of the records fail each question."""
    return Counter(one.item for low in rows for one in low.failed)


def as_csv(rows: tuple[LowScored, ...]) -> bytes:
    """Return the evaluations as CSV, each with the ids of all its failed questions."""
    names = ("trace_id", "goal_id", "title", "overall", "model", "prompt_version", "judge_model")
    return csv_file.write_rows(
        (*names, "failed"),
        (
            [getattr(low.row, name) for name in names] + [" ".join(one.item for one in low.failed)]
            for low in rows
        ),
    )
