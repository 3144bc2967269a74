"""The text around the figures of a page: its lead, notes and section titles."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from app.ui import html
from app.ui.html import multiline


def lead(text: str) -> None:
    """Draw the sentence that says what the figures mean."""
    html.draw(Markup('<p class="rein-lede">{}</p>').format(multiline(text)))


def note(text: str) -> None:
    """Draw an explanation beside the figures."""
    html.draw(Markup('<p class="rein-note">{}</p>').format(multiline(text)))


def chart_head(question: str, basis: str) -> None:
    """Draw what a chart asks, and what it is made of, above it: a title inside cannot wrap."""
    html.draw(
        Markup('<p class="rein-chart-head"><b>{}</b><span class="rein-note">{}</span></p>').format(
            multiline(question), multiline(basis)
        )
    )


def section(title: str) -> None:
    """Begin a section of the page."""
    st.subheader(title, anchor=False)


@contextmanager
def phone_fold(title: str, *, key: str) -> Iterator[None]:
    """Draw a section that a phone folds below its title; a wide screen shows it all.

    The style sheet shows one of the two titles. The folded one is the browser's own `details`, so
    keyboard and screen reader work without a script.
    """
    with st.container(key=f"phone-fold-{key}"):
        section(title)
        html.draw(
            Markup('<details class="rein-fold"><summary><h3>{}</h3></summary></details>').format(
                title
            )
        )
        yield
