"""What all forms of signing in share: the visitor, the new cookie, and problems in place."""

from collections.abc import Callable
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app import auth, services
from app.api.account_pages.cookie import set_session
from app.api.account_pages.document import AccountPage, write_page
from app.api.account_pages.pages import with_problem
from app.api.workers import run_on_worker
from core.accounts.viewer import Viewer
from core.errors import (
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    ReinError,
    StorageUnavailable,
)
from core.usecases.sign_in import sessions
from core.usecases.sign_in.attempts import TooManyAttempts
from core.usecases.sign_in.sign_in import NewSession, Visitor

_STATUS: tuple[tuple[type[ReinError], HTTPStatus], ...] = (
    (TooManyAttempts, HTTPStatus.TOO_MANY_REQUESTS),
    (StorageUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (NotAllowed, HTTPStatus.UNAUTHORIZED),
    (Conflict, HTTPStatus.CONFLICT),
    (InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFound, HTTPStatus.UNPROCESSABLE_ENTITY),
)
"""Errors that a form shows in place, with their status; others are those of the server."""


async def begin_session(
    request: Request, page: AccountPage, begin: Callable[[], NewSession], target: str
) -> Response:
    """Begin a session and go on, or show the page again with what is wrong."""
    try:
        begun = await run_on_worker(begin)
    except ReinError as error:
        return show_problem(page, error)
    response = go(target)
    set_session(request, response, secret=begun.secret, ends_at=begun.ends_at)
    return response


def show_problem(page: AccountPage, error: ReinError) -> Response:
    """Show a page with what went wrong. Raises the error again if it is none of a form."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    if status is None:
        raise error
    headers = {}
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after_s)
    return write_page(with_problem(page, str(error)), status=status, headers=headers)


def find_viewer(request: Request) -> Viewer | None:
    """Return the person behind the cookie of a request, or None."""
    user = sessions.find_session_user(services.rein(), request.cookies.get(auth.COOKIE))
    return None if user is None else Viewer(user=user)


def visitor_of(request: Request) -> Visitor:
    """Return where a request comes from."""
    address = request.client.host if request.client is not None else ""
    return Visitor(address=address, agent=request.headers.get("user-agent", ""))


def base_path_of(request: Request) -> str:
    """Return the path that this site is served below."""
    path: str = request.scope.get("root_path", "")
    return path


def go(target: str) -> RedirectResponse:
    """Send the browser on; it asks for the next page with GET."""
    headers = {"Cache-Control": "no-store"}
    return RedirectResponse(target, status_code=HTTPStatus.SEE_OTHER, headers=headers)
