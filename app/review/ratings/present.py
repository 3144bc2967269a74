"""The list of ratings in words, as table rows and as a file."""

from dataclasses import fields
from datetime import datetime

from app.review.ratings import address
from app.ui import csv_file
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats
from core.usecases.ratings.get_themes import Theme
from core.usecases.ratings.list_inbox import MAX_COUNTED, InboxRow, Order

COLUMNS = (
    Column(title="Stars", right=True),
    Column(title="Comment", wide=True),
    Column(title="When", plain=True),
    Column(title="Answer"),
)
NONE_MATCH = (
    "People rate a plan at the end of its page. If there are older or other ratings, choose a "
    "longer window, fewer filters or other words."
)
_MAX_CHARACTERS = 90
_PRIVATE = {"user_id", "author_name"}
_EXPORTED = tuple(field.name for field in fields(InboxRow) if field.name not in _PRIVATE)
"""Columns of the file; it does not say who a person is."""


def sentence(count: int, *, order: Order, theme: Theme | None) -> str:
    """Return how many ratings match, and in which order."""
    least = "At least " if count >= MAX_COUNTED else ""
    match = "matches" if count == 1 else "match"
    first = "lowest first" if order is Order.LOWEST else "newest first"
    of = f" the theme “{theme.label}”" if theme is not None else ""
    return f"{least}{formats.pluralize(count, 'rating')} {match}{of}; {first}."


def cells(row: InboxRow, *, chosen: str, now: datetime) -> tuple[Cell, ...]:
    """Return a rating as a table row; the chosen one has a mark."""
    key = address.key_of(row)
    return (
        Cell(text=f"{'▸ ' if key == chosen else ''}{row.stars:g}"),
        Cell(
            text=_short(row.comment) or "No comment",
            to=address.link_to(key),
            note=_short(row.goal_title or "a goal"),
        ),
        Cell(text=formats.past_day(row.created_at, now=now)),
        Cell(text="Answered", tone=Tone.GOOD) if row.is_answered else Cell(text=formats.UNKNOWN),
    )


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _MAX_CHARACTERS)


def as_csv(rows: list[InboxRow]) -> bytes:
    """Return ratings as CSV; an unanswered question is an empty cell, never a no."""
    return csv_file.write(_EXPORTED, rows)
