"""What those who run Rein answered to a rating: clearly marked once, then with the rating."""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join, multiline
from core import formats
from core.usecases.ratings.reply import Reply

_FRESH = "goal.rating.fresh"


def split_fresh(replies: Iterable[Reply]) -> tuple[tuple[Reply, ...], tuple[Reply, ...]]:
    """Return the answers that are new to the person in this visit, and the others."""
    shown = st.session_state.setdefault(_FRESH, set())
    fresh: list[Reply] = []
    others: list[Reply] = []
    for reply in replies:
        state = (reply.id, reply.changed_at)
        if reply.seen_at is None:
            shown.add(state)
        (fresh if state in shown else others).append(reply)
    return tuple(fresh), tuple(others)


def show_fresh(replies: tuple[Reply, ...], *, now: datetime) -> None:
    """Draw new answers so that they are not missed."""
    if replies:
        frame = Markup('<div class="rein-call" role="status"><b>{}</b>{}</div>')
        html.draw(frame.format("You said, we changed", _notes(replies, now)))


def show_earlier(replies: tuple[Reply, ...], *, now: datetime) -> None:
    """Draw answers that the person has seen before."""
    if replies:
        frame = Markup('<div class="coach"><p class="coach-meta">{}</p>{}</div>')
        html.draw(frame.format("Answers to your rating", _notes(replies, now)))


def _notes(replies: tuple[Reply, ...], now: datetime) -> Markup:
    return join(
        Markup('<p>{}</p><p class="coach-meta">{}{}</p>').format(
            multiline(reply.note),
            formats.short_moment(reply.changed_at, now=now),
            Markup("; in new plans since {}").format(reply.version) if reply.version else EMPTY,
        )
        for reply in replies
    )
