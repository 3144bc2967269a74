"""Store what each day's budgets have spent, and reserved for calls in flight."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection, bindparam, select, update

from core.budget_scope import scopes_of
from core.store.budgets.tables import budget_days
from core.store.budgets.values import BudgetBalance
from core.store.database.rows import Row
from core.store.database.upsert import Insert, insert, insert_for_dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChange:
    """What a call adds to the budgets of its day and tier; negative amounts subtract."""

    day: date
    tier: str
    spent: int = 0
    reserved: int = 0


class BudgetStore:
    """Writes the budgets. Rows are locked in key order, so that two writers never deadlock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock_balances(self, day: date, scopes: Collection[str]) -> dict[str, BudgetBalance]:
        """Return the balances, locked against changes until this transaction ends."""
        found = self._select_for_update(day, scopes)
        if len(found) < len(scopes):
            missing: list[Row] = [{"day": day, "scope": scope} for scope in sorted(scopes)]
            self._connection.execute(
                insert(self._connection, budget_days).on_conflict_do_nothing(), missing
            )
            found = self._select_for_update(day, scopes)
        return found

    def apply(self, changes: Iterable[BudgetChange]) -> None:
        """Add changes to the budget of all tiers and to the budget of each tier."""
        summed: dict[tuple[date, str], list[int]] = {}
        for one in changes:
            for scope in scopes_of(one.tier) if one.spent or one.reserved else ():
                sums = summed.setdefault((one.day, scope), [0, 0])
                sums[0] += one.spent
                sums[1] += one.reserved
        rows = [
            {"day": day, "scope": scope, "spent_nano_usd": spent, "reserved_nano_usd": reserved}
            for (day, scope), (spent, reserved) in sorted(summed.items())
        ]
        if rows:
            self._connection.execute(_adding(self._connection.dialect.name), rows)

    def count_refused(self, day: date, scopes: Collection[str]) -> None:
        """Count a call that these budgets rejected."""
        mine = (budget_days.c.day == day) & budget_days.c.scope.in_(scopes)
        self._connection.execute(
            update(budget_days).where(mine).values(refused=budget_days.c.refused + 1)
        )

    def list_unwarned(self, day: date, scopes: Collection[str]) -> list[BudgetBalance]:
        """Return the balances of budgets without a warning."""
        rows = self._connection.execute(_UNWARNED, {"on": day, "scopes": list(scopes)}).mappings()
        return [BudgetBalance(**row) for row in rows]

    def mark_warned(self, day: date, scope: str) -> bool:
        """Mark a budget as warned about. Returns whether this is the first warning."""
        mine = (budget_days.c.day == day) & (budget_days.c.scope == scope) & ~budget_days.c.warned
        return (
            self._connection.execute(update(budget_days).where(mine).values(warned=True)).rowcount
            > 0
        )

    def _select_for_update(self, day: date, scopes: Collection[str]) -> dict[str, BudgetBalance]:
        rows = self._connection.execute(
            _BALANCES_FOR_UPDATE, {"on": day, "scopes": list(scopes)}
        ).mappings()
        return {row["scope"]: BudgetBalance(**row) for row in rows}


_BALANCES = select(
    budget_days.c.scope,
    budget_days.c.spent_nano_usd.label("spent"),
    budget_days.c.reserved_nano_usd.label("reserved"),
    budget_days.c.warned,
).where(
    budget_days.c.day == bindparam("on"),
    budget_days.c.scope.in_(bindparam("scopes", expanding=True)),
)
_BALANCES_FOR_UPDATE = _BALANCES.order_by(budget_days.c.scope).with_for_update()
_UNWARNED = _BALANCES.where(~budget_days.c.warned)


@cache
def _adding(dialect: str) -> Insert:
    statement = insert_for_dialect(dialect, budget_days)
    changes = {
        c: budget_days.c[c] + statement.excluded[c] for c in ("spent_nano_usd", "reserved_nano_usd")
    }
    return statement.on_conflict_do_update(index_elements=["day", "scope"], set_=changes)
