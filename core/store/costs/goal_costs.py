"""The cost of single goals, from the ledger: rollups do not hold the spread between goals."""

from dataclasses import dataclass
from datetime import date
from statistics import fmean, variance

from sqlalchemy import Connection, and_, case, func, select

from core.llm.providers.offline import OFFLINE
from core.ports import Purpose
from core.quality.intervals import Interval, t_quantile
from core.store.calls.tables import llm_calls
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.runs.newest import EVALUATIONS
from core.store.runs.tables import runs, stage_results
from core.store.runs.values import StageStatus

MAX_CALLS = 1_000
"""Newest calls that are read: about 250 goals, enough for a mean, and cheap at any size."""
MIN_GOALS = 10
"""Fewer goals give no interval. From ten goals on, the 95 % interval held the true mean in 94 of
100 draws if single goals vary by a third, in 91 if by two thirds (log-normal, 4,000 draws each)."""
_WRITING_STAGES = (Purpose.GENERATE, Purpose.PLAN)
DAYS_A_MONTH = 365.25 / 12
MIN_DAYS = 7
"""Fewer days do not show how often people return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCosts:
    """The costs of goals that a model wrote.

    A goal counts if a model wrote its resolution and its plan; all its calls are included.
    """

    n: int
    """Paid goals with known prices only. A deleted goal counts: its author is not known."""
    mean: float | None
    variance: float | None
    """Sample variance; None below two goals."""
    unknown: int
    """Goals left out because a call of theirs has no known price."""
    offline: int
    """Goals left out because the offline coach wrote a part of them, so that they cost less."""
    unfinished: int
    """Goals left out because they have no resolution or no plan (yet)."""
    people: int
    first_day: date | None
    capped: bool
    """True if the window has more goals than were read; then these are the newest."""

    @property
    def paid(self) -> int:
        """Return the number of paid goals, including those left out of the mean."""
        return self.n + self.unknown + self.offline + self.unfinished

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the mean; None below MIN_GOALS."""
        if self.n < MIN_GOALS or self.mean is None or self.variance is None:
            return None
        half = t_quantile(self.n - 1) * (self.variance / self.n) ** 0.5
        return Interval(low=max(0.0, self.mean - half), high=self.mean + half)

    def per_month(self, *, until: date) -> float | None:
        """Return the goals a person writes per month; None if there is too little data."""
        if self.first_day is None or self.n < MIN_GOALS or not self.people:
            return None
        days = (until - self.first_day).days + 1
        return self.paid / self.people / days * DAYS_A_MONTH if days >= MIN_DAYS else None


def find_goal_costs(
    database: Database, *, since: date, until: date, model: str | None = None
) -> GoalCosts:
    """Return what the goals of a window cost. With `model`, only the calls of that model count."""
    conditions = [
        *in_date_range(llm_calls.c.started_at, since, until),
        llm_calls.c.goal_id.is_not(None),
        llm_calls.c.purpose != Purpose.COACH,  # talking about a goal is no part of writing it
    ]
    conditions += [llm_calls.c.provider != OFFLINE] + (
        [llm_calls.c.model == model] if model is not None else []
    )
    billed = llm_calls.c.price_version.is_not(None)
    unpriced = case((and_(llm_calls.c.cost_usd.is_(None), billed), 1), else_=0).label("unpriced")
    columns = [llm_calls.c[name] for name in ("goal_id", "user_id", "started_at", "cost_usd")]
    newest = select(*columns, unpriced).where(*conditions).order_by(llm_calls.c.started_at.desc())
    calls = newest.limit(MAX_CALLS).subquery()
    query = select(
        calls.c.goal_id,
        func.min(calls.c.user_id).label("user_id"),
        func.min(calls.c.started_at).label("began"),
        func.sum(func.coalesce(calls.c.cost_usd, 0.0)).label("usd"),
        func.sum(calls.c.unpriced).label("unpriced"),
        func.count().label("calls"),
    ).group_by(calls.c.goal_id)
    with database.read() as connection:
        found = fetch_all(connection, query)
        return _to_goal_costs(
            found, _find_unfit_goals(connection, [goal["goal_id"] for goal in found])
        )


@dataclass(frozen=True, slots=True)
class _IncompleteGoals:
    """Goals that a model did not write completely."""

    offline: frozenset[str]
    unfinished: frozenset[str]


def _find_unfit_goals(connection: Connection, goal_ids: list[str]) -> _IncompleteGoals:
    """Return the goals that a model did not write completely, by their stored stages.

    A goal without stages was deleted and is in neither set.
    """
    query = (
        select(
            runs.c.goal_id, stage_results.c.stage, stage_results.c.status, stage_results.c.provider
        )
        .select_from(runs.join(stage_results, stage_results.c.run_id == runs.c.id))
        .where(runs.c.goal_id.in_(goal_ids), runs.c.kind.not_in(EVALUATIONS))
    )
    begun, offline, done = set(), set(), set()
    for row in fetch_all(connection, query):
        begun.add(row["goal_id"])
        if row["stage"] in _WRITING_STAGES and row["status"] == StageStatus.DONE:
            done.add((row["goal_id"], row["stage"]))
            if row["provider"] == OFFLINE:
                offline.add(row["goal_id"])
    unfinished = {
        goal
        for goal in begun - offline
        if any((goal, stage) not in done for stage in _WRITING_STAGES)
    }
    return _IncompleteGoals(offline=frozenset(offline), unfinished=frozenset(unfinished))


def _to_goal_costs(goals: list[Row], written: _IncompleteGoals) -> GoalCosts:
    capped = sum(int(goal["calls"]) for goal in goals) >= MAX_CALLS
    if capped:  # the oldest goal may have calls that were not read
        goals = sorted(goals, key=lambda goal: goal["began"])[1:]
    paid = [goal for goal in goals if goal["usd"] > 0 or goal["unpriced"]]
    whole = [goal for goal in paid if goal["goal_id"] not in written.offline | written.unfinished]
    costs = [float(goal["usd"]) for goal in whole if not goal["unpriced"]]
    return GoalCosts(
        n=len(costs),
        mean=fmean(costs) if costs else None,
        variance=variance(costs) if len(costs) > 1 else None,
        unknown=len(whole) - len(costs),
        offline=sum(goal["goal_id"] in written.offline for goal in paid),
        unfinished=sum(goal["goal_id"] in written.unfinished for goal in paid),
        people=len({goal["user_id"] for goal in paid}),
        first_day=min((goal["began"].date() for goal in paid), default=None),
        capped=capped,
    )
