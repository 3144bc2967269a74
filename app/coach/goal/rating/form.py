"""Rate a result: stars, four yes-no questions and a comment, all of which can be changed."""

from enum import StrEnum

import streamlit as st

from app.coach.goal.rating import given, stars
from app.ui import notice
from core.quality.rating import RATING_QUESTIONS, Rating
from core.usecases.ratings.list_ratings import RatingChange, RatingRecord

PLACE = "rating"
LOW_STARS = 2.5
"""With so few stars or fewer, the page offers what could be changed."""


class Choice(StrEnum):
    """Actions other than sending a draft."""

    WITHDRAW = "withdraw"


def show(
    rating: RatingRecord | None, history: tuple[RatingChange, ...], *, key: str
) -> Rating | Choice | None:
    """Draw the form, or the rating with the form folded. Return what the person sends."""
    notice.show(PLACE)
    if rating is None:
        st.caption(
            "How good is this for you? Stars are enough; the rest helps to make the next answer "
            "better."
        )
        draft = _ask(None, key=f"{key}.new{given.turn(history)}")
        given.show_history(history)
        return draft
    given.show_thanks(rating)
    choice: Rating | Choice | None = None
    # The key counts the changes, so that the form always begins with what is stored.
    with st.expander("Change or take back your rating", key=f"{key}.fold{given.turn(history)}"):
        choice = _ask(rating, key=f"{key}.{given.turn(history)}")
        if st.button("Take it back", key=f"{key}.withdraw", type="tertiary"):
            choice = Choice.WITHDRAW
    given.show_history(history)
    return choice


def does_not_fit(rating: RatingRecord) -> bool:
    """Return whether the person says that the result is not right for them."""
    return rating.stars <= LOW_STARS or rating.personalization is False


def _ask(rating: RatingRecord | None, *, key: str) -> Rating | None:
    """Draw the form filled with the stored rating. Return the rating once it is sent."""
    chosen = stars.half_stars(
        "Your rating, in stars", key=f"{key}.stars", value=None if rating is None else rating.stars
    )
    answers: dict[str, bool | None] = {}
    columns = st.grid(columns=4, min_column_width=170)
    for name in RATING_QUESTIONS:
        with columns:
            answers[name] = _yes_no(name, rating, key=key)
    # In a form, leaving the field runs nothing: such a run can cross a click on another page's
    # link, and then neither page is drawn.
    with st.form(f"{key}.form", border=False):
        comment = st.text_area(
            "What should be different? (optional)",
            value="" if rating is None else rating.comment,
            key=f"{key}.comment",
            height=96,
            placeholder="For example: the first week is too much next to my job.",
        )
        sent = st.form_submit_button(
            "Change my rating" if rating else "Send rating", type="primary", key=f"{key}.send"
        )
    if not sent:
        return None
    if chosen is None:
        st.warning(
            "Choose the stars first: half a star to five. Nothing was sent yet.",
            icon=":material/star:",
        )
        return None
    return Rating(stars=chosen, comment=comment or "", **answers)


def _yes_no(name: str, rating: RatingRecord | None, *, key: str) -> bool | None:
    before: bool | None = None if rating is None else getattr(rating, name)
    chosen = st.segmented_control(
        RATING_QUESTIONS[name],
        ("Yes", "No"),
        default=None if before is None else ("Yes" if before else "No"),
        key=f"{key}.{name}",
    )
    return None if chosen is None else chosen == "Yes"
