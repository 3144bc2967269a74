"""Decides from a receiver's answer, or its absence, whether to retry, give up or pause."""

import contextlib
import json
from collections.abc import Iterator

import httpx

from core.exports.delivery_error import DeliveryError, RetryDecision
from core.retry_after import RATE_LIMIT_HEADERS, retry_after_s

MAX_WAIT_S = 3_600.0
"""Longest wait that a server can ask for, in seconds."""

REASON_CHARACTERS = 300
SECRET_CHARACTERS = 6
"""Shorter header values are not keys, and replacing them would damage ordinary words."""

_REFUSED = frozenset({400, 409, 413, 422})
_PASSING = frozenset({408, 425, 429})


def require_accepted(response: httpx.Response) -> None:
    """Raise DeliveryError unless the response is a success. The response must have been read."""
    status = response.status_code
    if response.is_success:
        if is_web_page(response):
            raise DeliveryError(
                RetryDecision.LATER,
                f"{response.url.host} answered with a web page, so it is not a receiver's address.",
            )
        return
    reason = f"{status} {response.reason_phrase}: {server_message(response)}".rstrip(": ")
    if status in _REFUSED:
        raise DeliveryError(RetryDecision.REFUSED, reason, status=status)
    if status >= 500 or status in _PASSING:
        raise DeliveryError(
            RetryDecision.LATER, reason, status=status, wait_s=_retry_after_s(response)
        )
    if response.is_redirect:
        reason = f"{status}: it sends us on to {response.headers.get('location', 'nowhere')}"
    raise DeliveryError(RetryDecision.PAUSED, reason, status=status)


def _retry_after_s(response: httpx.Response) -> float | None:
    wait_s = retry_after_s(response.headers, names=RATE_LIMIT_HEADERS)
    return min(wait_s, MAX_WAIT_S) if wait_s is not None else None


def is_web_page(response: httpx.Response) -> bool:
    """Return whether a proxy or a login page answered instead of the receiver."""
    kind = response.headers.get("content-type", "").casefold()
    return "html" in kind or response.content[:64].lstrip()[:9].lower().startswith(
        (b"<!doctype", b"<html")
    )


def server_message(response: httpx.Response) -> str:
    """Return the server's error message in one line."""
    text = response.text
    with contextlib.suppress(json.JSONDecodeError):
        body = json.loads(text)
        if isinstance(body, dict):
            detail = body.get("errors") or body.get("message") or body.get("detail") or body
            text = "; ".join(map(str, detail)) if isinstance(detail, list) else str(detail)
            if details := body.get("details"):
                text = f"{text} ({details})"
    line = " ".join(text.split())
    return line if len(line) <= REASON_CHARACTERS else line[: REASON_CHARACTERS - 1] + "…"


@contextlib.contextmanager
def translate_network_errors(host: str, *, secret: str = "") -> Iterator[None]:
    """Turn connection errors into DeliveryError and remove the key from error messages."""
    try:
        yield
    except DeliveryError as error:
        if len(secret) >= SECRET_CHARACTERS:
            error.reason = error.reason.replace(secret, "[key]")
        raise
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise DeliveryError(
            RetryDecision.PAUSED, f"The address of {host} cannot be used ({error})."
        ) from error
    except httpx.TimeoutException as error:
        raise DeliveryError(RetryDecision.LATER, f"{host} did not answer in time.") from error
    except httpx.ConnectError as error:
        raise DeliveryError(RetryDecision.LATER, f"{host} cannot be reached.") from error
    except httpx.HTTPError as error:
        raise DeliveryError(
            RetryDecision.LATER, f"The connection to {host} broke ({type(error).__name__})."
        ) from error
