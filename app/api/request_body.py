"""Read the body of a request, with a limit in bytes and in time.

A client that sends one byte a second would otherwise hold a connection for hours.
"""

import asyncio
from http import HTTPStatus

from fastapi import Request

from app.api.problem import ProblemError

LIMIT_S = 20.0
"""Longest time for a whole body; 64 KiB take this long at 26 kbit/s."""


async def read_body(request: Request, *, limit: int, within_s: float = LIMIT_S) -> bytes:
    """Return the body. Raises ProblemError if it is too long, or takes too long."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_long(limit)
    body = bytearray()
    try:
        async with asyncio.timeout(within_s):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_long(limit)
    except TimeoutError:
        raise ProblemError(
            HTTPStatus.REQUEST_TIMEOUT,
            kind="timeout",
            title="The body took too long",
            detail=f"A request has to be sent within {within_s:g} seconds.",
            headers={"Connection": "close"},
        ) from None
    return bytes(body)


def _too_long(limit: int) -> ProblemError:
    return ProblemError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        kind="too-large",
        title="The body is too long",
        detail=f"A request may have at most {limit:,} bytes.",
        headers={"Connection": "close"},
    )
