"""Collect many pages of a list into one file."""

from collections.abc import Callable
from typing import TypeVar

from core import formats
from core.usecases.traces.list_traces import Page

T = TypeVar("T")

MAX_EXPORTED = 5_000
"""Records in one file."""


def collect(find_page: Callable[[str | None], Page[T]], *, at_most: int = MAX_EXPORTED) -> list[T]:
    """Return the first `at_most` rows of a list."""
    rows: list[T] = []
    cursor: str | None = None
    while len(rows) < at_most:
        page = find_page(cursor)
        rows += page.rows
        cursor = page.next_cursor
        if cursor is None:
            break
    return rows[:at_most]


def export_label(count: int, noun: str) -> str:
    """Return the label of a download button: how many records the file has."""
    if count > MAX_EXPORTED:
        return f"Export the newest {formats.pluralize(MAX_EXPORTED, noun)} as CSV"
    return f"Export {formats.pluralize(count, noun)} as CSV"
