"""Answer a request that is sent twice with one `Idempotency-Key` as it was answered first."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from app import services
from app.api.authentication import bearer_of
from app.api.parameters import IdempotencyKey, is_key
from app.api.workers import run_on_worker
from core.errors import ReinError
from core.usecases.request_keys.answer_once import Answer, begin_request, end_request

Handle = Callable[[Request], Awaitable[Response]]

HEADER = "Idempotency-Key"
REPEATED_HEADERS = ("content-type", "location")
_BYTES_AS_TEXT = "latin-1"


async def _declare(key: IdempotencyKey = None) -> None:
    """Describe the header, and check it."""


WITH_KEY = Depends(_declare)


def has_own_key(endpoint: Callable[..., Any]) -> bool:
    """Return whether an endpoint takes the key itself, and stores it with what it writes."""
    return IdempotencyKey in get_type_hints(endpoint, include_extras=True).values()


async def answer_once(request: Request, handle: Handle) -> Response:
    """Pass a request on, unless its key was answered before.

    What was refused changed nothing, so that it can be sent again; a failure in the middle may
    have, so that its key stays taken.
    """
    key = request.headers.get(HEADER)
    if key is None or not is_key(key):
        return await handle(request)
    rein, token, viewer = services.rein(), bearer_of(request), request.state.viewer
    digest = _digest_of(request)
    earlier = await run_on_worker(
        begin_request, rein, viewer=viewer, token=token, key=key, request=digest
    )
    if earlier is not None:
        content = earlier.body.encode(_BYTES_AS_TEXT)
        return Response(content, status_code=earlier.status, headers=earlier.headers)
    try:
        response = await handle(request)
    except (ReinError, HTTPException):
        await run_on_worker(end_request, rein, viewer=viewer, token=token, key=key, answer=None)
        raise
    answer = _answer_of(response)
    await run_on_worker(end_request, rein, viewer=viewer, token=token, key=key, answer=answer)
    return response


def _answer_of(response: Response) -> Answer:
    headers = {
        name: response.headers[name] for name in REPEATED_HEADERS if name in response.headers
    }
    body = bytes(response.body).decode(_BYTES_AS_TEXT)
    return Answer(status=response.status_code, headers=headers, body=body)


def _digest_of(request: Request) -> str:
    """Return the hash of what is asked. A body that is no JSON counts by its length alone."""
    body = getattr(request, "_body", None)
    content = body if body is not None else request.headers.get("content-length", "").encode()
    where = f"{request.method} {request.url.path}?{request.url.query}\n"
    return hashlib.sha256(where.encode() + content).hexdigest()
