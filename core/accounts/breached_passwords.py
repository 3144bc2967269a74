"""Ask a list of breached passwords whether it has one, without telling which.

The protocol of Have I Been Pwned: five characters of the SHA-1 are sent, and all endings with these
come back, padded to a length that says nothing.
https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
"""

import hashlib
from collections.abc import Callable

import httpx

SENT_CHARACTERS = 5
TIMEOUT_S = 1.0
"""Longest wait for the whole answer; a person waits for it."""
MAX_BYTES = 200_000
"""An answer has about 40 kB."""


class ListUnavailable(Exception):
    """Raised if the list does not answer in time, or as it should. Its text has no password."""


def count_breaches(address: str, password: str, *, monotonic: Callable[[], float]) -> int:
    """Return how often a password was found in breaches. Raises ListUnavailable."""
    digest = hashlib.sha1(password.encode("utf-8", "replace"), usedforsecurity=False)
    first, rest = _halves(digest.hexdigest().upper())
    for line in _ask(address + first, monotonic).splitlines():
        ending, _, count = line.strip().partition(":")
        if ending.upper() == rest:
            return int(count) if count.isdecimal() else 1  # a padding line has 0
    return 0


def _halves(digest: str) -> tuple[str, str]:
    return digest[:SENT_CHARACTERS], digest[SENT_CHARACTERS:]


def _ask(address: str, monotonic: Callable[[], float]) -> str:
    until, body = monotonic() + TIMEOUT_S, bytearray()
    headers = {"Add-Padding": "true", "Accept": "text/plain", "User-Agent": "rein"}
    try:
        with (
            httpx.Client(timeout=TIMEOUT_S, follow_redirects=False) as client,
            client.stream("GET", address, headers=headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise ListUnavailable(f"status {response.status_code}")
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES or monotonic() > until:
                    raise ListUnavailable("too long an answer")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ListUnavailable(type(error).__name__) from None
    text = body.decode("utf-8", "replace")
    if ":" not in text:
        raise ListUnavailable("an answer without endings")
    return text
