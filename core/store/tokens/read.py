"""Read access tokens."""

from sqlalchemy import exists, select

from core.accounts.user import EVALUATOR_ID, LOCAL_USER_ID
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.sign_in.tables import credentials
from core.store.tokens.store import TOKENS, to_token
from core.store.tokens.tables import api_tokens
from core.store.tokens.values import TokenRecord


def find_valid_token(database: Database, digest: str) -> TokenRecord | None:
    """Return the token with this hash, or None if there is none or it was revoked."""
    query = TOKENS.where(api_tokens.c.digest == digest, api_tokens.c.revoked_at.is_(None))
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else to_token(row)


def find_token_account(database: Database, name: str) -> str | None:
    """Return the account that was made for the tokens of this name; it has no address."""
    signs_in = exists().where(credentials.c.user_id == users.c.id)
    query = (
        select(users.c.id)
        .join_from(api_tokens, users)
        .where(api_tokens.c.name == name, users.c.name == name, ~signs_in)
        .where(users.c.id.not_in([LOCAL_USER_ID, EVALUATOR_ID]), users.c.sample.is_(False))
        .order_by(api_tokens.c.id.desc())
        .limit(1)
    )
    with database.read() as connection:
        return connection.execute(query).scalar()


def list_all_tokens(database: Database) -> tuple[TokenRecord, ...]:
    """Return all tokens, revoked ones too, newest first."""
    with database.read() as connection:
        return tuple(
            to_token(row) for row in connection.execute(TOKENS.order_by(api_tokens.c.id.desc()))
        )


def list_tokens_of(database: Database, user_id: str) -> tuple[TokenRecord, ...]:
    """Return the tokens of a person that were not revoked, newest first."""
    query = TOKENS.where(api_tokens.c.user_id == user_id, api_tokens.c.revoked_at.is_(None))
    with database.read() as connection:
        rows = connection.execute(query.order_by(api_tokens.c.id.desc()))
        return tuple(to_token(row) for row in rows)
