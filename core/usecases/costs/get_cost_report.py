"""Report the cost of model calls, the cost of a goal, and today's budgets."""

from dataclasses import dataclass
from datetime import date

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.budgets.read import BudgetStatus, list_budget_days
from core.store.calls.in_doubt import InDoubtSummary, summarize_in_doubt_calls
from core.store.calls.read import FailedCosts, find_failed_costs
from core.store.costs.goal_costs import MIN_GOALS, GoalCosts, find_goal_costs
from core.store.costs.read import CostBy, CostDetails, CostRow, cost_totals, list_costs
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays, last_days

__all__ = [
    "MIN_GOALS",
    "BudgetStatus",
    "CostBy",
    "CostDetails",
    "CostReport",
    "CostRow",
    "FailedCosts",
    "GoalCosts",
    "InDoubtSummary",
    "TodaysCosts",
    "get_cost_report",
    "get_todays_costs",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostReport:
    """What the model calls of a window cost, and what is left of today's budgets."""

    since: date
    until: date
    totals: CostRow
    today: CostRow
    days: tuple[CostRow, ...]
    """Oldest first; days without calls are left out."""
    groups: tuple[CostRow, ...]
    goals: GoalCosts
    failed: FailedCosts
    in_doubt: InDoubtSummary
    """Of all models: what a call in doubt may have cost is in no other figure."""
    budgets: tuple[BudgetStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysCosts:
    """What today's calls cost so far, and what is left of its budgets. The day is a UTC day."""

    totals: CostRow
    budgets: tuple[BudgetStatus, ...]


@allow(Access.ADMIN)
def get_cost_report(
    rein: Rein, *, viewer: Viewer, days: UtcDays, by: CostBy = "day", model: str | None = None
) -> CostReport:
    """Return what the calls of a window cost. Raises NotAllowed below admin."""
    database, since, until = rein.database, days.since, days.until
    today = last_days(rein, 1).until
    daily = list_costs(database, since=since, until=until, by="day", model=model)
    groups = (
        daily if by == "day" else list_costs(database, since=since, until=until, by=by, model=model)
    )
    return CostReport(
        since=since,
        until=until,
        totals=cost_totals(database, since=since, until=until, model=model),
        today=cost_totals(database, since=today, until=today),
        days=daily,
        groups=groups,
        goals=find_goal_costs(database, since=since, until=until, model=model),
        failed=find_failed_costs(database, since=since, until=until, model=model),
        in_doubt=summarize_in_doubt_calls(database, since=days.starts_at),
        budgets=_budgets(rein, today),
    )


@allow(Access.ADMIN)
def get_todays_costs(rein: Rein, *, viewer: Viewer) -> TodaysCosts:
    """Return what today's calls cost so far. Raises NotAllowed below admin."""
    today = last_days(rein, 1).until
    return TodaysCosts(
        totals=cost_totals(rein.database, since=today, until=today),
        budgets=_budgets(rein, today),
    )


def _budgets(rein: Rein, today: date) -> tuple[BudgetStatus, ...]:
    settings = rein.settings
    return list_budget_days(
        rein.database, day=today, limits=settings.budgets, warn_at=settings.budget_warn_at
    )
