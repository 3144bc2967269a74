"""Read and write the settings of the last start."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.store.database.upsert import insert
from core.store.started_settings.tables import started_settings


class StartedSettingsStore:
    """The settings of the last start of a server or of a worker."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_first(self, role: str, settings: Mapping[str, str], *, now: datetime) -> None:
        """Store the settings unless there are some of this role."""
        row = {"role": role, "settings": dict(settings), "started_at": now}
        first = insert(self._connection, started_settings).values(row)
        self._connection.execute(first.on_conflict_do_nothing(index_elements=["role"]))

    def find(self, role: str) -> Mapping[str, str]:
        """Return the settings of the last start, and let other starts wait until the commit."""
        last = select(started_settings.c.settings).where(started_settings.c.role == role)
        found: Mapping[str, str] = self._connection.execute(last.with_for_update()).scalar_one()
        return found

    def replace(self, role: str, settings: Mapping[str, str], *, now: datetime) -> None:
        """Store other settings."""
        change = update(started_settings).where(started_settings.c.role == role)
        values = {"settings": dict(settings), "started_at": now}
        self._connection.execute(change.values(values))


def find_last(connection: Connection, role: str) -> Mapping[str, str] | None:
    """Return the settings of the last start, or None; nothing waits."""
    last = select(started_settings.c.settings).where(started_settings.c.role == role)
    found: Mapping[str, str] | None = connection.execute(last).scalar_one_or_none()
    return found
