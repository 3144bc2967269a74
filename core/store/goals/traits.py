"""What a goal's facts are cut by: its kind, its language, and the tier of its owner.

They are copied to traces, ratings, evaluations and outcomes when these are written, as the prompt
version and the model are: a later change must not move old figures. A fact without a goal has "".
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    String,
    bindparam,
    func,
    select,
)

from core.goals.goal import ClarifiedGoal
from core.store.accounts.tables import users
from core.store.database.rows import Row, fetch_one
from core.store.goals.tables import goals

TRAITS = ("kind", "language", "tier")
NO_TRAITS: Row = dict.fromkeys(TRAITS, "")
UNKNOWN = "unknown"
"""The kind of a goal that was not read yet, or not recognized."""


def trait_columns() -> tuple[Column[str], ...]:
    """Return the columns that a table of facts has for them."""
    lengths = {"kind": 16, "language": 8, "tier": 16}
    return tuple(
        Column(name, String(length), nullable=False, server_default="")
        for name, length in lengths.items()
    )


def kind_of(clarified: ClarifiedGoal | None) -> str:
    """Return the kind of a goal as it is stored."""
    return UNKNOWN if clarified is None or clarified.kind is None else str(clarified.kind)


def with_traits(facts: FromClause, goal_id: ColumnElement[Any]) -> FromClause:
    """Return facts joined with their goals and the owners of these, where there are any."""
    return facts.outerjoin(goals, goals.c.id == goal_id).outerjoin(
        users, users.c.id == goals.c.user_id
    )


def traits() -> list[ColumnElement[str]]:
    """Return the traits as columns of such a join."""
    columns = (goals.c.kind, goals.c.language, users.c.tier)
    return [func.coalesce(column, "").label(column.name) for column in columns]


def find_traits(connection: Connection, goal_id: str | None) -> Row:
    """Return the traits of a goal; NO_TRAITS if there is none."""
    if goal_id is None:
        return NO_TRAITS
    return fetch_one(connection, _of_goal(), {"of_goal": goal_id}) or NO_TRAITS


def find_all_traits(connection: Connection, goal_ids: Collection[str]) -> dict[str, Row]:
    """Return the traits of several goals by id."""
    if not goal_ids:
        return {}
    query = select(goals.c.id, *traits()).select_from(_owned()).where(goals.c.id.in_(goal_ids))
    return {
        row.id: {name: getattr(row, name) for name in TRAITS} for row in connection.execute(query)
    }


def _owned() -> FromClause:
    return goals.join(users, users.c.id == goals.c.user_id)


@cache
def _of_goal() -> Select[*tuple[Any, ...]]:
    return select(*traits()).select_from(_owned()).where(goals.c.id == bindparam("of_goal"))
