"""Rubric items and single cases of an evaluation run as table rows."""

from app.review.evaluation_runs.present_pairs import names_of, pair_cells
from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats, signed
from core.quality.rubric import item_by_id
from core.usecases.evaluation_runs.list_evaluation_runs import (
    Comparison,
    EvaluationReport,
    PairedCase,
)

_MAX_CHARACTERS = 160


def case_columns(report: EvaluationReport, place: int) -> tuple[Column, ...]:
    """Return the columns of single cases, which name both variants."""
    first, this = names_of(report, place)
    return (
        Column(title="Goal", line=True),
        Column(title=first, right=True),
        Column(title=this, right=True),
        Column(title="Difference", right=True),
        Column(title=f"Trace of {first}", mono=True),
        Column(title=f"Trace of {this}", mono=True),
    )


def answer_rows(found: Comparison) -> tuple[tuple[Cell, ...], ...]:
    """Return the rubric items, the largest differences first."""
    ordered = sorted(found.answers.items(), key=lambda pair: -abs(pair[1].difference))
    return tuple(pair_cells(_question(name), one, 2) for name, one in ordered)


def answers_note(found: Comparison) -> str:
    """Return how many of the intervals exclude 0, and how many would by chance."""
    outside = sum(one.interval.low > 0 or one.interval.high < 0 for one in found.answers.values())
    return (
        f"Shares of yes. Of {formats.pluralize(len(found.answers), 'interval')}, {outside} "
        f"exclude 0; about {0.05 * len(found.answers):.1f} would by chance alone."
    )


def case_rows(
    report: EvaluationReport, cases: tuple[PairedCase, ...], place: int
) -> tuple[tuple[Cell, ...], ...]:
    """Return cases as table rows; the goal opens both texts side by side."""
    run_id = report.run.id
    return tuple(
        (
            Cell(
                text=shorten(report.titles.get(one.item_id, ""), _MAX_CHARACTERS),
                to=f"evaluation-runs?run={run_id}&variant={place}&case={one.item_id}",
            ),
            Cell(text=f"{one.before:.2f}"),
            Cell(text=f"{one.after:.2f}"),
            Cell(text=signed.figure(one.difference, 2)),
            *(_trace(report.traces.get((one.item_id, side))) for side in (0, place)),
        )
        for one in cases
    )


def _trace(trace_id: str | None) -> Cell:
    if trace_id is None:
        return Cell(text=formats.UNKNOWN)
    return Cell(text=formats.short_id(trace_id), to=f"trace?id={trace_id}")


def _question(item_id: str) -> str:
    item = item_by_id(item_id)
    return item.question if item is not None else item_id
