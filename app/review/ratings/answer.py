"""Answer a rating, or all ratings of a theme; change an answer or withdraw it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import streamlit as st
from markupsafe import Markup

from app.review.ratings import answer_actions
from app.review.ratings.load import Listing
from app.ui import html, notice, page_text
from app.ui.html import multiline
from core import formats
from core.usecases.ratings.get_rating import Reply
from core.usecases.ratings.get_themes import Theme
from core.usecases.ratings.reply import MAX_NOTE_CHARACTERS, Note

_HELP = "For example: your shifts now count when the days are chosen."


def show_answers(
    key: str, replies: tuple[Reply, ...], versions: tuple[str, ...], *, now: datetime
) -> None:
    """Draw the answers to a rating, or the form for the first one."""
    page_text.section("You said, we changed")
    notice.show("ratings.answer")
    if not replies:
        page_text.note("The person reads it at their goal, with the day and without your name.")
        _form(
            f"ratings.new.{key}",
            versions,
            "Answer this rating",
            partial(answer_actions.answer, key),
        )
    for reply in replies:
        _show(reply, now=now)
        with st.popover("Change or withdraw", key=f"ratings.change.{reply.id}"):
            if reply.sent_to > 1:
                page_text.note(f"{formats.pluralize(reply.sent_to, 'rating')} have this answer.")
            form_key = f"ratings.edit.{reply.id}.{reply.changed_at:%Y%m%d%H%M%S%f}"
            _form(form_key, versions, "Change", partial(answer_actions.change, reply.id), reply)
            st.button(
                "Withdraw",
                key=f"ratings.withdraw.{reply.id}",
                type="tertiary",
                on_click=answer_actions.withdraw,
                args=(reply.id,),
            )


def show_given(replies: tuple[Reply, ...], *, now: datetime) -> None:
    """Draw the answers to a rating of the sample, in which nothing is changed."""
    if replies:
        page_text.section("You said, we changed")
    for reply in replies:
        _show(reply, now=now)


def show_for_theme(theme: Theme, listing: Listing, versions: tuple[str, ...]) -> None:
    """Draw the form that answers all ratings of a theme at once."""
    notice.show("ratings.theme")
    with st.popover(f"Answer all {theme.n} ratings of this theme", key="ratings.theme"):
        page_text.note("Ratings that have an answer already keep it.")
        _form(
            "ratings.all",
            versions,
            "Answer all of them",
            partial(answer_actions.answer_all, listing),
        )


def _show(reply: Reply, *, now: datetime) -> None:
    seen = (
        f"seen {formats.short_moment(reply.seen_at, now=now)}" if reply.seen_at else "not seen yet"
    )
    since = f", changed since {reply.version}" if reply.version else ""
    theme = f", to all of “{reply.theme}”" if reply.theme else ""
    html.draw(
        Markup(
            '<blockquote class="rein-quote">{}</blockquote><p class="rein-note">{}, {}{}{}; {}.</p>'
        ).format(
            multiline(reply.note),
            reply.author_name or "Somebody whose account was deleted",
            formats.short_moment(reply.changed_at, now=now),
            since,
            theme,
            seen,
        )
    )


def _form(
    key: str,
    versions: tuple[str, ...],
    label: str,
    send: Callable[[Note], None],
    before: Reply | None = None,
) -> None:
    """Draw a form for a note; it is empty again once it was sent."""
    options = tuple(dict.fromkeys((*versions, before.version if before else "")))
    with st.form(key, border=False, clear_on_submit=before is None):
        text = st.text_area(
            "What changed?",
            value=before.note if before else "",
            key=f"{key}.note",
            height=96,
            max_chars=MAX_NOTE_CHARACTERS,
            placeholder=_HELP,
        )
        version = st.selectbox(
            "Changed since prompt version (optional)",
            [option for option in options if option],
            index=options.index(before.version) if before and before.version else None,
            key=f"{key}.version",
        )
        if st.form_submit_button(label, key=f"{key}.send"):
            send(Note(text=text or "", version=version or ""))
            st.rerun()
