"""Compared pairs as table rows, and what the judge gave as its reasons."""

from app.review.evaluation_runs.present_pairs import names_of
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from app.ui.text import capital, shorten
from core import formats
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport
from core.usecases.evaluation_runs.pair_report import (
    Order,
    PairRow,
    PairVerdict,
    Preference,
    Side,
)

_MAX_CHARACTERS = 160
PAIR_COLUMNS = (
    Column(title="Goal", line=True),
    Column(title="Verdict"),
    Column(title="Why", wide=True),
    Column(title="Trace", mono=True),
)


def pair_rows(report: EvaluationReport, place: int) -> tuple[tuple[Cell, ...], ...]:
    """Return compared pairs as table rows; the goal opens both texts side by side."""
    address = f"evaluation-runs?run={report.run.id}&variant={place + 1}&case="
    return tuple(
        (
            Cell(
                text=shorten(report.titles.get(one.item_id, ""), _MAX_CHARACTERS),
                to=f"{address}{one.item_id}",
            ),
            Cell(text=verdict_text(report, place, one), tone=_tone(one)),
            Cell(text=one.orders[Order.BASELINE_FIRST].reason),
            Cell(text=formats.short_id(one.trace_id), to=f"trace?id={one.trace_id}"),
        )
        for one in report.compared[place].shown
    )


def verdict_text(report: EvaluationReport, place: int, one: PairRow) -> str:
    """Return what both orders say of a pair."""
    first, label = names_of(report, place)
    return {
        PairVerdict.WIN: f"{capital(label)} is better",
        PairVerdict.LOSS: f"{capital(first)} is better",
        PairVerdict.TIE: "Alike",
        PairVerdict.BY_ORDER: "The order decided",
        None: "Not compared",
    }[one.verdict]


def notes(report: EvaluationReport, place: int, pairs: tuple[PairRow, ...]) -> tuple[str, ...]:
    """Return the verdict on an item, and the reason of the judge in each order."""
    names = names_of(report, place)
    found = [one for one in pairs if one.variant == place + 1 and one.orders]
    verdicts = [f"{verdict_text(report, place, one)}." for one in found]
    return (*verdicts, *(line for one in found for line in _reasons(one, names)))


def _reasons(one: PairRow, names: tuple[str, str]) -> tuple[str, ...]:
    return tuple(
        f"With {names[0 if order is Order.BASELINE_FIRST else 1]} in the first place: "
        f"{_preferred(one.orders[order], names)}. {one.orders[order].reason}"
        for order in Order
        if order in one.orders
    )


def _preferred(found: Preference, names: tuple[str, str]) -> str:
    if found.side is Side.NEITHER:
        return "neither is better"
    return f"{capital(names[0 if found.side is Side.BASELINE else 1])} is better"


def _tone(one: PairRow) -> Tone | None:
    tones = {PairVerdict.WIN: Tone.GOOD, PairVerdict.LOSS: Tone.BAD}
    return tones.get(one.verdict) if one.verdict is not None else None
