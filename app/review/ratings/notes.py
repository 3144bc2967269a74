"""What people were answered: each note with how many it went to, and how many saw it."""

from datetime import datetime

import streamlit as st

from app.review.ratings.load import list_sent_notes
from app.ui import table
from app.ui.table import Cell, Column
from core import formats
from core.usecases.ratings.list_notes import SentNote

COLUMNS = (
    Column(title="What changed", wide=True),
    Column(title="Since version"),
    Column(title="Answered", right=True),
    Column(title="Seen by", right=True),
    Column(title="When", plain=True),
)


def show(*, sample: bool, now: datetime) -> None:
    """Draw the notes, folded; nothing if no rating was answered yet."""
    notes = list_sent_notes(sample=sample)
    if not notes:
        return
    with st.expander(label(notes), key="ratings.notes"):
        table.show(
            COLUMNS,
            tuple(cells(one, now=now) for one in notes),
            caption="Notes that answered ratings, newest first",
            key="ratings.notes.table",
            page=table.BRIEF,
        )


def label(notes: tuple[SentNote, ...]) -> str:
    """Return how many ratings were answered, and with how many notes."""
    answered = formats.pluralize(sum(one.sent_to for one in notes), "rating")
    count = formats.pluralize(len(notes), "note")
    return f"What raters were answered: {count} to {answered}"


def cells(one: SentNote, *, now: datetime) -> tuple[Cell, ...]:
    """Return a note as a table row."""
    theme = f"to all of “{one.theme}”" if one.theme else ""
    return (
        Cell(text=one.note, note=theme),
        Cell(text=one.version or formats.UNKNOWN),
        Cell(text=formats.count(one.sent_to)),
        Cell(text=formats.count(one.seen)),
        Cell(text=formats.past_day(one.created_at, now=now)),
    )
