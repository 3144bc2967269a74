"""Scores in words, cards and table rows."""

from app.charts.series import Axis
from app.review.shared.score_text import (
    QUALITY_TARGET,
    against_target,
    interval_of,
    scored_by_rule,
)
from app.ui import csv_file
from app.ui.table import Cell, Column
from core import formats
from core.quality.verdict import status_of
from core.usecases.scores.get_score_report import OVERALL, Quality, ScoreTotals
from core.usecases.scores.list_evaluations import EvaluationRow
from core.usecases.utc_days import UtcDays

SATURATED_SHARE = 0.5
"""With more scores than this at the top, a dimension hardly distinguishes results."""

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


def axis(window: UtcDays) -> Axis:
    """Return the axis of score charts."""
    return Axis(
        title="Score, 0 to 10",
        low=0,
        high=10,
        target=QUALITY_TARGET,
        since=window.since,
        until=window.until,
    )


def sentence(quality: Quality) -> str:
    """Return what the scores mean, and which of them come from rules."""
    overall = quality.overall
    scored = [
        (row.mean, row.dimension)
        for row in quality.totals
        if row.dimension != OVERALL and row.mean is not None
    ]
    if overall is None or overall.mean is None or not scored:
        return "Nothing was scored in this window."
    lowest, dimension = min(scored)
    state = against_target(overall)[0].lower()
    by_rule = " scored by rule" if quality.scorer == "rule" else ""
    apart = f" {scored_by_rule(quality)}." if quality.offline else ""
    return (
        f"Quality {overall.mean:.1f} {formats.interval(interval_of(overall))} of 10 from "
        f"{formats.pluralize(overall.n, 'evaluation')}{by_rule}, "
        f"{status_of(overall.mean).lower()}: {state}; {dimension} is the lowest dimension, "
        f"{lowest:.1f}.{apart}{_older(quality)}"
    )


def _older(quality: Quality) -> str:
    if not quality.older:
        return ""
    scores = formats.pluralize(quality.older, "earlier score")
    were = "was" if quality.older == 1 else "were"
    return f" {scores} {were} given with an older rubric and not counted here."


def describe_gaps(row: ScoreTotals) -> str:
    """Return how many scores are missing, and how many are at the top of the scale."""
    asked = row.n + row.unscored
    missing = formats.share(row.unscored / asked if asked else None)
    saturated = row.saturated / row.n if row.n else None
    warning = ""
    if saturated is not None and saturated > SATURATED_SHARE:
        warning = ", so it hardly tells good from better"
    return (
        f"Unscored {row.unscored} of {asked} ({missing}). "
        f"At 9.5 or more: {formats.share(saturated)}{warning}."
    )


def group_cells(row: ScoreTotals) -> tuple[Cell, ...]:
    """Return the totals of a group as a table row."""
    return (
        Cell(text=row.group or "not known"),
        Cell(text=formats.figure(row.mean, 2)),
        Cell(text=formats.interval(interval_of(row), 2)),
        Cell(text=formats.count(row.n)),
        Cell(text=formats.count(row.unscored)),
    )


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
