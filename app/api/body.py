"""Reads the body of a request: JSON only, and never more than fits."""

from http import HTTPStatus

from starlette.requests import Request

from app.api.problem import Refusal

MAX_BYTES = 64 * 1_024
"""The longest goal with all its circumstances takes a quarter of this."""


async def read_body(request: Request) -> bytes:
    """Return the body. Raises Refusal where it is not JSON by its own account, or too long."""
    _require_json(request.headers.get("content-type"))
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > MAX_BYTES:
        raise _too_long()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _too_long()
    return bytes(body)


def _require_json(content_type: str | None) -> None:
    kind, _, parameters = (content_type or "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if kind.strip().lower() != "application/json" or charset not in {"", "utf-8"}:
        raise Refusal(
            status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            kind="unsupported-media-type",
            title="The body must be JSON",
            detail="Send the body as UTF-8 with “Content-Type: application/json”.",
            headers={"Accept-Post": "application/json"},
        )


def _too_long() -> Refusal:
    return Refusal(
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        kind="too-large",
        title="The body is too long",
        detail=f"A request may have at most {MAX_BYTES:,} bytes.",
        headers={"Connection": "close"},
    )
