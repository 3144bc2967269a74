"""Sign in by a provider of identities: leave for it, and come back with an answer."""

import hmac
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from app import services
from app.api.account_pages import pages, pending_cookie
from app.api.account_pages.answers import base_path_of, go, visitor_of
from app.api.account_pages.cookie import set_session
from app.api.account_pages.document import write_page
from app.api.account_pages.forms import accept_next
from app.api.workers import run_on_worker
from core.errors import Conflict, NotFound, ReinError
from core.usecases.sign_in import provider
from core.usecases.sign_in.attempts import TooManyAttempts
from core.usecases.sign_in.provider import (
    Answer,
    ProviderMisconfigured,
    ProviderUnavailable,
    SignInRefused,
)

router = APIRouter(prefix="/account/oidc", include_in_schema=False)

_STATUS: tuple[tuple[type[ReinError], HTTPStatus], ...] = (
    (TooManyAttempts, HTTPStatus.TOO_MANY_REQUESTS),
    (SignInRefused, HTTPStatus.FORBIDDEN),
    (ProviderUnavailable, HTTPStatus.BAD_GATEWAY),
    (ProviderMisconfigured, HTTPStatus.BAD_GATEWAY),
    (Conflict, HTTPStatus.CONFLICT),
    (NotFound, HTTPStatus.NOT_FOUND),
)


@router.get("/start")
async def start(request: Request) -> Response:
    """Send the person to the provider; their browser holds what the answer is checked against."""
    base_path = base_path_of(request)
    target = accept_next(request.query_params.get("next"), base_path=base_path)
    try:
        address, pending = await run_on_worker(
            provider.begin_with_provider, services.rein(), target=target
        )
    except ReinError as error:
        return _show_failure(request, error)
    response = go(address)
    pending_cookie.set_pending(request, response, pending)
    return response


@router.get("/callback")
async def come_back(request: Request) -> Response:
    """Begin a session for the person whom the provider has sent back."""
    query = request.query_params
    state = query.get("state", "")
    pending = pending_cookie.read_pending(request, state)
    try:
        if pending is None and query.get("error"):  # some providers refuse without the state
            raise provider.refusal(services.rein(), query.get("error", ""))
        if pending is None or not hmac.compare_digest(pending.state.encode(), state.encode()):
            raise provider.too_old("the answer belongs to no sign-in of this browser")
        answer = Answer(
            code=query.get("code", ""), error=query.get("error", ""), issuer=query.get("iss")
        )
        begun = await run_on_worker(
            provider.sign_in_with_provider,
            services.rein(),
            pending=pending,
            answer=answer,
            visitor=visitor_of(request),
        )
    except ReinError as error:
        response = _show_failure(request, error)
        pending_cookie.remove_pending(request, response, state)
        return response
    response = go(accept_next(pending.target, base_path=base_path_of(request)))
    set_session(request, response, secret=begun.secret, ends_at=begun.ends_at)
    pending_cookie.remove_pending(request, response, state)
    return response


def _show_failure(request: Request, error: ReinError) -> Response:
    """Show why there is no session. Raises the error again if it is none of a provider."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    if status is None:
        raise error
    if isinstance(error, SignInRefused | ProviderUnavailable | ProviderMisconfigured):
        provider.log_failure(error)
    return write_page(pages.not_signed_in(base_path_of(request), error), status=status)
