"""Keyset pages: the next page starts after a known row, so page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.errors import InvalidInput

T = TypeVar("T")

MAX_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the page after them; None where there is none."""

    rows: tuple[T, ...]
    next_cursor: str | None


def encode_cursor(*position: str | int) -> str:
    """Return an opaque cursor for the row at `position`."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> tuple[str | int, ...]:
    """Return the position in a cursor. Raises InvalidInput where it is not one of this list's cursors."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        position = None
    if not isinstance(position, list) or [type(part) for part in position] != list(kinds):
        raise InvalidInput("This page of the list cannot be found.", field="cursor", advice="Start at the first page.")
    return tuple(position)


def clamp(limit: int) -> int:
    """Return a page length that is never absurd."""
    return max(1, min(limit, MAX_PAGE))
