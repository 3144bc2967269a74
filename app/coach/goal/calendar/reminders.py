"""Draw when the calendar reminds of tasks."""

from collections.abc import Callable

import streamlit as st

from app.coach.goal.calendar import present
from core.calendar.preferences import CalendarPreferences


def show(preferences: CalendarPreferences, *, key: str, save: Callable[[], None]) -> None:
    """Draw when the calendar reminds; a change calls `save`."""
    st.markdown("**Time and reminders.** These apply to all your goals.")
    times = list(present.times_to_choose(preferences.at))
    alarms = list(present.alarms_to_choose(preferences.alarm_minutes))
    left, right = st.columns(2)
    left.selectbox(
        "Time of day for tasks",
        times,
        index=times.index(present.label_of_time(preferences.at)),
        on_change=save,
        key=f"{key}.at",
    )
    right.selectbox(
        "Reminder",
        alarms,
        index=alarms.index(present.label_of_alarm(preferences.alarm_minutes)),
        on_change=save,
        disabled=preferences.at is None,
        key=f"{key}.alarm",
        help="Choose a time of day first: tasks that last all day have no reminder.",
    )
