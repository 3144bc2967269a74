"""Write access tokens."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from core.accounts.scope import read_scopes, write_scopes
from core.accounts.user import Role, User
from core.store.accounts.tables import users
from core.store.tokens.tables import api_tokens
from core.store.tokens.values import TokenRecord


class TokenStore:
    """Adds and revokes access tokens. A revoked one stays, so that the list shows it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token: TokenRecord) -> None:
        """Write a new token."""
        row = {
            "id": token.id,
            "name": token.name,
            "user_id": token.user.id,
            "digest": token.digest,
            "created_at": token.created_at,
            "scopes": None if token.scopes is None else write_scopes(token.scopes),
            "expires_at": token.expires_at,
        }
        self._connection.execute(api_tokens.insert().values(row))

    def list_named(self, name: str) -> tuple[TokenRecord, ...]:
        """Return the tokens of this name, revoked ones too, newest first."""
        named = TOKENS.where(api_tokens.c.name == name).order_by(api_tokens.c.id.desc())
        return tuple(to_token(row) for row in self._connection.execute(named))

    def mark_used(self, token_id: str, *, now: datetime) -> None:
        """Record that a token was used."""
        self._change(token_id, last_used_at=now)

    def revoke(self, token_id: str, *, now: datetime) -> None:
        """Revoke a token."""
        self._change(token_id, revoked_at=now)

    def _change(self, token_id: str, **values: datetime) -> None:
        self._connection.execute(
            update(api_tokens).where(api_tokens.c.id == token_id).values(**values)
        )


TOKENS = select(
    api_tokens, users.c.name.label("user_name"), users.c.role, users.c.time_zone
).join_from(api_tokens, users)
"""Tokens with the accounts they act as."""


def to_token(row: Row[Any]) -> TokenRecord:
    """Return a row of TOKENS as a value."""
    return TokenRecord(
        id=row.id,
        name=row.name,
        user=User(id=row.user_id, name=row.user_name, role=Role(row.role)),
        time_zone=row.time_zone,
        digest=row.digest,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
        scopes=None if row.scopes is None else read_scopes(row.scopes),
        expires_at=row.expires_at,
    )
