"""What a page shows when it has nothing to show: why, and the one thing to do about it."""

import streamlit as st

from app.widgets.text import markup
from core.errors import NotAllowed, NotFound, ReinError


def show(title: str, *, hint: str = "") -> None:
    """Draw an empty state. A button that helps is drawn by the page below it."""
    said = f"<p>{markup(hint)}</p>" if hint else ""
    st.html(f'<div class="rein-call none"><b>{markup(title)}</b>{said}</div>')


def show_error(error: ReinError, *, trace_id: str | None = None) -> None:
    """Draw an expected error: what happened, and what to do."""
    tone = "none" if isinstance(error, NotFound | NotAllowed) else "bad"
    advice = f"<p>{markup(error.advice)}</p>" if error.advice else ""
    trace = (
        f'<p class="rein-note">Trace <span class="rein-mono">{markup(trace_id)}</span></p>'
        if trace_id
        else ""
    )
    st.html(
        f'<div class="rein-call {tone}" role="alert"><b>{markup(error.message)}</b>{advice}{trace}</div>'
    )
