"""Sign in with a password, choose one, and ask for a new one.

Where people sign in by a provider, none of this answers.
"""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.background import BackgroundTask

from app import services
from app.api.account_pages import pages
from app.api.account_pages.answers import (
    base_path_of,
    begin_session,
    find_viewer,
    go,
    show_problem,
    visitor_of,
)
from app.api.account_pages.document import AccountPage, write_page
from app.api.account_pages.forms import accept_next, read_form
from app.api.problem import ProblemError
from app.api.workers import run_on_worker
from core.errors import NotFound, ReinError
from core.usecases.sign_in import new_password, passwords
from core.usecases.sign_in.provider import provider_name
from core.usecases.sign_in.sign_in import NewSession, sign_in

_log = logging.getLogger(__name__)


def require_passwords() -> None:
    """Raise ProblemError where people sign in by a provider."""
    if provider_name(services.rein()) is not None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            kind="not-found",
            title="There are no passwords here",
            detail="Open /account/sign-in.",
        )


router = APIRouter(
    prefix="/account", include_in_schema=False, dependencies=[Depends(require_passwords)]
)


@router.post("/sign-in")
async def post_sign_in(request: Request) -> Response:
    """Begin a session, or show the form again with what is wrong."""
    form = await read_form(request)
    target = accept_next(request.query_params.get("next"), base_path=base_path_of(request))
    login = form.get("login", "")
    page = pages.sign_in(base_path_of(request), pages.ways_in(), target=target, login=login)

    def begin() -> NewSession:
        password = form.get("password", "")
        return sign_in(services.rein(), login=login, password=password, visitor=visitor_of(request))

    return await begin_session(request, page, begin, target)


@router.get("/password")
async def show_password(request: Request) -> Response:
    """Ask for a password: the first one, or a new one, by the code of a link."""
    found = await run_on_worker(_find_page_of_link, request)
    return write_page(found) if isinstance(found, AccountPage) else found


@router.post("/password")
async def post_password(request: Request) -> Response:
    """Set the password of the account of a link, and sign in."""
    form, code = await read_form(request), request.query_params.get("code", "")

    def begin() -> NewSession:
        return passwords.choose_password(
            services.rein(),
            code=code,
            password=form.get("password", ""),
            name=form.get("name"),
            visitor=visitor_of(request),
        )

    found = await run_on_worker(_find_page_of_link, request)
    if not isinstance(found, AccountPage):
        return found
    return await begin_session(request, found, begin, f"{base_path_of(request)}/")


@router.get("/change-password")
async def show_change(request: Request) -> Response:
    """Ask a signed-in person for the present and the new password."""
    if await run_on_worker(find_viewer, request) is None:
        return go(f"{base_path_of(request)}/account/sign-in")
    return write_page(pages.change_password(base_path_of(request)))


@router.post("/change-password")
async def post_change(request: Request) -> Response:
    """Change the password of the signed-in person; other browsers are signed out."""
    form = await read_form(request)
    viewer = await run_on_worker(find_viewer, request)
    if viewer is None:
        return go(f"{base_path_of(request)}/account/sign-in")

    def begin() -> NewSession:
        return passwords.change_password(
            services.rein(),
            viewer=viewer,
            current=form.get("current", ""),
            new=form.get("password", ""),
            visitor=visitor_of(request),
        )

    base_path = base_path_of(request)
    return await begin_session(request, pages.change_password(base_path), begin, f"{base_path}/you")


@router.get("/forgot")
async def show_forgot(request: Request) -> Response:
    """Ask for the address that a link is sent to."""
    return write_page(pages.forgot(base_path_of(request), by_mail=pages.ways_in().by_mail))


@router.post("/forgot")
async def post_forgot(request: Request) -> Response:
    """Answer the same for every address; the mail is sent after the answer."""
    form, rein = await read_form(request), services.rein()
    login, base_path = form.get("login", ""), base_path_of(request)
    if not pages.ways_in().by_mail:
        return write_page(pages.forgot(base_path, by_mail=False))
    try:
        await run_on_worker(
            new_password.count_request, rein, login=login, visitor=visitor_of(request)
        )
    except ReinError as error:
        page = pages.forgot(base_path, by_mail=True)
        return show_problem(page, error)
    response = write_page(pages.sent(base_path))
    response.background = BackgroundTask(_send_link, login)
    return response


def _find_page_of_link(request: Request) -> AccountPage | Response:
    """Return the page that asks for the password, or the one for a link that does not work."""
    code, base_path = request.query_params.get("code", ""), base_path_of(request)
    try:
        found = passwords.find_password_link(services.rein(), code)
    except NotFound as error:
        page = pages.no_link(base_path, error)
        return write_page(page, status=HTTPStatus.NOT_FOUND)
    return pages.choose_password(base_path, code=code, found=found)


async def _send_link(login: str) -> None:
    try:
        await run_on_worker(new_password.send_password_link, services.rein(), login=login)
    except ReinError as error:
        fields: dict[str, Any] = {"error": type(error).__name__}
        _log.warning("password_link_not_sent", extra={"fields": fields})
