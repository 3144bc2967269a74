"""Read the check-ins of a goal, and which check-ins are open."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import Select, and_, func, select

from core.progress.check_in import CheckIn, CheckInKind
from core.progress.check_in_week import (
    CheckInSchedule,
    OpenCheckIn,
    ScheduledWeek,
    open_check_in,
)
from core.store.check_ins.rows import check_in_of
from core.store.check_ins.tables import check_ins
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.tables import goals
from core.store.plans.tables import plan_weeks, plans

_REACH = timedelta(days=30)
"""A week that began earlier has no open check-in, and its plan no open retrospective."""
_WHOLE_WEEK = timedelta(days=6)
_LONGER_BY = timedelta(days=2)
"""A last week may be longer by so much."""


def list_check_ins(database: Database, goal_id: str, *, limit: int) -> tuple[CheckIn, ...]:
    """Return the check-ins of a goal, newest first. Callers check first whose goal it is."""
    query = select(check_ins).where(check_ins.c.goal_id == goal_id)
    with database.read() as connection:
        rows = fetch_all(connection, query.order_by(check_ins.c.id.desc()).limit(limit))
    return tuple(map(check_in_of, rows))


def find_open_check_ins(
    database: Database, goal_ids: Iterable[str], *, user_id: str, today: date
) -> Mapping[str, OpenCheckIn]:
    """Return the open check-in of each of a person's goals that has one, in one select."""
    wanted = list(goal_ids)
    if not wanted:
        return {}
    with database.read() as connection:
        rows = fetch_all(connection, _schedules(wanted, user_id=user_id, today=today))
    by_goal: dict[str, list[Row]] = {}
    for row in rows:
        by_goal.setdefault(row["goal_id"], []).append(row)
    found = (open_check_in(_schedule(theirs), today=today) for theirs in by_goal.values())
    return {each.goal_id: each for each in found if each is not None}


def _schedules(wanted: list[str], *, user_id: str, today: date) -> Select[*tuple[object, ...]]:
    """Select the weeks of the current plans that may have an open check-in."""
    newest = select(func.max(plans.c.id)).where(plans.c.goal_id.in_(wanted))
    checked = (
        select(check_ins.c.goal_id, func.max(check_ins.c.week).label("week"))
        .where(check_ins.c.goal_id.in_(wanted), check_ins.c.kind == CheckInKind.REGULAR)
        .group_by(check_ins.c.goal_id)
        .subquery()
    )
    near = and_(
        plan_weeks.c.plan_id == plans.c.id,
        plan_weeks.c.starts_on.between(today - _REACH, today),
    )
    return (
        select(
            *(plans.c.goal_id, plans.c.check_in_weeks, plans.c.ends_on),
            *(plan_weeks.c.number, plan_weeks.c.starts_on),
            checked.c.week.label("checked_week"),
        )
        .join(goals, goals.c.id == plans.c.goal_id)
        .join(plan_weeks, near)
        .outerjoin(checked, checked.c.goal_id == plans.c.goal_id)
        .where(
            plans.c.id.in_(newest.group_by(plans.c.goal_id)),
            goals.c.user_id == user_id,
            goals.c.archived_at.is_(None),
            goals.c.finished_at.is_(None),
        )
    )


def _schedule(rows: list[Row]) -> CheckInSchedule:
    first = rows[0]
    return CheckInSchedule(
        goal_id=first["goal_id"],
        weeks=tuple(_week(row) for row in rows),
        check_in_weeks=frozenset(first["check_in_weeks"]),
        ends_on=first["ends_on"],
        last_checked_week=first["checked_week"] or 0,
    )


def _week(row: Row) -> ScheduledWeek:
    """Return a week with its last day; the last week ends with the plan, early or late."""
    usual, ends_on = row["starts_on"] + _WHOLE_WEEK, row["ends_on"]
    return ScheduledWeek(
        number=row["number"],
        starts_on=row["starts_on"],
        ends_on=ends_on if ends_on <= usual + _LONGER_BY else usual,
    )
