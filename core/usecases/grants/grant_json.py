"""A grant to read in full as JSON: the output of the command line and of the API."""

from typing import Any

from core.store.grants.values import ReadingGrant


def grant_json(grant: ReadingGrant) -> dict[str, Any]:
    """Return who may read in full, why and until when."""
    return {
        "user_id": grant.user_id,
        "reason": grant.reason,
        "created_by": grant.created_by,
        "created_at": grant.created_at.isoformat(),
        "expires_at": grant.expires_at.isoformat(),
    }
