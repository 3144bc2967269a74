"""Plain rows of a name, a state in words, and the reason."""

import streamlit as st

from app.widgets.text import markup
from app.widgets.words import Tone, tag

Row = tuple[str, tuple[str, Tone] | str, str]
"""Name; a state with its tone, or a plain word; the reason."""


def show(rows: tuple[Row, ...]) -> None:
    """Draw the rows."""
    st.html(f'<div class="rein-rows">{"".join(_row(*row) for row in rows)}</div>')


def _row(name: str, state: tuple[str, Tone] | str, why: str) -> str:
    word = markup(state) if isinstance(state, str) else tag(markup(state[0]), state[1])
    return (
        f'<div><b>{markup(name)}</b><span>{word}</span><span class="why">{markup(why)}</span></div>'
    )
