"""Tick, skip and move tasks as the person who is signed in."""

from datetime import date
from functools import partial

import streamlit as st

from app import auth, services
from app.coach.today import answers, load
from app.ui import notice
from core import formats
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import SkipReason, TaskToday, Today
from core.usecases.plans.move_task import move_task
from core.usecases.plans.skip_task import reopen_task, skip_task

PLACE = "today"
_TICKED = "today.ticked"


def tick(one: TaskToday, key: str) -> None:
    """Store whether a task is done; the day that is drawn next answers with what comes then."""
    done = bool(st.session_state[key])
    if _store(one, done=done) and done:
        st.session_state[_TICKED] = one


def untick(one: TaskToday) -> None:
    """Take a tick back."""
    if _store(one, done=False):
        notice.post(f"Not done yet: {one.task.title}.", place=PLACE)


def _store(one: TaskToday, *, done: bool) -> bool:
    store = partial(
        complete_task,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=one.goal_id,
        task_id=one.task.id,
        done=done,
    )
    return notice.attempt(store, place=PLACE)


def answer_tick(today: Today) -> None:
    """Post the answer to the tick that led to this drawing; its task may be out of sight."""
    one = st.session_state.pop(_TICKED, None)
    if isinstance(one, TaskToday):
        answer = answers.answer_tick(one.task.title, today)
        notice.post(answer, place=PLACE, undo=partial(untick, one))


def skip(one: TaskToday, key: str) -> None:
    """Leave a task out for the reason chosen in the widget `key`."""
    reason = st.session_state.get(key)
    if reason is None:
        return
    store = partial(
        skip_task,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=one.goal_id,
        task_id=one.task.id,
        reason=SkipReason(reason),
    )
    before = load.reserve_left(one.goal_id)
    if notice.attempt(store, place=PLACE):
        left = load.reserve_left(one.goal_id)
        answer = answers.answer_skip(one.task.title, reserve_before=before, reserve_left=left)
        notice.post(answer, place=PLACE, undo=partial(reopen, one))


def move(one: TaskToday, day: date) -> None:
    """Make a task due on another day."""
    notice.attempt(
        partial(
            move_task,
            services.rein(),
            viewer=auth.current_viewer(),
            goal_id=one.goal_id,
            task_id=one.task.id,
            day=day,
        ),
        done=f"Moved to {formats.weekday(day)}: {one.task.title}.",
        place=PLACE,
    )


def reopen(one: TaskToday) -> None:
    """Take a skip back."""
    notice.attempt(
        partial(
            reopen_task,
            services.rein(),
            viewer=auth.current_viewer(),
            goal_id=one.goal_id,
            task_id=one.task.id,
        ),
        done=f"Back on your list: {one.task.title}.",
        place=PLACE,
    )
