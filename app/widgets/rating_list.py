"""Ratings as a list: stars, words, and where they came from."""

from datetime import datetime

from app.widgets import csv_file, formats, table
from app.widgets.table import Cell, Column
from core.store.ratings.read import RatingRow

_COLUMNS = (
    Column(title="Stars", right=True),
    Column(title="Comment", wide=True),
    Column(title="Goal", wide=True),
    Column(title="When"),
    Column(title="Prompt"),
    Column(title="Trace", mono=True),
)
_LONG = 280

_IN_FILE = tuple(name for name in RatingRow.__slots__ if name not in {"user_id", "author_name"})
"""Who a person is stays in Rein."""


def show(rows: tuple[RatingRow, ...], *, now: datetime, key: str) -> str | None:
    """Draw the ratings; returns where the person wants to go."""
    return table.show(
        _COLUMNS, tuple(_cells(row, now) for row in rows), caption="Latest comments", key=key
    )


def _cells(row: RatingRow, now: datetime) -> tuple[Cell, ...]:
    comment = row.comment if len(row.comment) <= _LONG else row.comment[: _LONG - 1] + "…"
    return (
        Cell(text=f"{row.stars:g}"),
        Cell(text=comment or "No words"),
        Cell(text=row.goal_title or "Goal", to=f"goal?id={row.goal_id}" if row.goal_id else ""),
        Cell(text=formats.short_moment(row.created_at, now=now)),
        Cell(text=row.prompt_version or formats.UNKNOWN),
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
    )


def as_csv(rows: list[RatingRow]) -> bytes:
    """Return ratings as CSV for a spreadsheet; a question nobody answered is an empty cell, never a no."""
    return csv_file.write(_IN_FILE, rows)
