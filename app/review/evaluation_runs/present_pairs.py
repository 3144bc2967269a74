"""Paired figures of two variants as lines of a chart and as table rows."""

from app.charts.differences import Difference
from app.review.shared import version_names
from app.ui.table import Cell, Column
from app.ui.text import capital, shorten
from core import formats, signed
from core.usecases.evaluation_runs.list_evaluation_runs import Comparison, EvaluationReport, Paired

_MAX_NAME = 24


def pair_columns(report: EvaluationReport, place: int) -> tuple[Column, ...]:
    """Return the columns of paired figures, which name both variants."""
    first, this = names_of(report, place)
    return (
        Column(title="Figure", wide=True),
        Column(title=first, right=True),
        Column(title=this, right=True),
        Column(title="Difference", right=True),
        Column(title="95 % interval", right=True),
        Column(title="Pairs", right=True),
    )


def names_of(report: EvaluationReport, place: int) -> tuple[str, str]:
    """Return the labels of the first variant and of the compared one, without what both have."""
    both = (report.run.variants[0], report.run.variants[place + 1])
    labels = tuple(version_names.variant(one.label) for one in both)
    first, this = (label.split(", ") for label in labels)
    own = (
        ", ".join(part for part in first if part not in this) or labels[0],
        ", ".join(part for part in this if part not in first) or labels[1],
    )
    return shorten(own[0], _MAX_NAME), shorten(own[1], _MAX_NAME)


def pair_cells(name: str, one: Paired, digits: int) -> tuple[Cell, ...]:
    """Return a paired figure as a table row."""
    return (
        Cell(text=name),
        Cell(text=f"{one.before:.{digits}f}"),
        Cell(text=f"{one.after:.{digits}f}"),
        Cell(text=signed.figure(one.difference, digits)),
        Cell(text=signed_interval(one, digits)),
        Cell(text=formats.count(one.n)),
    )


def figure_rows(found: Comparison) -> tuple[tuple[Cell, ...], ...]:
    """Return scores, cost and duration as table rows."""
    rows = [pair_cells(capital(name), one, 2) for name, one in found.scores.items()]
    if found.cost is not None and (found.cost.before or found.cost.after):
        rows.append(pair_cells("Cost of a case, US dollars", found.cost, 4))
    if found.seconds is not None:
        rows.append(pair_cells("Duration of a case, seconds", found.seconds, 2))
    return tuple(rows)


def signed_interval(one: Paired, digits: int = 2) -> str:
    """Return the interval of a difference with its signs."""
    return signed.interval(one.interval, digits)


def differences(found: Comparison) -> tuple[Difference, ...]:
    """Return the scores as lines of the chart."""
    return tuple(
        Difference(
            name=capital(name),
            value=one.difference,
            low=one.interval.low,
            high=one.interval.high,
            n=one.n,
        )
        for name, one in found.scores.items()
    )
