"""The rollup of outcomes: each figure counts on the UTC day from which it changes no more.

The row of a plan in its third day lies in the future, so that no window up to today holds it.
"""

from sqlalchemy import Boolean, Date, String

from core.store.database.column_types import SafeText
from core.store.outcomes.tables import AMOUNTS, SKIPS, plan_outcomes
from core.store.rollups.common import TRAITS
from core.store.rollups.declaration import Dimension, Measure, Part, Rollup
from core.store.rollups.expressions import (
    Expression,
    column,
    constant,
    count_if,
    is_true,
    or_empty,
    product,
    squared,
)

WEEK_1 = "week_1"
RETURN = "return"
EDIT = "edit"
ACTS = "acts"

PAIRED = ("total", "planned", "total_squares", "planned_squares", "products")
"""What the interval of a ratio of sums is computed from."""

_ONE = constant(1)


def _yes_no(figure: str, final_on: str, name: str, *, where: str | None = None) -> Part:
    conditions = {} if where is None else {"where": is_true(where)}
    return Part(
        dimensions=_on(figure, final_on),
        measures={"n": _ONE, "total": count_if(is_true(name))},
        **conditions,
    )


def _on(figure: str, final_on: str) -> dict[str, Expression]:
    return {"figure": constant(figure), "day": column(final_on)}


OUTCOMES = Rollup(
    name="rollup_outcomes",
    fact=plan_outcomes,
    dimensions=(
        Dimension("day", Date()),
        Dimension("sample", Boolean(), column("sample")),
        Dimension("figure", String(16)),
        Dimension("fingerprint", String(16), or_empty("fingerprint")),
        *(
            Dimension(name, SafeText(), column(name))
            for name in ("prompt_version", "plan_prompt", "model")
        ),
        *TRAITS,
    ),
    measures=(
        Measure("n"),
        *(Measure(name) for name in (*PAIRED, *AMOUNTS, *SKIPS.values())),
    ),
    parts=(
        Part(
            dimensions=_on(WEEK_1, "week_1_final_on"),
            measures={
                "n": _ONE,
                "total": column("week_1_done"),
                "planned": column("week_1_planned"),
                "total_squares": squared("week_1_done"),
                "planned_squares": squared("week_1_planned"),
                "products": product("week_1_done", "week_1_planned"),
            },
            where=is_true("week_1_counts"),
        ),
        _yes_no(RETURN, "return_final_on", "returned", where="return_counts"),
        _yes_no(EDIT, "edit_final_on", "edited"),
        Part(
            dimensions=_on(ACTS, "return_final_on"),
            measures={"n": _ONE} | {name: column(name) for name in (*AMOUNTS, *SKIPS.values())},
        ),
    ),
)
