"""Write organisations and who is in them."""

from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from core.store.coaches.tables import goal_coaches
from core.store.database.rows import fetch_all
from core.store.database.upsert import insert, insert_rows
from core.store.organisations.tables import organisation_members, organisations


class OrganisationStore:
    """Writes organisations; the caller checks who may."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation_id: str, name: str, *, now: datetime) -> None:
        """Store an organisation without members."""
        row = {"id": organisation_id, "name": name, "created_at": now}
        insert_rows(self._connection, organisations, [row])

    def rename(self, organisation_id: str, name: str) -> None:
        """Store another name."""
        change = update(organisations).where(organisations.c.id == organisation_id)
        self._connection.execute(change.values(name=name))

    def hold(self, organisation_id: str) -> None:
        """Let other changes of an organisation wait until the commit."""
        held = select(organisations.c.id).where(organisations.c.id == organisation_id)
        self._connection.execute(held.with_for_update())

    def find_invited(self, digest: str, *, now: datetime) -> str | None:
        """Return the id of the organisation that a link lets in, or None."""
        query = select(organisations.c.id).where(
            organisations.c.digest == digest, organisations.c.link_expires_at > now
        )
        rows = fetch_all(self._connection, query)
        return str(rows[0]["id"]) if rows else None

    def save_link(
        self, organisation_id: str, digest: str | None, *, until: datetime | None
    ) -> None:
        """Store a link in place of an earlier one, or None to end that one."""
        change = update(organisations).where(organisations.c.id == organisation_id)
        self._connection.execute(change.values(digest=digest, link_expires_at=until))

    def join(
        self, organisation_id: str, user_id: str, *, now: datetime, leads: bool = False
    ) -> None:
        """Add a member; one who is in it already stays as they are."""
        row = {
            "organisation_id": organisation_id,
            "user_id": user_id,
            "joined_at": now,
            "leads": leads,
        }
        new = insert(self._connection, organisation_members).values(row)
        self._connection.execute(new.on_conflict_do_nothing())

    def give_lead(self, organisation_id: str, user_id: str) -> None:
        """Let one member lead, and no other."""
        theirs = organisation_members.c.organisation_id == organisation_id
        change = update(organisation_members).where(theirs)
        self._connection.execute(change.values(leads=organisation_members.c.user_id == user_id))

    def remove(self, organisation_id: str, user_id: str) -> None:
        """Remove a member with what they share and coach through the organisation."""
        theirs = organisation_members.c.organisation_id == organisation_id
        gone = delete(organisation_members).where(theirs, organisation_members.c.user_id == user_id)
        self._connection.execute(gone)
        coached = delete(goal_coaches).where(
            goal_coaches.c.organisation_id == organisation_id,
            or_(goal_coaches.c.coach_id == user_id, goal_coaches.c.user_id == user_id),
        )
        self._connection.execute(coached)

    def close(self, organisation_id: str) -> None:
        """Remove an organisation with its members and all that is shared through it."""
        shared = goal_coaches.c.organisation_id == organisation_id
        self._connection.execute(delete(goal_coaches).where(shared))
        gone = delete(organisations).where(organisations.c.id == organisation_id)
        self._connection.execute(gone)


def remove_empty(connection: Connection) -> None:
    """Remove the organisations without members."""
    left = select(organisation_members.c.organisation_id)
    connection.execute(delete(organisations).where(organisations.c.id.not_in(left)))
