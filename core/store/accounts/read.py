"""Read accounts and their tiers."""

from dataclasses import dataclass

from sqlalchemy import select

from core.ports import Tier
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import fetch_all

MAX_ACCOUNTS = 200
"""Accounts in one list; search finds the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account."""

    user_id: str
    name: str
    tier: Tier


def list_accounts(database: Database, *, search: str = "") -> tuple[AccountRow, ...]:
    """Return the accounts whose name contains `search`, by name, without the sample account."""
    named = users.c.name.icontains(search.strip(), autoescape=True)
    query = select(users.c.id, users.c.name, users.c.tier).where(users.c.sample.is_(False), named)
    with database.read() as connection:
        found = fetch_all(connection, query.order_by(users.c.name, users.c.id).limit(MAX_ACCOUNTS))
    return tuple(
        AccountRow(user_id=row["id"], name=row["name"], tier=Tier(row["tier"])) for row in found
    )


def find_time_zone_name(database: Database, user_id: str) -> str | None:
    """Return the stored time zone of an account, or None if there is none."""
    query = select(users.c.time_zone).where(users.c.id == user_id)
    with database.read() as connection:
        return connection.execute(query).scalar()


def find_tier(database: Database, user_id: str) -> Tier | None:
    """Return the tier of an account, or None if there is no such account."""
    with database.read() as connection:
        tier = connection.execute(select(users.c.tier).where(users.c.id == user_id)).scalar()
    return None if tier is None else Tier(tier)
