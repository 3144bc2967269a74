"""Read a page of a person's goals as cards, with a fixed number of selects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Select, func, select, tuple_

from core.plans.plan import Milestone, Task
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all
from core.store.goals.tables import goals
from core.store.plans.rows import WITH_COMPLETIONS
from core.store.plans.tables import plan_milestones, plan_tasks, plans, task_completions
from core.store.resolutions.tables import resolutions
from core.store.runs.newest import WRITES_THE_GOAL
from core.store.runs.tables import runs, stage_results
from core.store.runs.values import RunStatus, StageStatus
from core.store.scores.tables import evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCard:
    """One goal in a list."""

    goal_id: str
    run_id: str | None
    title: str | None
    """Title of the resolution; None until it is written."""
    text: str
    domain: str | None
    run_status: RunStatus | None
    stages_done: int
    starts_on: date | None
    ends_on: date | None
    tasks_done: int
    tasks_total: int
    next_milestone: Milestone | None
    """First milestone of a week that has open tasks."""
    overall: float | None
    created_at: datetime
    sample: bool
    archived: bool
    finished: bool = False
    """True once its owner has looked back on it; nothing of it is next."""
    next_task: Task | None = None
    """The task that Today has next; it is not read here."""


def list_goal_cards(
    database: Database,
    *,
    user_id: str,
    archived: bool = False,
    sample: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[GoalCard]:
    """Return one person's goals, newest first."""
    put_away = goals.c.archived_at.is_not(None) if archived else goals.c.archived_at.is_(None)
    query = (
        select(
            goals.c.id,
            goals.c.text,
            goals.c.domain,
            goals.c.created_at,
            goals.c.sample,
            goals.c.archived_at,
            goals.c.finished_at,
        )
        .where(goals.c.user_id == user_id, goals.c.sample.is_(sample), put_away)
        .order_by(goals.c.created_at.desc(), goals.c.id.desc())
        .limit(clamp_limit(limit) + 1)
    )
    if cursor is not None:
        query = query.where(
            tuple_(goals.c.created_at, goals.c.id) < decode_cursor(cursor, datetime, str)
        )
    with database.read() as connection:
        found = fetch_all(connection, query)
        cards = _Facts(connection, [row["id"] for row in found]).cards(found)
    return cut_page(cards, limit, lambda card: encode_cursor(card.created_at, card.goal_id))


class _Facts:
    """The data of a page of cards beside the goals, each kind read once for all of them."""

    def __init__(self, connection: Connection, goal_ids: list[str]) -> None:
        self._connection = connection
        newest = self._newest_by_goal
        run = select(runs.c.goal_id, runs.c.id, runs.c.status).where(
            runs.c.goal_id.in_(goal_ids), WRITES_THE_GOAL
        )
        self._runs = newest(run.order_by(runs.c.id))
        titles = select(resolutions.c.goal_id, resolutions.c.title).where(
            resolutions.c.goal_id.in_(goal_ids)
        )
        self._titles = newest(titles.order_by(resolutions.c.id))
        scores = select(evaluations.c.goal_id, evaluations.c.overall).where(
            evaluations.c.goal_id.in_(goal_ids)
        )
        self._scores = newest(scores.order_by(evaluations.c.id))
        dates = select(plans.c.goal_id, plans.c.id, plans.c.starts_on, plans.c.ends_on)
        self._plans = newest(dates.where(plans.c.goal_id.in_(goal_ids)).order_by(plans.c.id))
        plan_ids = [row["id"] for row in self._plans.values()]
        self._stages = self._count_stages([row["id"] for row in self._runs.values()])
        self._counts = self._count_tasks(plan_ids)
        self._open_weeks = self._find_open_weeks(plan_ids)
        self._milestones = self._find_milestones(plan_ids)

    def cards(self, found: Iterable[Row]) -> list[GoalCard]:
        return [self._card(row) for row in found]

    def _card(self, goal: Row) -> GoalCard:
        run = self._runs.get(goal["id"], {})
        plan = self._plans.get(goal["id"], {})
        done, total = self._counts.get(plan.get("id"), (0, 0))
        week = self._open_weeks.get(plan.get("id"))
        finished = goal["finished_at"] is not None
        return GoalCard(
            goal_id=goal["id"],
            run_id=run.get("id"),
            title=self._titles.get(goal["id"], {}).get("title"),
            text=goal["text"],
            domain=goal["domain"],
            run_status=RunStatus(run["status"]) if run else None,
            stages_done=self._stages.get(run.get("id"), 0),
            starts_on=plan.get("starts_on"),
            ends_on=plan.get("ends_on"),
            tasks_done=done,
            tasks_total=total,
            next_milestone=None if finished else self._milestone_from(plan.get("id"), week),
            overall=self._scores.get(goal["id"], {}).get("overall"),
            created_at=goal["created_at"],
            sample=goal["sample"],
            archived=goal["archived_at"] is not None,
            finished=finished,
        )

    def _newest_by_goal(self, query: Select[tuple[object, ...]]) -> dict[str, Row]:
        return {row["goal_id"]: row for row in fetch_all(self._connection, query)}

    def _count_stages(self, run_ids: list[str]) -> dict[str | None, int]:
        query = (
            select(stage_results.c.run_id, func.count())
            .where(stage_results.c.run_id.in_(run_ids), stage_results.c.status == StageStatus.DONE)
            .group_by(stage_results.c.run_id)
        )
        return dict(self._connection.execute(query).all())

    def _count_tasks(self, plan_ids: list[str]) -> dict[str | None, tuple[int, int]]:
        query = (
            select(plan_tasks.c.plan_id, func.count(task_completions.c.task_id), func.count())
            .select_from(WITH_COMPLETIONS)
            .where(plan_tasks.c.plan_id.in_(plan_ids))
            .group_by(plan_tasks.c.plan_id)
        )
        return {plan_id: (done, total) for plan_id, done, total in self._connection.execute(query)}

    def _find_open_weeks(self, plan_ids: list[str]) -> dict[str | None, int]:
        """Return the first week of each plan that has a task which is not done."""
        query = (
            select(plan_tasks.c.plan_id, func.min(plan_tasks.c.week))
            .select_from(WITH_COMPLETIONS)
            .where(plan_tasks.c.plan_id.in_(plan_ids), task_completions.c.task_id.is_(None))
            .group_by(plan_tasks.c.plan_id)
        )
        return dict(self._connection.execute(query).all())

    def _find_milestones(self, plan_ids: list[str]) -> dict[str, list[tuple[int, Milestone]]]:
        query = (
            select(plan_milestones)
            .where(plan_milestones.c.plan_id.in_(plan_ids))
            .order_by(plan_milestones.c.week)
        )
        found: dict[str, list[tuple[int, Milestone]]] = {}
        for row in self._connection.execute(query):
            milestone = Milestone(
                title=row.title,
                metric=row.metric,
                target=row.target,
                unit=row.unit,
                due_on=row.due_on,
            )
            found.setdefault(row.plan_id, []).append((row.week, milestone))
        return found

    def _milestone_from(self, plan_id: str | None, week: int | None) -> Milestone | None:
        if plan_id is None or week is None:
            return None
        return next(
            (milestone for at, milestone in self._milestones.get(plan_id, []) if at >= week), None
        )
