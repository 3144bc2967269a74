"""Draw a goal for its coach."""

import streamlit as st

from app.coach.coached import present
from app.ui import page_text, table
from app.ui.text import plain
from core.usecases.coaches.coached_goals import CoachedGoal


def show_plan(goal: CoachedGoal) -> None:
    """Draw the weeks; the present one is open."""
    if goal.plan is None:
        return
    st.header("Plan", anchor=False)
    for week in goal.plan.weeks:
        with st.expander(plain(present.week_label(week)), expanded=week.current):
            rows = tuple(map(present.task_cells, week.tasks))
            key, caption = f"coached.week.{week.number}", f"Tasks of week {week.number}"
            table.show(present.TASKS, rows, caption=caption, key=key)


def show_check_ins(goal: CoachedGoal) -> None:
    """Draw the check-ins, newest first."""
    st.header("Check-ins", anchor=False)
    if not goal.check_ins:
        page_text.note("There is no check-in yet.")
        return
    rows = tuple(map(present.check_in_cells, goal.check_ins))
    table.show(present.CHECK_INS, rows, caption="Check-ins", key="coached.check_ins")
