"""The cookie of a sign-in under way, one for each, so that two tabs can sign in at once.

It needs no signature: an attacker who can write it can as well begin their own sign-in in this
browser, and the provider's answer only works together with what is in it.
"""

import base64
import hashlib
import json
from dataclasses import asdict
from datetime import timedelta

from fastapi import Request, Response

from app.api.account_pages.cookie import cookie_path, is_secure
from core.usecases.sign_in.provider import PendingSignIn

LASTS = timedelta(minutes=15)
"""How long a person may take at the provider."""
MAX_CHARACTERS = 4_000


def set_pending(request: Request, response: Response, pending: PendingSignIn) -> None:
    """Put a sign-in into the browser; only the way back reads it."""
    written = json.dumps(asdict(pending)).encode()
    response.set_cookie(
        _name(pending.state),
        base64.urlsafe_b64encode(written).decode(),
        max_age=int(LASTS.total_seconds()),
        path=_path(request),
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def read_pending(request: Request, state: str) -> PendingSignIn | None:
    """Return the sign-in of a state, or None if this browser has begun no such one."""
    written = request.cookies.get(_name(state), "")
    if not written or len(written) > MAX_CHARACTERS:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(written))
        found = PendingSignIn(**parts)
    except (ValueError, TypeError):
        return None
    return found if all(isinstance(one, str) for one in asdict(found).values()) else None


def remove_pending(request: Request, response: Response, state: str) -> None:
    """Remove a sign-in that has ended, whichever way."""
    response.delete_cookie(
        _name(state),
        path=_path(request),
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def _name(state: str) -> str:
    return f"rein_oidc_{hashlib.sha256(state.encode()).hexdigest()[:12]}"


def _path(request: Request) -> str:
    return f"{cookie_path(request).rstrip('/')}/account/oidc"
