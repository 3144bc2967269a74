"""Ratings with their comments as table rows, and as a CSV file."""

from datetime import datetime

from app.ui import csv_file
from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats
from core.usecases.ratings.list_ratings import RatingRow

COMMENT_COLUMNS = (
    Column(title="Stars", right=True),
    Column(title="Comment", wide=True),
    Column(title="Goal", wide=True),
    Column(title="When"),
    Column(title="Prompt"),
    Column(title="Trace", mono=True, plain=True),
)
_MAX_CHARACTERS = 280
_EXPORTED = tuple(name for name in RatingRow.__slots__ if name not in {"user_id", "author_name"})
"""Columns of the file; it does not say who a person is."""


def key_of(row: RatingRow) -> str:
    """Return what names a rating in the URL of the Ratings page."""
    return f"{row.trace_id}.{row.user_id}"


def comment_cells(row: RatingRow, *, now: datetime, to: str) -> tuple[Cell, ...]:
    """Return a rating as a table row; `to` is its place on the Ratings page."""
    comment = shorten(row.comment, _MAX_CHARACTERS)
    return (
        Cell(text=f"{row.stars:g}"),
        Cell(text=comment or "No comment", to=to),
        Cell(text=row.goal_title or "Goal", to=f"goal?id={row.goal_id}" if row.goal_id else ""),
        Cell(text=formats.short_moment(row.created_at, now=now)),
        Cell(text=row.prompt_version or formats.UNKNOWN),
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
    )


def as_csv(rows: list[RatingRow]) -> bytes:
    """Return ratings as CSV; an unanswered question is an empty cell, never a no."""
    return csv_file.write(_EXPORTED, rows)
