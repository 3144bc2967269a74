"""The share section of a goal's page, folded and read only when it is opened."""

from functools import partial

import streamlit as st

from app import auth, services
from app.coach.goal.share import coaches, draw, load
from app.site import is_local, site
from app.ui import notice
from core.usecases.goals.get_goal import GoalView

KEY = "goal.share"


def show(view: GoalView) -> None:
    """Draw the section as a fragment, so that using it redraws nothing else."""
    st.fragment(_show)(view.goal_id)


def _show(goal_id: str) -> None:
    fold = st.expander("Share this plan", key=KEY, on_change="rerun", icon=":material/share:")
    if not fold.open:
        return
    with fold:
        draw.show_scope()
        days = draw.show_period(key=KEY)
        link = load.find_link(goal_id)
        draw.show_link(
            link,
            now=services.now(),
            key=KEY,
            create=partial(_create, goal_id, days),
            revoke=partial(_revoke, goal_id),
        )
        notice.show(KEY)
        address = st.session_state.get(_address_key(goal_id))
        if address is not None and link is not None:
            draw.show_address(address, local=is_local(site()))
        if auth.needs_account(services.rein().settings):
            coaches.show(goal_id)


def _create(goal_id: str, days: int) -> None:
    def create() -> None:
        st.session_state[_address_key(goal_id)] = load.add_link(goal_id, days)

    notice.attempt(create, place=KEY)


def _revoke(goal_id: str) -> None:
    st.session_state.pop(_address_key(goal_id), None)
    done = "The link no longer works."
    notice.attempt(partial(load.revoke_link, goal_id), done=done, place=KEY)


def _address_key(goal_id: str) -> str:
    """Return where the session has a new link; the database has only its hash."""
    return f"{KEY}.address.{goal_id}"
