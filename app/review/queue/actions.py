"""What a labeller does: save and go on, skip, undo."""

from dataclasses import dataclass

import streamlit as st

from app.review.queue import load, present
from app.review.queue.draft import Draft
from app.ui import notice
from core.usecases.labels.get_queue import Queue, StoredItem

ITEM = "item"  # query parameter: an item that was chosen by hand
_BACK = "queue.back"
"""The item that an undo brought back; it still came from the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The item on the page, and how it came there."""

    queue: Queue
    stored: StoredItem
    blind: bool

    @property
    def from_queue(self) -> bool:
        """Return True unless the person opened it by hand."""
        return st.query_params.get(ITEM) in {None, st.session_state.get(_BACK)}


def save(shown: Shown, draft: Draft) -> None:
    """Store the label and go on to the next item; the scores are shown now."""
    stored, verdict = shown.stored, draft.verdict()

    def store() -> None:
        load.label(stored.row.id, verdict, from_queue=shown.from_queue, blind=shown.blind)

    if not notice.attempt(store):
        return
    draft.forget()
    go_on()
    given = f"You: {present.verdict_text(verdict)}. {present.scores_text(stored.item)}"
    reason = present.REASONS[shown.queue.came_by]
    notice.post(f"{given} {reason}", undo=lambda: take_back(stored))


def skip(stored: StoredItem) -> None:
    """Put the item at the end and go on."""
    if notice.attempt(lambda: load.skip(stored.row.id)):
        go_on()
        notice.post(f"Skipped: {stored.row.title[:60]}", undo=lambda: undo_skip(stored))


def take_back(stored: StoredItem) -> None:
    """Withdraw the label that was just given, and show its item again."""
    if notice.attempt(lambda: load.withdraw(stored.row.subject), done="Your label is taken back."):
        _bring_back(stored.row.id)


def undo_skip(stored: StoredItem) -> None:
    """Show the item that was just skipped."""
    if notice.attempt(lambda: load.undo_skip(stored.row.id)):
        _bring_back(stored.row.id)


def go_on() -> None:
    """Leave a chosen item for the queue."""
    st.query_params.pop(ITEM, None)
    st.session_state.pop(_BACK, None)


def _bring_back(item_id: str) -> None:
    st.session_state[_BACK] = item_id
    st.query_params[ITEM] = item_id
