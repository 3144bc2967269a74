"""Read the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.accounts.user import Role
from core.store.accounts.tables import users
from core.store.audit.tables import audit_log
from core.store.audit.values import AuditAction, AuditEntry
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals

MAX_ENTRIES = 100
_READINGS = (AuditAction.TEXTS_READ, AuditAction.ACCOUNT_EXPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """A line of the log, with the names of accounts that still exist."""

    id: int
    entry: AuditEntry
    actor: str | None
    subject_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A person was shown the words of another."""

    id: int
    at: datetime
    reader: str | None
    """The name of the reader; None if their account is gone."""
    role: Role | None
    """Their role at that time; None if the line does not say it."""
    what: str
    """The noun of what was shown, such as "traces"."""
    goal_id: str | None
    """The goal that was opened; None for a list of many, and for all of the person."""
    title: str | None
    masked: bool


def list_audit(
    database: Database,
    *,
    before: int | None = None,
    action: AuditAction | None = None,
    readings: bool | None = None,
) -> tuple[AuditRow, ...]:
    """Return the newest lines before a line's id, newest first; at most MAX_ENTRIES.

    `readings` chooses lines about readings alone, or all others.
    """
    actors, subjects = users.alias("actors"), users.alias("subjects")
    query = (
        select(audit_log, actors.c.name.label("actor"), subjects.c.name.label("subject_name"))
        .outerjoin(actors, actors.c.id == audit_log.c.actor_id)
        .outerjoin(subjects, subjects.c.id == audit_log.c.subject)
        .order_by(audit_log.c.id.desc())
        .limit(MAX_ENTRIES)
    )
    if before is not None:
        query = query.where(audit_log.c.id < before)
    if action is not None:
        query = query.where(audit_log.c.action == action)
    if readings is not None:
        is_reading = audit_log.c.action == AuditAction.TEXTS_READ
        query = query.where(is_reading if readings else ~is_reading)
    with database.read() as connection:
        rows = fetch_all(connection, query)
    return tuple(map(_to_line, rows))


def _to_line(row: Row) -> AuditRow:
    return AuditRow(
        id=row["id"],
        entry=AuditEntry(
            at=row["at"],
            actor_id=row["actor_id"],
            action=AuditAction(row["action"]),
            subject=row["subject"],
            details=row["details"],
        ),
        actor=row["actor"],
        subject_name=row["subject_name"],
    )


def list_readings(
    database: Database, user_id: str, *, before: int | None = None
) -> tuple[Reading, ...]:
    """Return who was shown the words of a person, newest first; at most MAX_ENTRIES."""
    query = (
        select(audit_log, users.c.name.label("reader"))
        .outerjoin(users, users.c.id == audit_log.c.actor_id)
        .where(
            audit_log.c.subject == user_id,
            audit_log.c.actor_id != user_id,
            audit_log.c.action.in_(_READINGS),
        )
        .order_by(audit_log.c.id.desc())
        .limit(MAX_ENTRIES)
    )
    if before is not None:
        query = query.where(audit_log.c.id < before)
    with database.read() as connection:
        rows = fetch_all(connection, query)
        ids = {row["details"]["goal"] for row in rows if "goal" in row["details"]}
        titled = select(goals.c.id, title_of(goals)).where(
            goals.c.id.in_(ids), goals.c.user_id == user_id
        )
        titles = {row["id"]: row["title"] for row in fetch_all(connection, titled)}
    return tuple(_to_reading(row, titles) for row in rows)


def _to_reading(row: Row, titles: Mapping[str, str]) -> Reading:
    details, role = row["details"], row["details"].get("role")
    return Reading(
        id=row["id"],
        at=row["at"],
        reader=row["reader"],
        role=None if role is None else Role(role),
        what=details.get("what", "everything"),
        goal_id=details.get("goal"),
        title=titles.get(details.get("goal", "")),
        masked=details.get("masked") == "yes",
    )
