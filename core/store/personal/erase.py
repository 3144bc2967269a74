"""Erase a person. Only what they cost and what was done stays, without their id."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from core.store.accounts.tables import users
from core.store.exports.deletions import Receivers
from core.store.goals.tables import goals
from core.store.organisations.store import remove_empty
from core.store.personal.declaration import HELD
from core.store.ratings.store import RatingStore
from core.store.retention.erasure import erase_goal, erase_traces_of
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus
from core.store.schema import metadata


def list_working_runs(connection: Connection, user_id: str, *, now: datetime) -> tuple[str, ...]:
    """Return the runs of a person that a worker holds; no other can begin until the commit."""
    theirs = select(runs.c.id, runs.c.status, runs.c.lease_until).where(runs.c.user_id == user_id)
    return tuple(
        row.id
        for row in connection.execute(theirs.order_by(runs.c.id).with_for_update())
        if row.status == RunStatus.RUNNING and row.lease_until is not None and row.lease_until > now
    )


def erase_account(
    connection: Connection,
    user_id: str,
    *,
    replacement: str,
    receivers: Receivers | None = None,
) -> None:
    """Erase a person with everything written for them; `replacement` takes the place of their id.

    Costs, and lines about what was done, stay under the replacement, so that sums and the audit
    trail stay true. Nothing leads from it to the person.
    """
    theirs = select(goals.c.id).where(goals.c.user_id == user_id).order_by(goals.c.id)
    # All are held at once: taken one by one, they could wait for a save that waits for the first.
    for goal_id in connection.execute(theirs.with_for_update()).scalars().all():
        erase_goal(connection, goal_id, receivers)
    erase_traces_of(connection, user_id, receivers)
    RatingStore(connection).remove_all_of(user_id)
    connection.execute(delete(users).where(users.c.id == user_id))
    remove_empty(connection)
    _replace_id(connection, user_id, replacement)


def _replace_id(connection: Connection, user_id: str, replacement: str) -> None:
    """Replace the id in every row that is left: those without a reference to the account."""
    for name, held in HELD.items():
        table = metadata.tables[name]
        for path in held.by:
            if " > " in path or name == "users":
                continue
            column = table.c[path]
            change = update(table).where(column == user_id).values({path: replacement})
            connection.execute(change)
