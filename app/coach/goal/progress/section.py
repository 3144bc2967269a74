"""The section "Progress" of a goal: how it goes in a sentence, and the figures folded."""

from functools import partial

import streamlit as st

from app.coach.goal.progress import draw, form, load, present
from app.coach.goal.progress.form import Entry
from app.ui import empty, notice
from app.ui.text import plain
from core.errors import InvalidInput, ReinError
from core.progress.measurements import Measurement
from core.usecases.goals.get_goal import GoalView
from core.usecases.progress.get_progress import Progress

KEY = "goal.progress"
LABEL = "Progress: charts, milestones and your numbers"


def show(view: GoalView) -> None:
    """Draw the section as a fragment, so that entering a number redraws nothing else."""
    st.fragment(_show)(view.goal_id)


def _show(goal_id: str) -> None:
    try:
        progress = load.progress_of(goal_id)
    except ReinError as error:  # deleted in another tab, or the database is away
        empty.show_error(error)
        return
    if progress is None:
        return
    key = f"{KEY}.{goal_id}"
    if progress.has_begun:
        draw.show_summary(progress)
    fold = st.expander(LABEL, key=f"{key}.fold", on_change="rerun")
    if fold.open:
        with fold:
            _body(goal_id, progress, key=key)


def _body(goal_id: str, progress: Progress, *, key: str) -> None:
    if not progress.has_begun:
        draw.show_summary(progress)
    charts = st.grid(columns=2, min_column_width=320)
    if progress.done.tasks:
        with charts, st.container():
            draw.show_weeks(progress, key=key)
    for place, metric in enumerate(progress.metrics):
        if metric.measurements:
            with charts, st.container():
                draw.show_metric(metric, key=f"{key}.{place}")
    draw.show_milestones(progress)
    notice.show(key)
    _offer_undo(goal_id, key=key)
    form.ask(
        progress,
        refused=st.session_state.pop(f"{key}.refused", ""),
        key=key,
        on_send=partial(_add, goal_id, key),
    )
    form.show_last(progress, key=key, on_remove=partial(_remove, goal_id, key))


def _add(goal_id: str, key: str, entry: Entry) -> None:
    try:
        measured = load.add(goal_id, metric=entry.metric, value=entry.value, day=entry.day)
    except InvalidInput as error:
        st.session_state[f"{key}.refused"] = str(error)
        return
    form.clear(key)
    st.session_state.pop(f"{key}.removed", None)
    notice.post(f"Added {present.stored(measured)}.", place=key)


def _remove(goal_id: str, key: str, measured: Measurement) -> None:
    if notice.attempt(partial(load.remove, goal_id, measured.id), place=key):
        st.session_state[f"{key}.removed"] = measured


def _offer_undo(goal_id: str, *, key: str) -> None:
    """Draw a button that puts back the number removed last."""
    removed = st.session_state.get(f"{key}.removed")
    if isinstance(removed, Measurement):
        st.button(
            f"Removed {plain(present.stored(removed))}. Put it back",
            key=f"{key}.undo",
            type="tertiary",
            icon=":material/undo:",
            on_click=_restore,
            args=(goal_id, key, removed),
        )


def _restore(goal_id: str, key: str, removed: Measurement) -> None:
    back = partial(load.restore, goal_id, removed)
    if notice.attempt(back, done="The number is back.", place=key):
        st.session_state.pop(f"{key}.removed", None)
