"""Read the names of the people who wrote what some ids stand for."""

from collections.abc import Collection

from sqlalchemy import select, union

from core.accounts.user import Role
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
        .where(users.c.id.in_(people), users.c.role == Role.USER, users.c.sample.is_(False))
        .order_by(users.c.id)
    )
    with database.read() as connection:
        rows = fetch_all(connection, query)
    return tuple(text for row in rows for text in (row["name"], row["login"]) if text)
