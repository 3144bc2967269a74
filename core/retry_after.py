"""Reads the wait that a server asks for in the headers of its response."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EPOCH_STARTS = 1_000_000_000
"""A number above this is a Unix time, not a number of seconds."""
RATE_LIMIT_HEADERS = ("retry-after", "ratelimit-reset", "x-ratelimit-reset")


def retry_after_s(
    headers: Mapping[str, str],
    *,
    now: datetime | None = None,
    names: tuple[str, ...] = ("retry-after",),
) -> float | None:
    """Return the longest wait, in seconds, of the headers called `names`, or None.

    `retry-after-ms` wins over all of them. A date is compared with the server's own `date`, so that
    our clock may be wrong, or else with `now`.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return max(0.0, milliseconds / 1_000)
    server_time = _date(headers.get("date")) or now
    waits = [
        wait for name in names if (wait := _wait_s(headers.get(name), server_time)) is not None
    ]
    return max(waits, default=None)


def _wait_s(value: str | None, now: datetime | None) -> float | None:
    number, moment = _number(value), _date(value)
    if number is not None and number < EPOCH_STARTS:
        return number if number >= 0 else None
    until = moment.timestamp() if moment is not None else number
    return max(0.0, until - now.timestamp()) if until is not None and now is not None else None


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _date(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
