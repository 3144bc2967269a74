"""Read accounts and their tiers."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.accounts.user import EVALUATOR_ID
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
    """Return the accounts of people whose name contains `search`, by name, without the sample."""
    named = users.c.name.icontains(search.strip(), autoescape=True)
    people = (users.c.sample.is_(False), users.c.id != EVALUATOR_ID)
    query = select(users.c.id, users.c.name, users.c.tier).where(*people, named)
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


def list_names(connection: Connection, user_ids: Collection[str]) -> dict[str, str]:
    """Return the names of accounts by id; accounts that are gone are left out."""
    query = select(users.c.id, users.c.name).where(users.c.id.in_(sorted(user_ids)))
    return {row["id"]: row["name"] for row in fetch_all(connection, query)}
