"""Draw the messages of a conversation: words, places they come from, and proposed changes."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from app.coach.goal.chat import edits
from app.ui.text import plain
from core import formats
from core.chat.message import ChatMessage, ChatRole, Citation, CitationKind
from core.plans.plan import Plan, Week

COACH, PERSON = ":material/school:", ":material/person:"
_NAMES = {ChatRole.COACH: "Coach", ChatRole.PERSON: "You"}


def show_message(message: ChatMessage, plan: Plan, *, today: date, fresh: bool, key: str) -> None:
    """Draw one message; a fresh answer streams in."""
    coach = message.role is ChatRole.COACH
    with st.chat_message(_NAMES[message.role], avatar=COACH if coach else PERSON):
        if fresh:
            st.write_stream(_words(plain(message.text)))
        else:
            st.markdown(plain(message.text))
        if message.note:
            st.caption(plain(message.note))
        if coach:
            _citations(message, plan, today=today, key=key)
            edits.show(message, key=key)


def show_writing(parts: Iterator[str]) -> None:
    """Draw an answer while the coach writes it."""
    with st.chat_message(_NAMES[ChatRole.COACH], avatar=COACH):
        st.write_stream(plain(part) for part in parts)


def _words(text: str) -> Iterator[str]:
    """Yield a text word by word, without any delay."""
    for word in text.split(" "):
        yield f"{word} "


def _citations(message: ChatMessage, plan: Plan, *, today: date, key: str) -> None:
    """Draw the places an answer comes from: a week opens in place, a source is a link."""
    shown = dict[str, Citation]()
    for citation in message.citations:
        name = citation.ref if citation.week is None else f"week{citation.week}"
        shown.setdefault(name, citation)
    if not shown:
        return
    with st.container(horizontal=True, key=f"{key}.from"):
        for name, citation in shown.items():
            if citation.kind is CitationKind.PASSAGE:
                label = plain(citation.label)
                st.caption(f"From [{label}]({citation.url})" if citation.url else f"From: {label}")
                continue
            week = next((w for w in plan.weeks if w.number == citation.week), None)
            if week is not None:
                _week(week, plan, today=today, key=f"{key}.{name}")


def _week(week: Week, plan: Plan, *, today: date, key: str) -> None:
    place = st.popover(f"Week {week.number}", type="tertiary", key=key, on_change="rerun")
    if not place.open:
        return
    with place:
        dates = formats.date_range(week.starts_on, plan.last_day_of(week))
        now = " (now)" if week.starts_on <= today <= plan.last_day_of(week) else ""
        st.markdown(f"**Week {week.number}**{now}: {plain(dates)}  \n{plain(week.focus)}")
        lines = [f"- {plain(t.title)}, {formats.minutes(t.minutes)}" for t in week.tasks]
        st.markdown("\n".join(lines))
