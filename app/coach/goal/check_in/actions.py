"""Carry out the actions of the check-in section, then draw it again."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from app import auth, services
from app.coach.goal.check_in import form, other_numbers
from app.coach.goal.check_in.ending import Ending
from app.ui import notice
from core.ids import new_id
from core.progress.check_in import CheckIn
from core.usecases.check_ins import check_in as check_ins
from core.usecases.check_ins.delete_check_in import delete_check_in, restore_check_in
from core.usecases.check_ins.finish_goal import finish_goal

PLACE = "goal.check_in"
_DELETED = f"{PLACE}.deleted"


def form_id(goal_id: str) -> str:
    """Return the id of the form on the page: the key under which a double click is stored once."""
    made: str = st.session_state.setdefault(f"{PLACE}.id.{goal_id}", new_id())
    return made


def send(goal_id: str, sent: str, form_key: str, metrics: Sequence[str] = ()) -> None:
    """Store a check-in under the id of the form it was sent with, and begin a new form.

    `metrics` are the plan's other metrics, whose numbers are measurements of the goal.
    """
    store = partial(
        check_ins.check_in,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        report=form.read(form_key),
        key=f"page:{sent}",
    )
    if notice.attempt(store, place=PLACE):
        other_numbers.add(goal_id, form_key, metrics, place=PLACE)
        _begin_new(goal_id)


def change(check_in: CheckIn, form_key: str) -> None:
    """Replace the report of the newest check-in."""
    store = partial(
        check_ins.change_check_in,
        services.rein(),
        viewer=auth.current_viewer(),
        check_in_id=check_in.id,
        report=form.read(form_key),
    )
    if notice.attempt(store, place=PLACE, done="Changed, and answered again."):
        _begin_new(check_in.goal_id)


def delete(check_in: CheckIn) -> None:
    """Delete a check-in, and remember it until the person leaves, so that it can come back."""
    remove = partial(
        delete_check_in,
        services.rein(),
        viewer=auth.current_viewer(),
        check_in_id=check_in.id,
    )
    if notice.attempt(remove, place=PLACE):
        st.session_state[_DELETED] = check_in
        _begin_new(check_in.goal_id)


def deleted(goal_id: str) -> CheckIn | None:
    """Return the check-in of a goal that was deleted last, or None."""
    found = st.session_state.get(_DELETED)
    return found if isinstance(found, CheckIn) and found.goal_id == goal_id else None


def restore(check_in: CheckIn) -> None:
    """Bring a deleted check-in back."""
    st.session_state.pop(_DELETED, None)
    bring_back = partial(
        restore_check_in, services.rein(), viewer=auth.current_viewer(), check_in=check_in
    )
    notice.attempt(bring_back, place=PLACE, done="It is back.")


def finish(goal_id: str, ending: Ending | None) -> None:
    """Finish a goal, and draw the whole page again."""
    if ending is None:
        return
    store = partial(
        finish_goal,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        retrospective=ending.retrospective,
        value=ending.value,
        key=f"page:{form_id(goal_id)}",
    )
    if notice.attempt(store, place=PLACE):
        _begin_new(goal_id)
    st.rerun()


def _begin_new(goal_id: str) -> None:
    st.session_state[f"{PLACE}.id.{goal_id}"] = new_id()
