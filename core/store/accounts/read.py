"""Who has an account, and which tier it is on."""

from dataclasses import dataclass

from sqlalchemy import select

from core.ports import Tier
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import fetch_all

MAX_ACCOUNTS = 200
"""Accounts of one list; beyond them a person is found by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account."""

    user_id: str
    name: str
    tier: Tier


def list_accounts(database: Database, *, search: str = "") -> tuple[AccountRow, ...]:
    """Return the accounts whose name holds `search`, by name. The sample's made-up person is none."""
    named = users.c.name.icontains(search.strip(), autoescape=True)
    query = select(users.c.id, users.c.name, users.c.tier).where(users.c.sample.is_(False), named)
    with database.read() as connection:
        found = fetch_all(connection, query.order_by(users.c.name, users.c.id).limit(MAX_ACCOUNTS))
    return tuple(
        AccountRow(user_id=row["id"], name=row["name"], tier=Tier(row["tier"])) for row in found
    )


def find_tier(database: Database, user_id: str) -> Tier | None:
    """Return the tier of an account, None where the person has none yet."""
    with database.read() as connection:
        tier = connection.execute(select(users.c.tier).where(users.c.id == user_id)).scalar()
    return None if tier is None else Tier(tier)
