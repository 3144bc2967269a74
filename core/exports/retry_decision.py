"""From a receiver's answer, or the lack of one, to what happens next: try later, give up, or wait for a person."""

import contextlib
import json
from collections.abc import Iterator

import httpx

from core.exports.delivery_error import Next, Undelivered
from core.retry_after import RATE_LIMIT_HEADERS, retry_after_s

MAX_WAIT_S = 3_600.0
"""Longest pause a server can ask for; after it we ask again."""

REASON_CHARACTERS = 300
SECRET_CHARACTERS = 6
"""Shorter header values than this are no keys, and replacing them would spoil ordinary words."""

_REFUSED = frozenset({400, 409, 413, 422})
_PASSING = frozenset({408, 425, 429})


def judge(response: httpx.Response) -> None:
    """Raise Undelivered unless the receiver said yes. The response must have been read."""
    status = response.status_code
    if response.is_success:
        if is_web_page(response):
            raise Undelivered(
                Next.LATER,
                f"{response.url.host} answered with a web page, so the address is not that of a receiver.",
            )
        return
    reason = f"{status} {response.reason_phrase}: {server_words(response)}".rstrip(": ")
    if status in _REFUSED:
        raise Undelivered(Next.REFUSED, reason, status=status)
    if status >= 500 or status in _PASSING:
        raise Undelivered(Next.LATER, reason, status=status, wait_s=_retry_after_s(response))
    if response.is_redirect:
        reason = f"{status}: it sends us on to {response.headers.get('location', 'nowhere')}"
    raise Undelivered(Next.PAUSED, reason, status=status)


def _retry_after_s(response: httpx.Response) -> float | None:
    wait_s = retry_after_s(response.headers, names=RATE_LIMIT_HEADERS)
    return min(wait_s, MAX_WAIT_S) if wait_s is not None else None


def is_web_page(response: httpx.Response) -> bool:
    """Tell whether a proxy or a login page answered in the receiver's place."""
    kind = response.headers.get("content-type", "").casefold()
    return "html" in kind or response.content[:64].lstrip()[:9].lower().startswith(
        (b"<!doctype", b"<html")
    )


def server_words(response: httpx.Response) -> str:
    """Return what the server says is wrong, in one line."""
    text = response.text
    with contextlib.suppress(json.JSONDecodeError):
        body = json.loads(text)
        if isinstance(body, dict):
            said = body.get("errors") or body.get("message") or body.get("detail") or body
            text = "; ".join(map(str, said)) if isinstance(said, list) else str(said)
            if details := body.get("details"):
                text = f"{text} ({details})"
    line = " ".join(text.split())
    return line if len(line) <= REASON_CHARACTERS else line[: REASON_CHARACTERS - 1] + "…"


@contextlib.contextmanager
def network_faults(host: str, *, secret: str = "") -> Iterator[None]:
    """Turn every way a connection can fail into Undelivered, and keep a key that the server echoes out of reasons."""
    try:
        yield
    except Undelivered as error:
        if len(secret) >= SECRET_CHARACTERS:
            error.reason = error.reason.replace(secret, "[key]")
        raise
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise Undelivered(
            Next.PAUSED, f"The address of {host} cannot be used ({error})."
        ) from error
    except httpx.TimeoutException as error:
        raise Undelivered(Next.LATER, f"{host} did not answer in time.") from error
    except httpx.ConnectError as error:
        raise Undelivered(Next.LATER, f"{host} cannot be reached.") from error
    except httpx.HTTPError as error:
        raise Undelivered(
            Next.LATER, f"The connection to {host} broke ({type(error).__name__})."
        ) from error
