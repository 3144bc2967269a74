"""The coaches of a goal: invite one by a link, see who is there, and end it."""

from datetime import datetime
from functools import partial

import streamlit as st

from app import auth, services
from app.coach.goal.share import draw, members
from app.site import site
from app.ui import notice, page_text
from app.ui.text import plain
from core import formats
from core.usecases.coaches.invitations import (
    NamedCoaching,
    invite_coach,
    list_coaches,
    remove_coach,
)

KEY = "goal.coaches"


def show(goal_id: str) -> None:
    """Draw who coaches, what ends it, and the button that invites."""
    st.divider()
    st.markdown(
        "**A coach.** Somebody with an account here sees this goal's plan, progress and check-ins "
        "with your notes, and nothing else of you. They can change nothing."
    )
    found = list_coaches(services.rein(), viewer=auth.current_viewer(), goal_id=goal_id)
    for one in found:
        show_one(one)
    days = draw.show_period(key=KEY, label="How long a new coach sees it")
    st.button(
        "Invite a coach",
        icon=":material/person_add:",
        key=f"{KEY}.invite",
        on_click=invite,
        args=(goal_id, days),
    )
    members.show(goal_id, days=days, key=KEY)
    notice.show(KEY)
    new_id, address = st.session_state.get(_address_key(goal_id), ("", ""))
    if any(one.coaching.id == new_id and one.coaching.waits(services.now()) for one in found):
        show_address(address)


def show_address(address: str) -> None:
    """Draw a new link, until it is used, taken back or the page is closed."""
    st.markdown(
        "Send this link to one person. It works once, for a week. **It won't be shown again.**"
    )
    st.code(address, language=None, wrap_lines=True)


def show_one(one: NamedCoaching) -> None:
    """Draw one invitation or coach, with what ends it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        page_text.note(state_of(one, now=services.now()))
        st.button(
            f"Remove {plain(one.coach)}" if one.coach is not None else "Withdraw",
            help="They no longer see this goal, at once." if one.coach is not None else None,
            key=f"{KEY}.{one.coaching.id}.remove",
            on_click=remove,
            args=(one.coaching.goal_id, one.coaching.id),
            kwargs={"waits": one.coach is None},
        )


def state_of(one: NamedCoaching, *, now: datetime) -> str:
    """Return who may see the goal, and until when."""
    until = formats.short_moment(one.coaching.expires_at, now=now)
    if one.coaching.coach_id is not None:
        word = "sees this goal until" if now < one.coaching.expires_at else "saw this goal until"
        return f"{one.coach} {word} {until}."
    if one.coaching.waits(now):
        return f"An invitation waits for its coach, who could see this goal until {until}."
    return "An invitation was not used in its week."


def invite(goal_id: str, days: int) -> None:
    """Make a link, which is shown once."""
    viewer = auth.current_viewer()

    def make() -> None:
        made = invite_coach(services.rein(), viewer=viewer, goal_id=goal_id, days=days)
        st.session_state[_address_key(goal_id)] = made.coaching.id, f"{site()}{made.path}"

    notice.attempt(make, place=KEY)


def remove(goal_id: str, coaching_id: str, *, waits: bool) -> None:
    """End what a coach or an invitation may see."""
    change = partial(remove_coach, services.rein(), viewer=auth.current_viewer())
    notice.attempt(
        lambda: change(goal_id=goal_id, coaching_id=coaching_id),
        done="It is withdrawn." if waits else "They no longer see this goal.",
        place=KEY,
    )


def _address_key(goal_id: str) -> str:
    """Return where the session has a new link with its invitation."""
    return f"{KEY}.address.{goal_id}"
