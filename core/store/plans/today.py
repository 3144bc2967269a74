"""Reading the goals that a person works on, each with the weeks around a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    and_,
    func,
    not_,
    select,
)

from core.clock import local_day
from core.goals.weeks import Day
from core.plans.plan import Milestone, Task, Week
from core.plans.reserve import WINDOW
from core.progress.today import LONGEST_WEEK, SLIPPED_DAYS, ActiveGoal
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.plans.newest import newest_plans
from core.store.plans.rows import to_milestone
from core.store.plans.tables import (
    plan_milestones,
    plan_tasks,
    plan_weeks,
    plans,
    task_completions,
    task_days,
)
from core.store.plans.task_states import list_task_states
from core.store.plans.weeks_read import weeks_read
from core.store.revisions.read import list_reserve_spent

_AFTER_THE_END = timedelta(days=14)
"""How long a goal whose plan has ended still belongs to today, so that it can be looked back at."""


def list_active_goals(
    database: Database, *, user_id: str, now: datetime, time_zone: tzinfo | None
) -> tuple[ActiveGoal, ...]:
    """Return the person's goals with a plan that runs, begins or ended lately, oldest first.

    The number of selects is fixed. Days are those of `time_zone`.
    """
    today = local_day(now, time_zone)
    with database.read() as connection:
        found = _list_plans(connection, user_id=user_id, today=today)
        plan_ids = [row["id"] for row in found]
        weeks = _list_weeks(database, connection, plan_ids, today=today)
        goal_ids = [row["goal_id"] for row in found]
        states = list_task_states(connection, goal_ids, done_of=_tasks_near(plan_ids, today))
        if moved := _list_moved(connection, goal_ids, today=today):
            far = _list_far_weeks(connection, plan_ids, moved, today=today)
            weeks = {one: [*of_plan, *far.get(one, ())] for one, of_plan in weeks.items()}
            states |= list_task_states(connection, {goal_id for goal_id, _ in moved})
        milestones = _next_milestones(connection, plan_ids, today=today)
        done = _count_done(connection, goal_ids)
        spent = list_reserve_spent(connection, goal_ids, since=now - timedelta(weeks=WINDOW))
    return tuple(
        ActiveGoal(
            goal_id=row["goal_id"],
            title=row["title"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            total_weeks=row["total_weeks"],
            weeks=tuple(weeks.get(row["id"], ())),
            states=states.get(row["goal_id"], {}),
            milestone=milestones.get(row["id"]),
            reserve_spent=spent.get(row["goal_id"], 0),
            done_so_far=done[row["goal_id"]].count if row["goal_id"] in done else 0,
            last_done_on=local_day(done[row["goal_id"]].last_at, time_zone)
            if row["goal_id"] in done
            else None,
        )
        for row in found
    )


def has_plan(connection: Connection, user_id: str) -> bool:
    """Return True if a goal of the person that goes on has a plan."""
    query = select(plans.c.id).join(goals, goals.c.id == plans.c.goal_id).where(*_goes_on(user_id))
    return connection.execute(query.limit(1)).first() is not None


def _goes_on(user_id: str) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for a person's goals that are neither archived nor finished."""
    return (
        goals.c.user_id == user_id,
        goals.c.sample.is_(False),
        goals.c.archived_at.is_(None),
        goals.c.finished_at.is_(None),
    )


def _list_plans(connection: Connection, *, user_id: str, today: date) -> list[Row]:
    """Return the newest plan of each goal, with the goal's title and the number of its weeks."""
    weeks = (
        select(func.count())
        .where(plan_weeks.c.plan_id == plans.c.id)
        .correlate(plans)
        .scalar_subquery()
    )
    query = (
        select(
            plans.c.id,
            plans.c.goal_id,
            plans.c.starts_on,
            plans.c.ends_on,
            weeks.label("total_weeks"),
            title_of(goals),
        )
        .join(goals, goals.c.id == plans.c.goal_id)
        .where(
            plans.c.id.in_(newest_plans(*_goes_on(user_id))),
            plans.c.ends_on >= today - _AFTER_THE_END,
        )
        .order_by(goals.c.created_at, goals.c.id)
    )
    return fetch_all(connection, query)


def _list_weeks(
    database: Database, connection: Connection, plan_ids: list[str], *, today: date
) -> dict[str, list[Week]]:
    """Return the weeks around a day by plan, with their tasks.

    A version of a plan never changes, so its weeks are read once a day, not with each tick.
    """
    held = weeks_read(database)
    found = {plan_id: held.get((plan_id, today)) for plan_id in plan_ids}
    missing = [plan_id for plan_id, weeks in found.items() if weeks is None]
    if missing:
        read = _fetch_weeks(connection, plan_weeks.c.plan_id.in_(missing), _is_around(today))
        for plan_id in missing:
            found[plan_id] = tuple(read.get(plan_id, ()))
            held.put((plan_id, today), found[plan_id] or ())
    return {plan_id: list(weeks or ()) for plan_id, weeks in found.items()}


