"""Rows of what people sign in with, as values."""

from typing import Any

from sqlalchemy import Row, select

from core.accounts.user import Role, User
from core.store.accounts.tables import users
from core.store.sign_in.tables import credentials
from core.store.sign_in.values import Credentials, SessionRecord

CREDENTIALS = select(
    credentials.c.user_id,
    credentials.c.login,
    credentials.c.password_hash,
    credentials.c.disabled_at,
    users.c.name,
    users.c.role,
).join_from(credentials, users)
"""Logins with their accounts."""


def to_credentials(row: Row[*tuple[Any, ...]]) -> Credentials:
    """Return a row of CREDENTIALS as a value."""
    return Credentials(
        user=User(id=row.user_id, name=row.name, role=Role(row.role)),
        login=row.login,
        password_hash=row.password_hash,
        disabled_at=row.disabled_at,
    )


def to_session(row: Row[*tuple[Any, ...]]) -> SessionRecord:
    """Return a row of sessions as a value."""
    return SessionRecord(
        digest=row.digest,
        id=row.id,
        user_id=row.user_id,
        created_at=row.created_at,
        used_at=row.used_at,
        agent=row.agent,
    )
