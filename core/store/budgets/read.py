"""Read the budgets of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.budget_scope import tier_of
from core.ports import Tier
from core.store.budgets.tables import budget_days
from core.store.budgets.values import WARNING_SHARE, is_spent, used_share
from core.store.database.engine import Database
from core.store.database.rows import fetch_all

_NANO = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStatus:
    """One budget on one day, in US dollars."""

    scope: str
    limit_usd: float
    spent_usd: float
    reserved_usd: float
    """Reserved for calls in flight."""
    refused: int
    """Calls rejected because they did not fit into the budget."""
    warn_at: float = WARNING_SHARE
    """The share from which admins are warned."""

    @property
    def tier(self) -> Tier | None:
        """Return the tier it is for, or None for the budget of all tiers."""
        return tier_of(self.scope)

    @property
    def share(self) -> float:
        """Return the share that is spent or reserved; 1 for a budget of 0."""
        return used_share(self.spent_usd, self.reserved_usd, self.limit_usd)

    @property
    def is_spent(self) -> bool:
        """Return whether it is spent, not merely too small for one call."""
        return is_spent(self.spent_usd, self.limit_usd)


def list_budget_days(
    database: Database,
    *,
    day: date,
    limits: Mapping[str, float],
    warn_at: float = WARNING_SHARE,
) -> tuple[BudgetStatus, ...]:
    """Return each budget that is set, in the order of `limits` (US dollars by scope)."""
    query = select(budget_days).where(budget_days.c.day == day)
    with database.read() as connection:
        found = {row["scope"]: row for row in fetch_all(connection, query)}
    return tuple(
        BudgetStatus(
            scope=scope,
            limit_usd=limit,
            spent_usd=found[scope]["spent_nano_usd"] / _NANO if scope in found else 0.0,
            reserved_usd=found[scope]["reserved_nano_usd"] / _NANO if scope in found else 0.0,
            refused=int(found[scope]["refused"]) if scope in found else 0,
            warn_at=warn_at,
        )
        for scope, limit in limits.items()
    )
