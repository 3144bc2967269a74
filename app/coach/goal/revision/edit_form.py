"""Draw the edits of a plan: a task, a new task, a milestone, the end date."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from app.coach.goal.revision import choices
from app.coach.goal.revision.choices import ANY_DAY
from core.goals.weeks import DAYS, Day
from core.plans.plan import Milestone, Plan, Task, Week

_WHAT = ("A task", "A new task", "A milestone", "The end date")
_DAYS = (ANY_DAY, *(day.value for day in DAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the person wrote about a task; `task_id` is None for a new one."""

    task_id: str | None
    week: int
    title: str
    minutes: int
    day: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A task to take out."""

    task_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goalpost:
    """A milestone with its number and the week it is due in."""

    week: int
    target: float
    to_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Another last day of the plan."""

    ends_on: date


Edit = Written | Removed | Goalpost | End


def show(plan: Plan, *, done: frozenset[str], today: date, key: str) -> Edit | None:
    """Draw what can be edited, folded. Return the edit once it is sent."""
    fold = st.expander("Edit the plan", expanded=False, key=f"{key}.edit", on_change="rerun")
    if not fold.open:
        return None
    weeks = choices.open_weeks(plan, today)
    with fold:
        if not weeks:
            st.caption("The plan is over, so it stays as it is.")
            return None
        what = st.selectbox("What do you want to change?", _WHAT, key=f"{key}.what")
        if what == _WHAT[0]:
            return _task(plan, weeks, done, key=key)
        if what == _WHAT[1]:
            return _new_task(plan, weeks, key=key)
        if what == _WHAT[2]:
            return _milestone(plan, weeks, key=key)
        return _end(plan, key=key)


def _task(plan: Plan, weeks: tuple[Week, ...], done: frozenset[str], *, key: str) -> Edit | None:
    found = {t.id: (w, t) for w in weeks for t in w.tasks if t.id not in done}
    if not found:
        st.caption("No task is open.")
        return None
    task_id = st.selectbox(
        "Task",
        list(found),
        format_func=lambda each: choices.task_label(*found[each]),
        key=f"{key}.task",
    )
    week, task = found[task_id]
    return _fields(plan, weeks, week.number, task, key=f"{key}.{task_id}")


def _new_task(plan: Plan, weeks: tuple[Week, ...], *, key: str) -> Edit | None:
    return _fields(plan, weeks, weeks[0].number, None, key=f"{key}.new")


def _fields(
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
            number = _week("Week", plan, weeks, week, key=f"{key}.week")
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


def _week(label: str, plan: Plan, weeks: tuple[Week, ...], week: int, *, key: str) -> int:
    """Draw the weeks that are not over, one of them chosen, and return the choice."""
    numbers = [each.number for each in weeks]
    return st.selectbox(
        label,
        numbers,
        index=numbers.index(week),
        format_func=lambda each: choices.week_label(plan.weeks[each - 1]),
        key=key,
    )


def _milestone(plan: Plan, weeks: tuple[Week, ...], *, key: str) -> Edit | None:
    found: dict[int, Milestone] = {w.number: w.milestone for w in weeks if w.milestone}
    if not found:
        st.caption("No milestone is to come.")
        return None
    week = st.selectbox(
        "Milestone",
        list(found),
        format_func=lambda each: choices.milestone_label(found[each]),
        key=f"{key}.milestone",
    )
    milestone = found[week]
    with st.form(f"{key}.goalpost{week}", border=False):
        target = st.number_input(
            f"Number ({milestone.unit})", value=milestone.target, key=f"{key}.target{week}"
        )
        to_week = _week("Due at the end of", plan, weeks, week, key=f"{key}.due{week}")
        sent = st.form_submit_button("Save", key=f"{key}.goalpost{week}.save")
    return Goalpost(week=week, target=target, to_week=to_week) if sent else None


def _end(plan: Plan, *, key: str) -> Edit | None:
    with st.form(f"{key}.endform", border=False):
        st.caption(
            "A later day makes the weeks lighter. An earlier one leaves out what is too much."
        )
        ends_on = st.date_input("Last day", value=plan.ends_on, key=f"{key}.end")
        sent = st.form_submit_button("Move the end", key=f"{key}.end.save")
    return End(ends_on=ends_on) if sent and isinstance(ends_on, date) else None
