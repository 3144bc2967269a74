"""Tick, skip and move tasks as the person who is signed in."""

from datetime import date
from functools import partial

import streamlit as st

from app import auth, services
from app.coach.today import present
from app.ui import notice
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import SkipReason, TaskToday, Today
from core.usecases.plans.move_task import move_task
from core.usecases.plans.skip_task import reopen_task, skip_task

PLACE = "today"
_TICKED = "today.ticked"


def tick(one: TaskToday, key: str) -> None:
    """Store whether a task is done; the day that is drawn next answers with what comes then."""
    done = bool(st.session_state[key])
    store = partial(
        complete_task,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=one.goal_id,
        task_id=one.task.id,
        done=done,
    )
    if notice.attempt(store, place=PLACE) and done:
        st.session_state[_TICKED] = one.task.title


def answer_tick(today: Today) -> None:
    """Post the answer to the tick that led to this drawing, if one did."""
    title = st.session_state.pop(_TICKED, None)
    if title is not None:
        notice.post(present.answer(title, today), place=PLACE)


def skip(one: TaskToday, key: str) -> None:
    """Leave a task out for the reason chosen in the widget `key`."""
    reason = st.session_state.get(key)
    if reason is not None:
        notice.attempt(
            partial(
                skip_task,
                services.rein(),
                viewer=auth.current_viewer(),
                goal_id=one.goal_id,
                task_id=one.task.id,
                reason=SkipReason(reason),
            ),
            done=f"Skipped: {one.task.title}. You can undo this below.",
            place=PLACE,
        )


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
        done=f"Moved to {day:%A}: {one.task.title}.",
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
