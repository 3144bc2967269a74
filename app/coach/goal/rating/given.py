"""A rating that was given: thanks, its answers, and how it changed."""

import streamlit as st
from markupsafe import Markup

from app.coach.goal.rating import stars
from app.ui import html
from app.ui.html import EMPTY, join, multiline
from core import formats
from core.quality.rating import RATING_QUESTIONS
from core.usecases.ratings.list_ratings import RatingChange, RatingRecord

PAGE = 20
_SHOWN = "goal.rating.shown"


def show_thanks(rating: RatingRecord) -> None:
    """Draw what was given, and what it is used for."""
    answers = [
        f"{RATING_QUESTIONS[name]} {'Yes' if answer else 'No'}"
        for name in RATING_QUESTIONS
        if (answer := getattr(rating, name)) is not None
    ]
    comment = (
        Markup('<blockquote class="coach-comment">{}</blockquote>').format(
            multiline(rating.comment)
        )
        if rating.comment
        else EMPTY
    )
    html.draw(
        Markup(
            '<div class="coach"><p class="coach-lead">Thank you. You gave <b>{:g} of 5 stars</b>. '
            "{}</p>"
            '<p class="coach-meta">{}</p>{}'
            '<p class="coach-meta">Your rating is stored with the trace of this result and counts '
            "in the figures by which the coach's prompts and models are chosen. The people who run "
            "Rein read the comments.</p></div>"
        ).format(rating.stars, stars.stars_html(rating.stars), " · ".join(answers), comment)
    )


def show_history(history: tuple[RatingChange, ...]) -> None:
    """Draw the newest states of a rating that was changed, newest first."""
    if len(history) < 2:
        return
    newest = history[-shown() :]
    rows = join(Markup("<li>{}</li>").format(_change(change)) for change in reversed(newest))
    html.draw(
        Markup(
            '<details class="coach coach-fold"><summary>How your rating changed</summary>'
            '<ul class="coach-list">{}</ul></details>'
        ).format(rows)
    )
    if len(history) > len(newest):
        st.button("Show older ratings", key=f"{_SHOWN}.older", type="tertiary", on_click=_show_more)


def shown() -> int:
    """Return how many states are shown: twenty, and twenty more with each click."""
    return int(st.session_state.get(_SHOWN, PAGE))


def turn(history: tuple[RatingChange, ...]) -> str:
    """Return what is another one after each change, for the keys of the form."""
    if len(history) <= PAGE:
        return str(len(history))
    return history[-1].changed_at.isoformat()


def _show_more() -> None:
    st.session_state[_SHOWN] = shown() + PAGE


def _change(change: RatingChange) -> Markup:
    day = formats.day(change.changed_at.astimezone().date())
    if change.withdrawn:
        return Markup("{}: taken back").format(day)
    comment = Markup(" “{}”").format(multiline(change.comment)) if change.comment else EMPTY
    return Markup("{}: {:g} of 5 stars{}").format(day, change.stars, comment)
