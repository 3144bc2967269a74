"""Read what others share with the person who is signed in."""

from functools import partial

import streamlit as st

from app import auth, services
from app.ui import notice
from core.usecases.coaches import coached_goals, invitations
from core.usecases.coaches.coached_goals import CoachedGoal
from core.usecases.coaches.invitations import NamedCoaching


def list_goals() -> tuple[NamedCoaching, ...]:
    """Return the goals, newest first."""
    return coached_goals.list_coached_goals(services.rein(), viewer=auth.current_viewer())


def get_goal(goal_id: str) -> CoachedGoal:
    """Return one goal. Raises NotFound if it is not shared."""
    rein, viewer = services.rein(), auth.current_viewer()
    return coached_goals.get_coached_goal(rein, viewer=viewer, goal_id=goal_id)


def find_invitation(secret: str) -> NamedCoaching | None:
    """Return the invitation of a link, or None."""
    rein, viewer = services.rein(), auth.current_viewer()
    return invitations.find_invitation(rein, viewer=viewer, secret=secret)


def accept(secret: str) -> None:
    """Become the coach, and go on to the goal."""
    rein, viewer = services.rein(), auth.current_viewer()

    def join() -> None:
        goal_id = invitations.accept_invitation(rein, viewer=viewer, secret=secret)
        st.query_params.clear()
        st.query_params["goal"] = goal_id

    notice.attempt(join)


def leave(goal_id: str) -> None:
    """Stop being the coach."""
    viewer = auth.current_viewer()
    leave_it = partial(coached_goals.leave_goal, services.rein(), viewer=viewer, goal_id=goal_id)
    if notice.attempt(leave_it, done="You no longer see this goal."):
        st.query_params.clear()
