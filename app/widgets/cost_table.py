"""The breakdown of costs as a table that sums up."""

from datetime import date

from app.widgets import formats, table
from app.widgets.table import Cell, Column
from core.ports import Purpose
from core.store.costs.read import CostBy, CostRow

BY: dict[str, CostBy] = {
    "Operation": "purpose",
    "Model": "model",
    "Provider": "provider",
    "Prompt": "prompt_version",
    "Tier": "tier",
    "Person": "user",
    "Day": "day",
}
"""Ways to break costs down, by what they are called."""

PEOPLE_SHOWN = 25
"""People with a line of their own; the others share one. The file has everybody."""

_WITHOUT_JUDGE = frozenset({"purpose", "user"})
"""Breakdowns without a column for judging: by operation it is a line of its own, by person it is not kept."""

_PURPOSES = {
    Purpose.PREPROCESS: "Understand the goal",
    Purpose.GENERATE: "Write the resolution",
    Purpose.EVALUATE: "Judge",
    Purpose.PLAN: "Plan the weeks",
    Purpose.COACH: "Coach",
    Purpose.CLARIFY: "Ask back",
    Purpose.CHECK: "Test calls",
}
_PROVIDERS = {
    "google": "Google",
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "served": "Your own server",
}


def show(rows: tuple[CostRow, ...], totals: CostRow, by: CostBy) -> str | None:
    """Draw the groups with a line that sums them up; returns where the person wants to go."""
    digits = max(2, formats.dollar_digits(totals.cost_usd) + 1)
    detailed, judged = by != "user", by not in _WITHOUT_JUDGE
    columns = (
        Column(title=next(name for name, value in BY.items() if value == by), wide=True),
        Column(title="Calls", right=True),
        Column(title="From cache", right=True),
        *(
            Column(title=title, right=True)
            for title in (("Tokens in", "Tokens out") if detailed else ("Tokens",))
        ),
        *((Column(title="Judging", right=True),) if judged else ()),
        Column(title="Cost", right=True),
        Column(title="Share", right=True),
    )
    shown, rest = (rows[:PEOPLE_SHOWN], rows[PEOPLE_SHOWN:]) if by == "user" else (rows, ())
    lines = [_cells(row, totals, by, digits) for row in shown]
    if rest:
        others = formats.counted(len(rest), "other")
        lines.append(_cells(_sum(rest, totals), totals, by, digits, name=others))
    lines.append(_cells(_sum(rows, totals), totals, by, digits, name="All"))
    return table.show(
        columns, tuple(lines), caption="Costs by group, and in all", key="costs_groups"
    )


def label(row: CostRow, by: CostBy) -> str:
    """Return what a group is called."""
    match by:
        case "purpose":
            return (
                _PURPOSES.get(Purpose(row.group), row.group)
                if row.group in set(Purpose)
                else row.group
            )
        case "provider":
            return _PROVIDERS.get(row.group, row.group)
        case "tier":
            return row.group.capitalize()
        case "user":
            return row.name or f"Somebody who left ({formats.short_id(row.group)})"
        case "day":
            return formats.day(date.fromisoformat(row.group))
        case _:
            return row.group


def _sum(rows: tuple[CostRow, ...], totals: CostRow) -> CostRow:
    """Return the sum of the rows themselves, so that the line below them is theirs and nobody else's."""
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
    details = row.details
    to = f"traces?from={row.group}&to={row.group}" if by == "day" and not name else ""
    tokens = [row.tokens]
    if by != "user" and details is not None:
        tokens = [details.input_tokens, details.output_tokens + details.thinking_tokens]
    judged = (
        [_judged(details.judge_usd, digits)]
        if by not in _WITHOUT_JUDGE and details is not None
        else []
    )
    share = (
        row.cost_usd / totals.cost_usd if totals.cost_usd and (row.cost_usd or row.known) else None
    )
    return (
        Cell(text=name or label(row, by), to=to),
        Cell(text=formats.count(row.calls)),
        Cell(text=formats.count(row.cache_hits)),
        *(Cell(text=formats.count(number)) for number in tokens),
        *judged,
        Cell(text=_cost(row, digits)),
        Cell(text=formats.share(share)),
    )


def _judged(usd: float, digits: int) -> Cell:
    return Cell(text=formats.dollars(usd, digits) if usd else formats.money(0.0))


def _cost(row: CostRow, digits: int) -> str:
    if row.known:
        return formats.dollars(row.cost_usd, digits)
    unpriced = f"price of {row.cost_unknown:,} unknown"
    return f"{formats.dollars(row.cost_usd, digits)} + {unpriced}" if row.cost_usd else unpriced
