"""Many pages of a list as one, for files."""

from collections.abc import Callable
from typing import TypeVar

from app.widgets import formats
from core.store.database.pagination import Page

T = TypeVar("T")

EXPORTED_AT_MOST = 5_000
"""Records in one file."""


def collect(
    find_page: Callable[[str | None], Page[T]], *, at_most: int = EXPORTED_AT_MOST
) -> list[T]:
    """Return the first rows of a list, walking its pages."""
    rows: list[T] = []
    cursor: str | None = None
    while len(rows) < at_most:
        page = find_page(cursor)
        rows += page.rows
        cursor = page.next_cursor
        if cursor is None:
            break
    return rows[:at_most]


def label(count: int, one: str) -> str:
    """Return what the button of a file says: how many records it will have, and where that is not all of them."""
    if count > EXPORTED_AT_MOST:
        return f"Export the newest {formats.counted(EXPORTED_AT_MOST, one)} as CSV"
    return f"Export {formats.counted(count, one)} as CSV"
