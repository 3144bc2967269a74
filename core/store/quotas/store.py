"""Count uses, and read the counts of the last day."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, delete, select

from core.quota import DAY, HOUR, Use, hour_of
from core.store.database.upsert import insert
from core.store.quotas.tables import quota_uses


class QuotaStore:
    """Counts what people do. The row of the hour is locked until the transaction ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, user_id: str, use: Use, *, now: datetime) -> Mapping[datetime, int]:
        """Count one use. Return the counts of the last day by hour, this one among them.

        It counts before it reads, so that of two uses at once the second sees the first.
        """
        statement = insert(self._connection, quota_uses).values(
            user_id=user_id, use=use.value, hour=hour_of(now), n=1
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["user_id", "use", "hour"], set_={"n": quota_uses.c.n + 1}
            )
        )
        theirs = and_(quota_uses.c.user_id == user_id, quota_uses.c.use == use.value)
        old = quota_uses.c.hour < hour_of(now) - DAY - HOUR
        self._connection.execute(delete(quota_uses).where(theirs, old))
        counts = select(quota_uses.c.hour, quota_uses.c.n).where(theirs)
        return {row.hour: row.n for row in self._connection.execute(counts)}
