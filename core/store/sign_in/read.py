"""Read what people sign in with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from core.accounts.throttle import WINDOW, ThrottleKey, estimate_count, window_start
from core.accounts.user import Role, User
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.sign_in.rows import CREDENTIALS, to_credentials, to_session
from core.store.sign_in.tables import (
    credentials,
    identities,
    one_time_links,
    sessions,
    sign_in_failures,
    sign_ups,
)
from core.store.sign_in.values import Credentials, LinkPurpose, Person, SessionRecord

MAX_PEOPLE = 200
"""Accounts in one list; search finds the others."""
MAX_SESSIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSession:
    """A session with the account it belongs to."""

    session: SessionRecord
    credentials: Credentials


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """A one-time link that still works."""

    purpose: LinkPurpose
    credentials: Credentials


def find_login(database: Database, login: str) -> Credentials | None:
    """Return the account with this login, or None."""
    with database.read() as connection:
        row = connection.execute(CREDENTIALS.where(credentials.c.login == login)).one_or_none()
    return None if row is None else to_credentials(row)


def find_credentials(database: Database, user_id: str) -> Credentials | None:
    """Return what an account signs in with, or None."""
    with database.read() as connection:
        row = connection.execute(CREDENTIALS.where(credentials.c.user_id == user_id)).one_or_none()
    return None if row is None else to_credentials(row)


def find_session(database: Database, digest: str) -> FoundSession | None:
    """Return the session with this digest and its account, or None."""
    query = CREDENTIALS.add_columns(*sessions.c).join(
        sessions, sessions.c.user_id == credentials.c.user_id
    )
    with database.read() as connection:
        row = connection.execute(query.where(sessions.c.digest == digest)).one_or_none()
    if row is None:
        return None
    return FoundSession(session=to_session(row), credentials=to_credentials(row))


def list_sessions(database: Database, user_id: str) -> tuple[SessionRecord, ...]:
    """Return a person's sessions, the last used first."""
    query = select(sessions).where(sessions.c.user_id == user_id)
    newest = query.order_by(sessions.c.used_at.desc(), sessions.c.id).limit(MAX_SESSIONS)
    with database.read() as connection:
        return tuple(to_session(row) for row in connection.execute(newest))


def find_link(database: Database, digest: str, *, now: datetime) -> FoundLink | None:
    """Return a one-time link that still works, or None."""
    query = CREDENTIALS.add_columns(one_time_links.c.purpose).join(
        one_time_links, one_time_links.c.user_id == credentials.c.user_id
    )
    valid = query.where(
        one_time_links.c.digest == digest,
        one_time_links.c.used_at.is_(None),
        one_time_links.c.expires_at > now,
    )
    with database.read() as connection:
        row = connection.execute(valid).one_or_none()
    if row is None:
        return None
    return FoundLink(purpose=LinkPurpose(row.purpose), credentials=to_credentials(row))


def find_sign_up(database: Database, digest: str, *, now: datetime) -> str | None:
    """Return the address of a sign-up that can be confirmed, or None."""
    valid = (sign_ups.c.digest == digest) & (sign_ups.c.expires_at > now)
    with database.read() as connection:
        found: str | None = connection.execute(select(sign_ups.c.login).where(valid)).scalar()
    return found


def is_throttled(database: Database, keys: tuple[ThrottleKey, ...], *, now: datetime) -> bool:
    """Return whether the failures under one of the keys have reached its limit."""
    current, previous = window_start(now), window_start(now) - WINDOW
    query = select(sign_in_failures).where(
        sign_in_failures.c.digest.in_([key.digest for key in keys]),
        sign_in_failures.c.window_start.in_([current, previous]),
    )
    with database.read() as connection:
        found = {(row.digest, row.window_start): row.failures for row in connection.execute(query)}
    return any(
        estimate_count(
            current=found.get((key.digest, current), 0),
            previous=found.get((key.digest, previous), 0),
            now=now,
        )
        >= key.limit
        for key in keys
    )


def list_people(database: Database, *, search: str = "") -> tuple[Person, ...]:
    """Return the accounts whose name or login contains `search`, by login."""
    used_at = (
        select(func.max(sessions.c.used_at))
        .where(sessions.c.user_id == credentials.c.user_id)
        .scalar_subquery()
    )
    word = search.strip()
    known = exists().where(identities.c.user_id == credentials.c.user_id)
    query = (
        CREDENTIALS.add_columns(
            users.c.created_at, used_at.label("used_at"), known.label("is_known")
        )
        .where(
            credentials.c.login.icontains(word, autoescape=True)
            | users.c.name.icontains(word, autoescape=True)
        )
        .order_by(credentials.c.login)
        .limit(MAX_PEOPLE)
    )
    with database.read() as connection:
        return tuple(
            Person(
                user=User(id=row.user_id, name=row.name, role=Role(row.role)),
                login=row.login,
                has_joined=row.password_hash is not None or bool(row.is_known),
                disabled_at=row.disabled_at,
                created_at=row.created_at,
                used_at=row.used_at,
            )
            for row in connection.execute(query)
        )
