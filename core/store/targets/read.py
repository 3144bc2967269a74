"""Read the limits in force, and the history of targets."""

from sqlalchemy import Connection, func, select

from core.quality.targets.target import DEFAULTS, Limit, Limits, TargetChange
from core.store.database.rows import Row, fetch_all
from core.store.targets.tables import target_changes


def find_limits(connection: Connection) -> Limits:
    """Return the limit of every target: the newest change, or the default."""
    newest = select(func.max(target_changes.c.id)).group_by(target_changes.c.name)
    query = select(target_changes).where(target_changes.c.id.in_(newest.scalar_subquery()))
    changed = {row["name"]: _to_change(row).new for row in fetch_all(connection, query)}
    return dict(DEFAULTS) | {name: new for name, new in changed.items() if name in DEFAULTS}


def list_changes(connection: Connection, *, limit: int) -> tuple[TargetChange, ...]:
    """Return the newest changes of all targets, newest first."""
    query = select(target_changes).order_by(target_changes.c.id.desc()).limit(limit)
    return tuple(map(_to_change, fetch_all(connection, query)))


def _to_change(row: Row) -> TargetChange:
    return TargetChange(
        name=row["name"],
        old=Limit(threshold=row["old_threshold"], window_days=row["old_window_days"]),
        new=Limit(threshold=row["new_threshold"], window_days=row["new_window_days"]),
        note=row["note"],
        changed_at=row["changed_at"],
        changed_by=row["changed_by"],
    )
