"""Rating a result: stars, four yes-no questions and a comment; all of it can be changed or taken back."""

from enum import StrEnum

import streamlit as st

from app.widgets import dates, notice, stars
from app.widgets.text import markup
from core.quality.rating import Rating
from core.store.ratings.read import RatingChange
from core.store.ratings.values import RATING_DIMENSIONS, RatingRecord

PLACE = "rating"
QUESTIONS = {
    "usefulness": "Is it useful to you?",
    "clarity": "Is it clear what to do?",
    "motivation": "Does it make you want to start?",
    "personalization": "Does it fit your life?",
}


class Choice(StrEnum):
    """What the person asks for besides sending a draft."""

    WITHDRAW = "withdraw"


def show(
    rating: RatingRecord | None, history: tuple[RatingChange, ...], *, key: str
) -> Rating | Choice | None:
    """Draw the rating: the form, or thanks with the form folded behind it. Returns what was sent."""
    st.header("Your rating", anchor="rating")
    notice.show(PLACE)
    if rating is None:
        st.caption(
            "How good is this for you? Stars are enough; the rest helps to make the next answer better."
        )
        draft = _ask(None, key=f"{key}.new{len(history)}")
        _history(history)
        return draft
    _thanks(rating)
    choice: Rating | Choice | None = None
    # The key counts the changes, so that the form always begins with what is stored.
    with st.expander("Change or take back your rating", key=f"{key}.fold{len(history)}"):
        choice = _ask(rating, key=f"{key}.{len(history)}")
        if st.button("Take it back", key=f"{key}.withdraw", type="tertiary"):
            choice = Choice.WITHDRAW
    _history(history)
    return choice


def _thanks(rating: RatingRecord) -> None:
    answers = [
        f"{QUESTIONS[name]} {'Yes' if answer else 'No'}"
        for name in RATING_DIMENSIONS
        if (answer := getattr(rating, name)) is not None
    ]
    comment = (
        f'<blockquote class="coach-comment">{markup(rating.comment)}</blockquote>'
        if rating.comment
        else ""
    )
    st.html(
        f'<div class="coach"><p class="coach-lead">Thank you. You gave <b>{rating.stars:g} of 5 stars</b>. '
        f"{stars.drawn(rating.stars)}</p>"
        f'<p class="coach-meta">{markup(" · ".join(answers))}</p>{comment}'
        '<p class="coach-meta">Your rating is kept with the trace of this result and counts in the figures by which '
        "the coach's prompts and models are chosen. The people who run Rein read the comments.</p></div>"
    )


def _ask(rating: RatingRecord | None, *, key: str) -> Rating | None:
    """Draw the form with the present rating in it. Returns what to store, once it is sent."""
    given = stars.half_stars(
        "Your rating, in stars", key=f"{key}.stars", value=None if rating is None else rating.stars
    )
    answers: dict[str, bool | None] = {}
    columns = st.grid(columns=4, min_column_width=170)
    for name in RATING_DIMENSIONS:
        with columns:
            answers[name] = _yes_no(name, rating, key=key)
    comment = st.text_area(
        "What should be different? (optional)",
        value="" if rating is None else rating.comment,
        key=f"{key}.comment",
        height=96,
        placeholder="For example: the first week is too much next to my job.",
    )
    sent = st.button(
        "Change my rating" if rating else "Send rating", type="primary", key=f"{key}.send"
    )
    if not sent:
        return None
    if given is None:
        st.warning(
            "Choose the stars first: half a star to five. Nothing was sent yet.",
            icon=":material/star:",
        )
        return None
    return Rating(stars=given, comment=comment or "", **answers)


def _yes_no(name: str, rating: RatingRecord | None, *, key: str) -> bool | None:
    before: bool | None = None if rating is None else getattr(rating, name)
    chosen = st.segmented_control(
        QUESTIONS[name],
        ("Yes", "No"),
        default=None if before is None else ("Yes" if before else "No"),
        key=f"{key}.{name}",
    )
    return None if chosen is None else chosen == "Yes"


def _history(history: tuple[RatingChange, ...]) -> None:
    """Draw every earlier state of the rating, newest first; a single state is no history."""
    if len(history) < 2:
        return
    rows = "".join(f"<li>{_change(change)}</li>" for change in reversed(history))
    st.html(
        '<details class="coach coach-fold"><summary>How your rating changed</summary>'
        f'<ul class="coach-list">{rows}</ul></details>'
    )


def _change(change: RatingChange) -> str:
    day = dates.day(change.changed_at.astimezone().date())
    if change.withdrawn:
        return f"{day}: taken back"
    comment = f" “{markup(change.comment)}”" if change.comment else ""
    return f"{day}: {change.stars:g} of 5 stars{comment}"
