"""Keyset pagination: the next page starts after a known row, so every page costs the same."""

import base64
import binascii
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from core.errors import InvalidInput

T = TypeVar("T")

MAX_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page; None if this is the last one."""

    rows: tuple[T, ...]
    next_cursor: str | None


def encode_cursor(*position: str | float | datetime) -> str:
    """Return an opaque cursor for the row at `position`."""
    plain = [part.isoformat() if isinstance(part, datetime) else part for part in position]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> tuple[str | float | datetime, ...]:
    """Return the position in a cursor. Raises InvalidInput if it is no cursor of this list."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(position, list):
            raise _invalid_cursor()
        return tuple(_part(part, kind) for part, kind in zip(position, kinds, strict=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise _invalid_cursor() from error


def _part(part: object, kind: type) -> str | float | datetime:
    if kind is datetime and isinstance(part, str):
        moment = datetime.fromisoformat(part)
        if moment.tzinfo is not None:
            return moment
    if kind is str and isinstance(part, str):
        return part
    if kind is int and isinstance(part, int) and -(2**63) <= part < 2**63:
        return part
    if kind is float and isinstance(part, int | float) and math.isfinite(part):
        return float(part)
    raise _invalid_cursor()


def _invalid_cursor() -> InvalidInput:
    return InvalidInput(
        "This page of the list cannot be found.", field="cursor", advice="Start at the first page."
    )


def clamp_limit(limit: int) -> int:
    """Return `limit`, at least 1 and at most MAX_PAGE."""
    return max(1, min(limit, MAX_PAGE))


def cut_page(rows: Sequence[T], limit: int, cursor_of: Callable[[T], str]) -> Page[T]:
    """Return a page from `limit` + 1 selected rows; the extra row shows that there are more."""
    shown = tuple(rows[: clamp_limit(limit)])
    return Page(rows=shown, next_cursor=cursor_of(shown[-1]) if len(rows) > len(shown) else None)
