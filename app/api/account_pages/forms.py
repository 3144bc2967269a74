"""Read the body of a form, with a limit, and an address to go on to that stays on this site."""

from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request

from app.api.problem import ProblemError
from app.api.request_body import read_body

MAX_FORM_BYTES = 8_192
_FORM_TYPE = "application/x-www-form-urlencoded"


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form. Raises ProblemError if it is none, or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM_TYPE:
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            kind="unsupported-media-type",
            title="Not a form",
            detail="Send the form.",
        )
    body = await read_body(request, limit=MAX_FORM_BYTES)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def accept_next(address: str | None, *, base_path: str) -> str:
    """Return a path of this site to go on to; the front page for anything else.

    Browsers read a backslash as a slash and drop control characters, so neither is accepted.
    """
    front = f"{base_path}/"
    if not address or not address.startswith(front) or address.startswith("//"):
        return front
    if "\\" in address or not address.isprintable() or len(address) > 2_000:
        return front
    parts = urlsplit(address)
    return front if parts.scheme or parts.netloc else address
