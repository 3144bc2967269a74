"""Organisations as JSON: the output of the command line and of the API."""

from typing import Any

from core.usecases.organisations.organisations import Organisation

Json = dict[str, Any]


def organisation_json(organisation: Organisation) -> Json:
    """Return an organisation with the names of its members, as each of them sees it."""
    return {
        "id": organisation.id,
        "name": organisation.name,
        "members": [
            {
                "user_id": one.user_id,
                "name": one.name,
                "joined_at": one.joined_at.isoformat(),
                "leads": one.user_id == organisation.lead_id,
            }
            for one in organisation.members
        ],
    }
