"""What single goals cost, from the ledger: how far they lie apart is in no daily sum."""

from dataclasses import dataclass
from datetime import date
from statistics import fmean, variance

from sqlalchemy import and_, case, func, select

from core.feedback.intervals import Interval, t_quantile
from core.llm.offline import OFFLINE
from core.read.windows import within
from core.storage.engine import Database
from core.storage.rows import Row, fetch_all
from core.storage.tables import llm_calls

NEWEST_CALLS = 1_000
"""Calls that are looked at, newest first: some two hundred and fifty goals say what one costs, and this stays cheap."""
MIN_GOALS = 10
"""Below this there is no interval. From ten goals on, what is called 95 % held the true mean 94 times in 100 where
single goals were spread by a third, 91 times where by two thirds (log-normal, 4,000 draws each)."""
DAYS_A_MONTH = 365.25 / 12
MIN_DAYS = 7
"""Below this, how often people come back is anybody's guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCosts:
    """What the goals of a window cost, each with all that was ever asked for it: written, judged, repaired."""

    n: int
    """Goals that were paid for, all of it at known prices."""
    mean: float | None
    variance: float | None
    """Sample variance; None below two goals."""
    unknown: int
    """Goals left out because a call of theirs has no known price."""
    people: int
    first_day: date | None
    capped: bool
    """True where the window holds more goals than were looked at; these are the newest."""

    @property
    def interval(self) -> Interval | None:
        """Return where the mean of such goals lies, 19 times out of 20; None below MIN_GOALS."""
        if self.n < MIN_GOALS or self.mean is None or self.variance is None:
            return None
        half = t_quantile(self.n - 1) * (self.variance / self.n) ** 0.5
        return Interval(low=max(0.0, self.mean - half), high=self.mean + half)

    def per_month(self, *, until: date) -> float | None:
        """Return how many goals a person writes in a month; None while that cannot be told."""
        if self.first_day is None or self.n < MIN_GOALS or not self.people:
            return None
        days = (until - self.first_day).days + 1
        return (self.n + self.unknown) / self.people / days * DAYS_A_MONTH if days >= MIN_DAYS else None


def find_goal_costs(database: Database, *, since: date, until: date, model: str | None = None) -> GoalCosts:
    """Return what the goals of a window cost. With `model`, only the calls of that model count."""
    conditions = [*within(llm_calls.c.started_at, since, until), llm_calls.c.goal_id.is_not(None)]
    conditions += [llm_calls.c.provider != OFFLINE] + ([llm_calls.c.model == model] if model is not None else [])
    billed = llm_calls.c.price_version.is_not(None)
    unpriced = case((and_(llm_calls.c.cost_usd.is_(None), billed), 1), else_=0).label("unpriced")
    columns = [llm_calls.c[name] for name in ("goal_id", "user_id", "started_at", "cost_usd")]
    newest = select(*columns, unpriced).where(*conditions).order_by(llm_calls.c.started_at.desc())
    calls = newest.limit(NEWEST_CALLS).subquery()
    query = select(
        func.min(calls.c.user_id).label("user_id"),
        func.min(calls.c.started_at).label("began"),
        func.sum(func.coalesce(calls.c.cost_usd, 0.0)).label("usd"),
        func.sum(calls.c.unpriced).label("unpriced"),
        func.count().label("calls"),
    ).group_by(calls.c.goal_id)
    with database.read() as connection:
        return _told(fetch_all(connection, query))


def _told(goals: list[Row]) -> GoalCosts:
    capped = sum(int(goal["calls"]) for goal in goals) >= NEWEST_CALLS
    if capped:  # the oldest goal may have calls that were not looked at
        goals = sorted(goals, key=lambda goal: goal["began"])[1:]
    paid = [goal for goal in goals if goal["usd"] > 0 or goal["unpriced"]]
    costs = [float(goal["usd"]) for goal in paid if not goal["unpriced"]]
    return GoalCosts(
        n=len(costs),
        mean=fmean(costs) if costs else None,
        variance=variance(costs) if len(costs) > 1 else None,
        unknown=len(paid) - len(costs),
        people=len({goal["user_id"] for goal in paid}),
        first_day=min((goal["began"].date() for goal in paid), default=None),
        capped=capped,
    )
