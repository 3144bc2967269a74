"""What everybody's ratings, scores and model calls say over the last days: for those who review, and who pay."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.accounts.user import Role, User
from core.bootstrap import Rein
from core.store.budgets.read import BudgetStatus, list_budget_days
from core.store.calls.in_doubt import InDoubtSummary, summarize_in_doubt_calls
from core.store.calls.read import FailedCosts, LedgerRow, find_failed_costs, list_ledger
from core.store.costs.goal_costs import GoalCosts, find_goal_costs
from core.store.costs.read import CostBy, CostRow, cost_totals, list_costs
from core.store.database.date_ranges import start_of_day
from core.store.ratings.read import RatingTotals, RatingTrendPoint, rating_totals, rating_trend
from core.store.scores.read import GroupBy, ScorePoint, ScoreTotals, score_totals, score_trend


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFigures:
    """The ratings of a window, and day by day."""

    totals: RatingTotals
    trend: tuple[RatingTrendPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFigures:
    """The quality scores of a window, and day by day."""

    since: date
    until: date
    totals: tuple[ScoreTotals, ...]
    trend: tuple[ScorePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFigures:
    """What the model calls of a window cost, and how today's budgets stand."""

    since: date
    until: date
    totals: CostRow
    today: CostRow
    days: tuple[CostRow, ...]
    """Oldest first; days without calls are left out."""
    groups: tuple[CostRow, ...]
    goals: GoalCosts
    failed: FailedCosts
    doubts: InDoubtSummary
    """Of all models: what a call in doubt may have cost is in no other figure."""
    budgets: tuple[BudgetStatus, ...]


def see_ratings(rein: Rein, *, user: User, days: int, sample: bool = False) -> RatingFigures:
    """Return the ratings of the last days, today included. Raises NotAllowed below reviewer."""
    user.require(Role.REVIEWER)
    since, until = _window(rein, days)
    return RatingFigures(
        totals=rating_totals(rein.database, since=since, until=until, sample=sample),
        trend=rating_trend(rein.database, since=since, until=until, sample=sample),
    )


def see_scores(
    rein: Rein, *, user: User, days: int, by: GroupBy = "none", sample: bool = False
) -> ScoreFigures:
    """Return the scores of the last days, today included. Raises NotAllowed below reviewer."""
    user.require(Role.REVIEWER)
    since, until = _window(rein, days)
    return ScoreFigures(
        since=since,
        until=until,
        totals=score_totals(rein.database, since=since, until=until, sample=sample, by=by),
        trend=score_trend(rein.database, since=since, until=until, sample=sample, by=by),
    )


def see_costs(
    rein: Rein, *, user: User, days: int, by: CostBy = "day", model: str | None = None
) -> CostFigures:
    """Return what the calls of the last days cost, today included. Raises NotAllowed below admin."""
    user.require(Role.ADMIN)
    database, (since, until) = rein.database, _window(rein, days)
    daily = list_costs(database, since=since, until=until, by="day", model=model)
    groups = (
        daily if by == "day" else list_costs(database, since=since, until=until, by=by, model=model)
    )
    return CostFigures(
        since=since,
        until=until,
        totals=cost_totals(database, since=since, until=until, model=model),
        today=cost_totals(database, since=until, until=until),
        days=daily,
        groups=groups,
        goals=find_goal_costs(database, since=since, until=until, model=model),
        failed=find_failed_costs(database, since=since, until=until, model=model),
        doubts=summarize_in_doubt_calls(database, since=start_of_day(since)),
        budgets=list_budget_days(database, day=until, limits=rein.settings.budgets),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendToday:
    """What today's calls cost so far, and how its budgets stand."""

    totals: CostRow
    budgets: tuple[BudgetStatus, ...]


def see_spend_today(rein: Rein, *, user: User) -> SpendToday:
    """Return what today's calls cost so far. Raises NotAllowed below admin."""
    user.require(Role.ADMIN)
    today = rein.clock.now().date()
    return SpendToday(
        totals=cost_totals(rein.database, since=today, until=today),
        budgets=list_budget_days(rein.database, day=today, limits=rein.settings.budgets),
    )


def see_cost_groups(
    rein: Rein, *, user: User, days: int, by: CostBy, model: str | None = None
) -> tuple[CostRow, ...]:
    """Return only the groups of the same. Raises NotAllowed below admin."""
    user.require(Role.ADMIN)
    since, until = _window(rein, days)
    return list_costs(rein.database, since=since, until=until, by=by, model=model)


def see_ledger(
    rein: Rein, *, user: User, days: int, model: str | None = None
) -> tuple[LedgerRow, ...]:
    """Return the newest calls of the last days. Raises NotAllowed below admin."""
    user.require(Role.ADMIN)
    since, until = _window(rein, days)
    return list_ledger(rein.database, since=since, until=until, model=model)


def _window(rein: Rein, days: int) -> tuple[date, date]:
    """Return the first and the last day, as the rollups count days: from midnight UTC."""
    until = rein.clock.now().date()
    return until - timedelta(days=days - 1), until
