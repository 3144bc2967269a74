"""The breakdown of costs as a table with totals, and as a CSV file."""

from datetime import date

from app.ui import labels, table
from app.ui.table import Cell, Column
from core import formats
from core.ports import Purpose
from core.usecases.costs.get_cost_report import CostBy, CostRow

BY: dict[str, CostBy] = {
    "Operation": "purpose",
    "Model": "model",
    "Provider": "provider",
    "Prompt": "prompt_version",
    "Tier": "tier",
    "Person": "user",
    "Day": "day",
}
"""Ways to break costs down, by their label."""

PEOPLE_SHOWN = 25
"""People with a row of their own; the others share one. The file lists all people."""

_WITHOUT_JUDGE = frozenset({"purpose", "user"})
"""Breakdowns without a column for judging: it is a row by operation, and unknown by person."""


def show(rows: tuple[CostRow, ...], totals: CostRow, by: CostBy) -> str | None:
    """Draw the groups with their totals. Return the chosen address."""
    digits = max(2, formats.dollar_digits(totals.cost_usd) + 1)
    shown, rest = (rows[:PEOPLE_SHOWN], rows[PEOPLE_SHOWN:]) if by == "user" else (rows, ())
    cells = [_cells(row, totals, by, digits) for row in shown]
    if rest:
        others = formats.pluralize(len(rest), "other")
        cells.append(_cells(_sum(rest, totals), totals, by, digits, name=others))
    cells.append(_cells(_sum(rows, totals), totals, by, digits, name="All"))
    return table.show(
        _columns(by), tuple(cells), caption="Costs by group, and in all", key="costs_groups"
    )


def label(row: CostRow, by: CostBy) -> str:
    """Return the name of a group."""
    match by:
        case "purpose":
            known = row.group in set(Purpose)
            return labels.PURPOSES[Purpose(row.group)] if known else row.group
        case "provider":
            return labels.PROVIDERS.get(row.group, row.group)
        case "tier":
            return row.group.capitalize()
        case "user":
            return row.name or f"Deleted account ({formats.short_id(row.group)})"
        case "day":
            return formats.day(date.fromisoformat(row.group))
        case _:
            return row.group


def _columns(by: CostBy) -> tuple[Column, ...]:
    tokens = ("Tokens",) if by == "user" else ("Tokens in", "Tokens out")
    judging = () if by in _WITHOUT_JUDGE else ("Judging",)
    titles = ("Calls", "From cache", *tokens, *judging, "Cost", "Share")
    first = Column(title=next(name for name, value in BY.items() if value == by), wide=True)
    return (first, *(Column(title=title, right=True) for title in titles))


def _sum(rows: tuple[CostRow, ...], totals: CostRow) -> CostRow:
    """Return the sum of the rows, so that the last row is the total of those above it."""
    return CostRow(
        group="",
        calls=sum(row.calls for row in rows),
        cache_hits=sum(row.cache_hits for row in rows),
        tokens=sum(row.tokens for row in rows),
        cost_usd=sum(row.cost_usd for row in rows),
        cost_unknown=sum(row.cost_unknown for row in rows),
        details=totals.details,
    )


def _cells(
    row: CostRow, totals: CostRow, by: CostBy, digits: int, *, name: str = ""
) -> tuple[Cell, ...]:
    details, tokens, judging = row.details, [row.tokens], []
    if by != "user" and details is not None:
        tokens = [details.input_tokens, details.output_tokens + details.thinking_tokens]
    if by not in _WITHOUT_JUDGE and details is not None:
        usd = details.judge_usd
        judging = [formats.dollars(usd, digits) if usd else formats.money(0.0)]
    share = None
    if totals.cost_usd and (row.cost_usd or row.known):
        share = row.cost_usd / totals.cost_usd
    address = f"traces?from={row.group}&to={row.group}" if by == "day" and not name else ""
    texts = (
        formats.count(row.calls),
        formats.count(row.cache_hits),
        *(formats.count(number) for number in tokens),
        *judging,
        _cost(row, digits),
        formats.share(share),
    )
    first = Cell(text=name or label(row, by), to=address)
    return (first, *(Cell(text=text) for text in texts))


def _cost(row: CostRow, digits: int) -> str:
    if row.known:
        return formats.dollars(row.cost_usd, digits)
    unpriced = f"price of {row.cost_unknown:,} unknown"
    return f"{formats.dollars(row.cost_usd, digits)} + {unpriced}" if row.cost_usd else unpriced
