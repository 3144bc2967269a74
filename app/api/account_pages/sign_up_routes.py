"""Sign up without an invitation, where the settings permit it."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.background import BackgroundTask

from app import services
from app.api.account_pages import pages
from app.api.account_pages.answers import base_path_of, begin_session, show_problem, visitor_of
from app.api.account_pages.document import write_page
from app.api.account_pages.forms import read_form
from app.api.problem import ProblemError
from app.api.workers import run_on_worker
from core.errors import NotFound, ReinError
from core.usecases.sign_in import sign_up
from core.usecases.sign_in.sign_in import NewSession

_log = logging.getLogger(__name__)


def require_open() -> None:
    """Raise ProblemError where an account begins with an invitation."""
    if not sign_up.can_sign_up(services.rein()):
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            kind="not-found",
            title="Nobody signs up here",
            detail="Ask an admin for an invitation.",
        )


router = APIRouter(prefix="/account", include_in_schema=False, dependencies=[Depends(require_open)])


@router.get("/sign-up")
async def show_sign_up(request: Request) -> Response:
    """Ask for an address; without a mail server also for name and password."""
    return write_page(pages.sign_up(base_path_of(request), by_mail=pages.ways_in().by_mail))


@router.post("/sign-up")
async def post_sign_up(request: Request) -> Response:
    """Answer the same for known and unknown addresses; a mail is sent after the answer."""
    form, rein, base_path = await read_form(request), services.rein(), base_path_of(request)
    by_mail, visitor = pages.ways_in().by_mail, visitor_of(request)
    written, name = form.get("login", ""), form.get("name", "")
    page = pages.sign_up(base_path, by_mail=by_mail, login=written, name=name)

    def accept() -> str:
        login = sign_up.accept_sign_up(rein, login=written, visitor=visitor)
        if not by_mail:
            sign_up.sign_up(rein, login=login, name=name, password=form.get("password", ""))
        return login

    try:
        login = await run_on_worker(accept)
    except ReinError as error:
        return show_problem(page, error)
    if not by_mail:
        return write_page(pages.signed_up(base_path))
    response = write_page(pages.sent(base_path, new=True))
    response.background = BackgroundTask(_send_link, login)
    return response


@router.get("/join")
async def show_join(request: Request) -> Response:
    """Ask for name and password by the code of a link."""
    return await run_on_worker(_find_page, request)


@router.post("/join")
async def post_join(request: Request) -> Response:
    """Make the account of a confirmed address, and sign in."""
    form, code = await read_form(request), request.query_params.get("code", "")
    base_path = base_path_of(request)
    try:
        login = await run_on_worker(sign_up.find_sign_up, services.rein(), code)
    except NotFound as error:
        return write_page(pages.no_link(base_path, error), status=HTTPStatus.NOT_FOUND)
    name = form.get("name", "")

    def begin() -> NewSession:
        return sign_up.confirm_sign_up(
            services.rein(),
            code=code,
            name=name,
            password=form.get("password", ""),
            visitor=visitor_of(request),
        )

    page = pages.join(base_path, code=code, login=login, name=name)
    return await begin_session(request, page, begin, f"{base_path}/")


def _find_page(request: Request) -> Response:
    code, base_path = request.query_params.get("code", ""), base_path_of(request)
    try:
        login = sign_up.find_sign_up(services.rein(), code)
    except NotFound as error:
        return write_page(pages.no_link(base_path, error), status=HTTPStatus.NOT_FOUND)
    return write_page(pages.join(base_path, code=code, login=login))


async def _send_link(login: str) -> None:
    try:
        await run_on_worker(sign_up.send_sign_up_link, services.rein(), login=login)
    except ReinError as error:
        fields: dict[str, Any] = {"error": type(error).__name__}
        _log.warning("sign_up_link_not_sent", extra={"fields": fields})
