"""Rows of revisions and pauses as values."""

from core.plans.revision.option import RevisionKind
from core.store.database.rows import Row
from core.store.revisions.values import Pause, RevisionRecord


def to_revision(row: Row) -> RevisionRecord:
    """Return a row of `plan_revisions` as a value."""
    return RevisionRecord(
        id=row["id"],
        goal_id=row["goal_id"],
        previous_id=row["previous_id"],
        kind=RevisionKind(row["kind"]),
        summary=row["summary"],
        settled_on=row["settled_on"],
        reserve_used=row["reserve_used"],
        user_id=row["user_id"],
        created_at=row["created_at"],
        trace_id=row["trace_id"],
    )


def to_pause(row: Row) -> Pause:
    """Return a row of `goal_pauses` as a value."""
    return Pause(
        id=row["id"],
        goal_id=row["goal_id"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        resumed_at=row["resumed_at"],
    )
