"""Draw the fields of a task that is edited or added."""

import streamlit as st

from app.coach.goal.revision import choices
from app.coach.goal.revision.choices import ANY_DAY
from app.coach.goal.revision.edits import Edit, Removed, Written
from core.goals.weeks import DAYS, Day
from core.plans.plan import Plan, Task, Week

_DAYS = (ANY_DAY, *(day.value for day in DAYS))


def show(
    plan: Plan, weeks: tuple[Week, ...], week: int, task: Task | None, *, key: str
) -> Edit | None:
    """Draw the fields of a task. Return what was written, or that it is taken out."""
    with st.form(f"{key}.form", border=False):
        title = st.text_input(
            "What to do, beginning with a verb",
            value=task.title if task else "",
            max_chars=200,
            key=f"{key}.title",
        )
        with st.container(horizontal=True, gap="medium", key=f"{key}.row"):
            minutes = st.number_input(
                "Minutes",
                min_value=1,
                max_value=1_440,
                value=task.minutes if task else 20,
                key=f"{key}.minutes",
            )
            day = _day(task, key=key)
            number = choose_week("Week", plan, weeks, week, key=f"{key}.week")
        with st.container(horizontal=True, gap="small", key=f"{key}.buttons"):
            saved = st.form_submit_button("Save" if task else "Add", key=f"{key}.save")
            removed = task is not None and st.form_submit_button("Take it out", key=f"{key}.out")
    if removed and task is not None:
        return Removed(task_id=task.id)
    task_id = task.id if task else None
    new = Written(task_id=task_id, week=number, title=title, minutes=minutes, day=day)
    return new if saved else None


def _day(task: Task | None, *, key: str) -> Day | None:
    """Draw the weekday of a task and return it."""
    before = ANY_DAY if task is None or task.day is None else task.day.value
    day = st.selectbox("Day", _DAYS, index=_DAYS.index(before), key=f"{key}.day")
    return None if day == ANY_DAY else Day(day)


def choose_week(label: str, plan: Plan, weeks: tuple[Week, ...], week: int, *, key: str) -> int:
    """Draw the weeks that are not over, one of them chosen, and return the choice."""
    numbers = [each.number for each in weeks]
    return st.selectbox(
        label,
        numbers,
        index=numbers.index(week),
        format_func=lambda each: choices.week_label(plan.weeks[each - 1]),
        key=key,
    )
