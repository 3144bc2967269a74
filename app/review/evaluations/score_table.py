"""Scores as table rows, and as a CSV file."""

from dataclasses import replace
from urllib.parse import urlencode

from app.review.evaluations.choices import View
from app.review.evaluations.lines import group_name
from app.review.evaluations.records import Records
from app.review.shared.score_text import (
    interval_of,
)
from app.review.shared.slice_text import query_of
from app.ui import csv_file
from app.ui.table import Cell, Column
from core import formats
from core.quality.intervals import SCORES
from core.usecases.scores.get_score_report import GroupBy, ScoreTotals
from core.usecases.scores.list_evaluations import EvaluationRow

COLUMNS = (
    Column(title="Goal", wide=True),
    Column(title="Overall", right=True),
    Column(title="Clarity", right=True),
    Column(title="Specificity", right=True),
    Column(title="Measurability", right=True),
    Column(title="Actionability", right=True),
    Column(title="Written by", wide=True),
    Column(title="Scored by"),
    Column(title="Trace", mono=True),
)
GROUP_COLUMNS = (
    Column(title="Group", wide=True),
    Column(title="Mean", right=True),
    Column(title="95 % interval", right=True),
    Column(title="n", right=True),
    Column(title="Unscored", right=True),
)


def group_cells(row: ScoreTotals, by: GroupBy, records: Records) -> tuple[Cell, ...]:
    """Return the totals of a group as a table row; a kind of goal opens its lowest scores."""
    return (
        Cell(text=group_name(row.group, by), to=_lowest_of(row.group, by, records)),
        Cell(text=formats.figure(row.mean, 2)),
        Cell(text=formats.interval(interval_of(row), 2)),
        Cell(text=formats.count(row.n)),
        Cell(text=formats.count(row.unscored)),
    )


def at_most(row: ScoreTotals) -> float:
    """Return the upper end of the interval of a group's mean; a few records could be any score."""
    interval = interval_of(row)
    return SCORES.high if interval is None else interval.high


def _lowest_of(group: str, by: GroupBy, records: Records) -> str:
    if by != "kind" or not group:
        return ""
    days = (records.days.until - records.days.since).days + 1
    within = query_of(replace(records.within, kind=group))
    return f"evaluations?{urlencode({**within, 'days': days, 'view': View.LOWEST.value})}"


def cells(row: EvaluationRow) -> tuple[Cell, ...]:
    """Return an evaluation as a table row."""
    scores = (row.overall, row.clarity, row.specificity, row.measurability, row.actionability)
    writer = ", ".join(part for part in (row.model, row.prompt_version) if part)
    return (
        Cell(text=row.title or "Goal", to=f"goal?id={row.goal_id}" if row.goal_id else ""),
        *(Cell(text="unscored" if score is None else formats.figure(score)) for score in scores),
        Cell(text=writer or formats.UNKNOWN),
        Cell(text=row.judge_model or row.scored_by),
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
    )


def as_csv(rows: tuple[EvaluationRow, ...]) -> bytes:
    """Return evaluations as CSV; an unscored dimension is an empty cell, never 0."""
    return csv_file.write(tuple(EvaluationRow.__slots__), rows)
