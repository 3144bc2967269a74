"""Write changes of targets; entries are never modified."""

from sqlalchemy import Connection

from core.quality.targets.target import TargetChange
from core.store.targets.tables import target_changes


class TargetStore:
    """Adds entries to the history of targets."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: TargetChange) -> None:
        """Add one entry."""
        row = {
            "name": change.name,
            "old_threshold": change.old.threshold,
            "new_threshold": change.new.threshold,
            "old_window_days": change.old.window_days,
            "new_window_days": change.new.window_days,
            "note": change.note,
            "changed_at": change.changed_at,
            "changed_by": change.changed_by,
        }
        self._connection.execute(target_changes.insert().values(row))
