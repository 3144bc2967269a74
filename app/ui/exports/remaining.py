"""Says before a deletion what stays at receivers that cannot delete, with its trace ids."""

import streamlit as st

from app import auth, services
from app.ui import page_text
from core import formats
from core.usecases.exports.list_remaining import Remaining, list_remaining

HEIGHT = 150


def show(*, goal_id: str | None = None) -> None:
    """Draw what stays of one goal, or of all that the person did; nothing if all is deleted."""
    for left in list_remaining(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id):
        page_text.note(sentence(left))
        lines = "\n".join(left.trace_ids)
        st.code(lines, language=None, height=HEIGHT if len(left.trace_ids) > 4 else "content")


def sentence(left: Remaining) -> str:
    """Return who still has what, and what can be done about it."""
    count = formats.pluralize(len(left.trace_ids), "trace")
    return (
        f"{left.host} has received {count} of this, or may have. Rein cannot delete there: what it "
        "received stays, with your words. Copy these ids now, and ask those who run it to delete "
        "them."
    )
