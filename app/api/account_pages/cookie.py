"""The cookie of a session: no script can read it, and other sites' forms do not send it."""

from datetime import datetime
from urllib.parse import urlsplit

from fastapi import Request, Response

from app import auth, services


def set_session(request: Request, response: Response, *, secret: str, ends_at: datetime) -> None:
    """Put the secret of a session into the browser."""
    now = services.rein().clock.now()
    response.set_cookie(
        auth.COOKIE,
        secret,
        max_age=int((ends_at - now).total_seconds()),
        path=cookie_path(request),
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def remove_session(request: Request, response: Response) -> None:
    """Remove the secret of a session from the browser."""
    response.delete_cookie(
        auth.COOKIE,
        path=cookie_path(request),
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def cookie_path(request: Request) -> str:
    """Return the path that this site is served below."""
    return request.scope.get("root_path", "") or "/"


def is_secure(request: Request) -> bool:
    """Return whether the browser speaks TLS, to us or to the proxy that people know us by."""
    public = services.rein().settings.public_url or ""
    return request.url.scheme == "https" or urlsplit(public).scheme == "https"
