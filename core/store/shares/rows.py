"""Rows of share links as values."""

from typing import Any

from sqlalchemy import Row

from core.store.shares.values import ShareLink


def to_link(row: Row[Any]) -> ShareLink:
    """Return a row of `plan_shares`, with `archived_at` of its goal, as a value."""
    return ShareLink(
        goal_id=row.goal_id,
        user_id=row.user_id,
        digest=row.digest,
        created_at=row.created_at,
        expires_at=row.expires_at,
        opened=row.opened,
        last_opened_at=row.last_opened_at,
        archived=row.archived_at is not None,
    )
