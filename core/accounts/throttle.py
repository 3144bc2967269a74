"""How many failed sign-ins are allowed, for an account and for an address.

Counts are those of a sliding window, estimated from two fixed ones: the present one, and the share
of the one before that the window still covers. A pair of account and address is limited first, so
that a stranger can hardly lock the owner out.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WINDOW = timedelta(minutes=15)


class ThrottleKind(StrEnum):
    """What failures are counted for."""

    PAIR = "pair"
    """An account from one address."""
    ACCOUNT = "account"
    ADDRESS = "address"


LIMITS = {ThrottleKind.PAIR: 5, ThrottleKind.ACCOUNT: 50, ThrottleKind.ADDRESS: 25}
"""Failures in a window after which no password is tried any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrottleKey:
    """What failures are counted for, as a hash: the table holds no address."""

    kind: ThrottleKind
    digest: str

    @property
    def limit(self) -> int:
        return LIMITS[self.kind]


def keys_of(*, login: str, address: str) -> tuple[ThrottleKey, ...]:
    """Return the keys that a sign-in is counted under."""
    subjects = {
        ThrottleKind.PAIR: f"{login}\n{address}",
        ThrottleKind.ACCOUNT: login,
        ThrottleKind.ADDRESS: address,
    }
    return tuple(
        ThrottleKey(kind=kind, digest=hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest())
        for kind, text in subjects.items()
    )


def window_start(now: datetime) -> datetime:
    """Return the start of the fixed window that a time lies in."""
    seconds = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)


def estimate_count(*, current: int, previous: int, now: datetime) -> float:
    """Return the failures of the last `WINDOW`, from the counts of two fixed windows."""
    passed = (now - window_start(now)) / WINDOW
    return current + previous * (1 - passed)


def seconds_to_wait(now: datetime) -> int:
    """Return after how many seconds the present window ends."""
    return max(1, round((window_start(now) + WINDOW - now).total_seconds()))
