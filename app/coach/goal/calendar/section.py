"""The calendar section of a goal's page, folded and read only when it is opened."""

from functools import partial

import streamlit as st

from app import services
from app.coach.goal.calendar import draw, load, present, reminders
from app.site import is_local, site
from app.ui import notice
from core.usecases.goals.get_goal import GoalView

KEY = "goal.calendar"
TIME_PLACE = f"{KEY}.time"
"""Where messages about the time of day stand: below what was changed, so that it does not move."""


def show(view: GoalView) -> None:
    """Draw the section as a fragment, so that using it redraws nothing else."""
    st.fragment(_show)(view.goal_id)


def _show(goal_id: str) -> None:
    fold = st.expander(
        "Put this plan in your calendar", key=KEY, on_change="rerun", icon=":material/event:"
    )
    if not fold.open:
        return
    with fold:
        now = services.now()
        draw.show_download(partial(load.write_file, goal_id), key=KEY)
        wanted = None if draw.show_scope(key=KEY) else goal_id
        address = st.session_state.get(_address_key(wanted))
        feed = load.find_feed(wanted)
        draw.show_feed(
            feed,
            now=now,
            key=KEY,
            create=partial(_create, wanted),
            revoke=partial(_revoke, wanted),
        )
        notice.show(KEY)
        if address is not None and feed is not None:
            draw.show_address(address, local=is_local(site()))
        reminders.show(load.get_preferences(), key=KEY, save=_save_preferences)
        notice.show(TIME_PLACE)
        draw.show_links(load.find_next_task(goal_id), today=now.date(), key=KEY)


def _create(goal_id: str | None) -> None:
    def create() -> None:
        st.session_state[_address_key(goal_id)] = load.add_feed(goal_id)

    notice.attempt(create, place=KEY)


def _revoke(goal_id: str | None) -> None:
    st.session_state.pop(_address_key(goal_id), None)
    done = "The address no longer works."
    notice.attempt(partial(load.revoke_feed, goal_id), done=done, place=KEY)


def _save_preferences() -> None:
    before = load.get_preferences()
    at = present.times_to_choose(before.at)[st.session_state[f"{KEY}.at"]]
    alarm = present.alarms_to_choose(before.alarm_minutes)[st.session_state[f"{KEY}.alarm"]]
    notice.attempt(partial(load.save_preferences, at, alarm), done="Saved.", place=TIME_PLACE)


def _address_key(goal_id: str | None) -> str:
    """Return where the session has a new address; the database has only its hash."""
    return f"{KEY}.address.{goal_id or 'all'}"
