"""A share link as JSON; its secret is only in the answer that creates it."""

from datetime import datetime
from typing import Any

from core.store.shares.values import ShareLink


def share_json(link: ShareLink, *, now: datetime) -> dict[str, Any]:
    """Return until when a link works and how often its page was opened."""
    opened = link.last_opened_at
    return {
        "goal_id": link.goal_id,
        "created_at": link.created_at.isoformat(),
        "expires_at": link.expires_at.isoformat(),
        "works": link.works(now),
        "opened": link.opened,
        "last_opened_at": None if opened is None else opened.isoformat(),
    }
