"""The record of an idempotency key."""

from dataclasses import dataclass
from datetime import timedelta

REMEMBERED_FOR = timedelta(hours=24)
"""How long a request that is sent again is answered as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKey:
    """The hash of a request, and its encrypted answer; None while it is worked on."""

    request: str
    answer: str | None
