"""Writing a plan as rows and reading it back."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, and_, select

from core.goals.weeks import Day
from core.ids import new_id
from core.plans.plan import (
    CONTINGENCIES_CODEC,
    REPAIRS_CODEC,
    RESOURCES_CODEC,
    Milestone,
    Plan,
    Task,
    Week,
)
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.database.upsert import insert_rows
from core.store.plans.tables import (
    plan_milestones,
    plan_tasks,
    plan_weeks,
    plans,
    task_completions,
)
from core.store.plans.values import PlanRecord, StoredPlan

_MILESTONE = ("title", "metric", "target", "unit", "due_on")

WITH_COMPLETIONS = plan_tasks.join(plans, plans.c.id == plan_tasks.c.plan_id).outerjoin(
    task_completions,
    and_(
        task_completions.c.goal_id == plans.c.goal_id,
        task_completions.c.task_id == plan_tasks.c.task_id,
    ),
)
"""Tasks of plans, each with its completion if it has one."""


def insert_plan(connection: Connection, record: PlanRecord) -> str:
    """Insert a plan with its weeks, tasks and milestones, and return its id."""
    plan, plan_id = record.plan, new_id()
    connection.execute(
        plans.insert().values(
            id=plan_id,
            goal_id=record.goal_id,
            run_id=record.run_id,
            trace_id=record.trace_id,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            hours_per_week=plan.hours_per_week,
            check_in_weeks=list(plan.check_in_weeks),
            resources=RESOURCES_CODEC.dump(plan.resources),
            contingencies=CONTINGENCIES_CODEC.dump(plan.contingencies),
            repairs=REPAIRS_CODEC.dump(plan.repairs),
            created_at=record.created_at,
        )
    )
    _insert_weeks(connection, plan_id, plan.weeks)
    return plan_id


def _insert_weeks(connection: Connection, plan_id: str, weeks: tuple[Week, ...]) -> None:
    tasks = [
        _task_row(plan_id, week, position, task)
        for week in weeks
        for position, task in enumerate(week.tasks)
    ]
    milestones = [
        _milestone_row(plan_id, week, week.milestone)
        for week in weeks
        if week.milestone is not None
    ]
    week_rows = [_week_row(plan_id, week) for week in weeks]
    for table, rows in (
        (plan_weeks, week_rows),
        (plan_tasks, tasks),
        (plan_milestones, milestones),
    ):
        insert_rows(connection, table, rows)


def _week_row(plan_id: str, week: Week) -> Row:
    same = ("number", "starts_on", "phase", "focus", "if_then", "load", "reserve_days", "paused")
    return {"plan_id": plan_id} | {name: getattr(week, name) for name in same}


def _task_row(plan_id: str, week: Week, position: int, task: Task) -> Row:
    return {
        "plan_id": plan_id,
        "week": week.number,
        "position": position,
        "task_id": task.id,
        "title": task.title,
        "minutes": task.minutes,
        "day": task.day,
    }


def _milestone_row(plan_id: str, week: Week, milestone: Milestone) -> Row:
    return {"plan_id": plan_id, "week": week.number} | {
        name: getattr(milestone, name) for name in _MILESTONE
    }


def find_current_plan(connection: Connection, goal_id: str) -> StoredPlan | None:
    """Return a goal's newest plan, or None."""
    query = select(plans).where(plans.c.goal_id == goal_id).order_by(plans.c.id.desc()).limit(1)
    row = fetch_one(connection, query)
    return None if row is None else load_plan(connection, row)


def load_plan(connection: Connection, row: Row) -> StoredPlan:
    """Return the plan of a row of `plans`, with its weeks, tasks and milestones."""
    tasks, done = _load_tasks(connection, row["id"])
    plan = Plan(
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        hours_per_week=row["hours_per_week"],
        weeks=_load_weeks(connection, row["id"], tasks),
        check_in_weeks=tuple(row["check_in_weeks"]),
        resources=RESOURCES_CODEC.load(row["resources"]),
        contingencies=CONTINGENCIES_CODEC.load(row["contingencies"]),
        repairs=REPAIRS_CODEC.load(row["repairs"]),
    )
    return StoredPlan(id=row["id"], plan=plan, done_tasks=frozenset(done))


def _load_tasks(
    connection: Connection, plan_id: str
) -> tuple[defaultdict[int, list[Task]], set[str]]:
    tasks: defaultdict[int, list[Task]] = defaultdict(list)
    done = set[str]()
    query = (
        select(plan_tasks, task_completions.c.done_at)
        .select_from(WITH_COMPLETIONS)
        .where(plan_tasks.c.plan_id == plan_id)
        .order_by(plan_tasks.c.week, plan_tasks.c.position)
    )
    for row in connection.execute(query):
        day = Day(row.day) if row.day else None
        tasks[row.week].append(Task(id=row.task_id, title=row.title, minutes=row.minutes, day=day))
        if row.done_at is not None:
            done.add(row.task_id)
    return tasks, done


def _load_weeks(
    connection: Connection, plan_id: str, tasks: Mapping[int, list[Task]]
) -> tuple[Week, ...]:
    milestone = plan_milestones.c
    query = (
        select(
            plan_weeks,
            *(milestone.title, milestone.metric, milestone.target, milestone.unit),
            milestone.due_on,
        )
        .outerjoin(
            plan_milestones,
            and_(milestone.plan_id == plan_weeks.c.plan_id, milestone.week == plan_weeks.c.number),
        )
        .where(plan_weeks.c.plan_id == plan_id)
        .order_by(plan_weeks.c.number)
    )
    return tuple(
        Week(
            number=row["number"],
            starts_on=row["starts_on"],
            phase=row["phase"],
            focus=row["focus"],
            tasks=tuple(tasks.get(row["number"], ())),
            if_then=row["if_then"],
            milestone=None if row["title"] is None else to_milestone(row),
            load=row["load"],
            reserve_days=row["reserve_days"],
            paused=row["paused"],
        )
        for row in fetch_all(connection, query)
    )


def to_milestone(row: Row) -> Milestone:
    """Return the milestone in a row with its columns."""
    return Milestone(**{name: row[name] for name in _MILESTONE})
