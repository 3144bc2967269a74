"""Read the names of the people who wrote what some ids stand for."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, union

from core.accounts.user import LOCAL_USER_ID, Role
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.goals.tables import goals
from core.store.sign_in.tables import credentials
from core.store.traces.tables import traces

MAX_IDS = 2_000
"""Ids that are looked up at most; a page shows fewer."""


def list_writer_names(database: Database, ids: Collection[str]) -> tuple[str, ...]:
    """Return names and addresses of users by ids of accounts, goals or traces.

    Those who review or administrate are left out: their names stand beside what they answered.
    """
    return _list_names(database, ids, users.c.role == Role.USER)


class StoredNames:
    """Reads what accounts are called. The person of a computer without accounts has no name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, *, user_id: str | None, goal_id: str | None) -> tuple[str, ...]:
        """Return names and addresses of an account, and of the one that a goal belongs to."""
        ids = [one for one in (user_id, goal_id) if one is not None]
        return _list_names(self._database, ids, users.c.id != LOCAL_USER_ID)


def _list_names(
    database: Database, ids: Collection[str], which: ColumnElement[bool]
) -> tuple[str, ...]:
    wanted = sorted(ids)[:MAX_IDS]
    if not wanted:
        return ()
    people = union(
        select(users.c.id).where(users.c.id.in_(wanted)),
        select(goals.c.user_id).where(goals.c.id.in_(wanted)),
        select(traces.c.user_id).where(traces.c.id.in_(wanted)),
    )
    query = (
        select(users.c.name, credentials.c.login)
        .outerjoin(credentials, credentials.c.user_id == users.c.id)
        .where(users.c.id.in_(people), which, users.c.sample.is_(False))
        .order_by(users.c.id)
    )
    with database.read() as connection:
        rows = fetch_all(connection, query)
    return tuple(text for row in rows for text in (row["name"], row["login"]) if text)
