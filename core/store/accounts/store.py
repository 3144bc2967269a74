"""Write accounts."""

from sqlalchemy import Connection, select, update

from core.accounts.user import Role, User
from core.errors import NotFound
from core.store.accounts.tables import users
from core.store.accounts.values import Account, Tier
from core.store.database.upsert import insert


class AccountStore:
    """Adds and finds accounts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ensure(self, account: Account) -> None:
        """Add the account if it does not exist yet."""
        row = {
            "id": account.user.id,
            "name": account.user.name,
            "role": account.user.role,
            "tier": account.tier,
            "sample": account.sample,
            "time_zone": account.time_zone,
            "created_at": account.created_at,
        }
        statement = insert(self._connection, users)
        self._connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]), row)

    def find(self, user_id: str) -> Account | None:
        """Return the account, or None."""
        row = self._connection.execute(select(users).where(users.c.id == user_id)).one_or_none()
        if row is None:
            return None
        return Account(
            user=User(id=row.id, name=row.name, role=Role(row.role)),
            tier=Tier(row.tier),
            sample=row.sample,
            time_zone=row.time_zone,
            created_at=row.created_at,
        )

    def save_time_zone(self, user_id: str, time_zone: str) -> bool:
        """Change the time zone of an account. Returns False if it has it already or is missing."""
        differs = users.c.time_zone.is_distinct_from(time_zone)
        change = update(users).where(users.c.id == user_id, differs).values(time_zone=time_zone)
        return self._connection.execute(change).rowcount > 0

    def save_tier(self, user_id: str, tier: Tier) -> None:
        """Change the tier, which decides the models of later goals. Raises NotFound."""
        if (
            self._connection.execute(
                update(users).where(users.c.id == user_id).values(tier=tier)
            ).rowcount
            == 0
        ):
            raise NotFound("There is no such account.")