def _list_moved(
    connection: Connection, goal_ids: list[str], *, today: date
) -> list[tuple[str, str]]:
    """Return goal and id of the tasks that were moved to the last days; mostly there are none."""
    days = task_days.c
    query = select(days.goal_id, days.task_id).where(
        days.goal_id.in_(goal_ids), days.day.between(today - timedelta(days=SLIPPED_DAYS), today)
    )
    return [(goal_id, task_id) for goal_id, task_id in connection.execute(query)]


def _list_far_weeks(
    connection: Connection, plan_ids: list[str], moved: list[tuple[str, str]], *, today: date
) -> dict[str, list[Week]]:
    """Return the weeks that are not around a day, with their tasks that were moved to it."""
    return _fetch_weeks(
        connection,
        plan_weeks.c.plan_id.in_(plan_ids),
        plan_tasks.c.task_id.in_([task_id for _, task_id in moved]),
        not_(_is_around(today)),
    )


def _fetch_weeks(connection: Connection, *which: ColumnElement[bool]) -> dict[str, list[Week]]:
    query = (
        select(plan_weeks, *(plan_tasks.c[name] for name in ("task_id", "title", "minutes", "day")))
        .join(plan_tasks, _of_week())
        .where(*which)
        .order_by(plan_weeks.c.plan_id, plan_weeks.c.number, plan_tasks.c.position)
    )
    return _to_weeks(fetch_all(connection, query))


def _of_week() -> ColumnElement[bool]:
    return and_(
        plan_tasks.c.plan_id == plan_weeks.c.plan_id, plan_tasks.c.week == plan_weeks.c.number
    )


def _is_around(today: date) -> ColumnElement[bool]:
    first = today - timedelta(days=LONGEST_WEEK + 7 * WINDOW)
    return plan_weeks.c.starts_on.between(first, today)


def _tasks_near(plan_ids: list[str], today: date) -> Subquery:
    """Return the tasks of this week and the one before it, by goal_id and task_id.

    Whether an older task is done says nothing about today.
    """
    lately = plan_weeks.c.starts_on.between(today - timedelta(days=LONGEST_WEEK + 7), today)
    return (
        select(plans.c.goal_id, plan_tasks.c.task_id)
        .select_from(plans.join(plan_weeks, plan_weeks.c.plan_id == plans.c.id))
        .join(plan_tasks, _of_week())
        .where(plans.c.id.in_(plan_ids), lately)
        .subquery()
    )


def _to_weeks(rows: Iterable[Row]) -> dict[str, list[Week]]:
    tasks: defaultdict[tuple[str, int], list[Task]] = defaultdict(list)
    heads: dict[tuple[str, int], Row] = {}
    for row in rows:
        key = (row["plan_id"], row["number"])
        heads[key] = row
        day = Day(row["day"]) if row["day"] else None
        tasks[key].append(
            Task(id=row["task_id"], title=row["title"], minutes=row["minutes"], day=day)
        )
    same = ("number", "starts_on", "phase", "focus", "if_then", "load", "reserve_days")
    weeks: defaultdict[str, list[Week]] = defaultdict(list)
    for key, row in heads.items():
        week = Week(**{name: row[name] for name in same}, tasks=tuple(tasks[key]))
        weeks[key[0]].append(week)
    return weeks


def _next_milestones(
    connection: Connection, plan_ids: list[str], *, today: date
) -> dict[str, Milestone]:
    query = (
        select(plan_milestones)
        .where(plan_milestones.c.plan_id.in_(plan_ids), plan_milestones.c.due_on >= today)
        .order_by(plan_milestones.c.due_on.desc(), plan_milestones.c.week.desc())
    )
    return {row["plan_id"]: to_milestone(row) for row in fetch_all(connection, query)}


@dataclass(frozen=True, slots=True)
class _Done:
    """How many tasks of a goal are done, and when the last one was."""

    count: int
    last_at: datetime


def _count_done(connection: Connection, goal_ids: list[str]) -> dict[str, _Done]:
    done = task_completions.c
    query = (
        select(done.goal_id, func.count(), func.max(done.done_at))
        .where(done.goal_id.in_(goal_ids))
        .group_by(done.goal_id)
    )
    return {goal_id: _Done(count, at) for goal_id, count, at in connection.execute(query)}
