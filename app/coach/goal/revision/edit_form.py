"""Draw the edits of a plan: a task, a new task, a milestone, the end date, the title."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from app.coach.goal.revision import choices, task_fields
from app.coach.goal.revision.edits import Edit, End, Goalpost, Title
from core.plans.plan import Milestone, Plan, Week
from core.resolutions.edit import MAX_TITLE_CHARACTERS

_WHAT = ("A task", "A new task", "A milestone", "The end date", "The title")


def show(plan: Plan, *, title: str, done: frozenset[str], today: date, key: str) -> Edit | None:
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
        forms: dict[str, Callable[[], Edit | None]] = {
            _WHAT[0]: lambda: _task(plan, weeks, done, key=key),
            _WHAT[1]: lambda: _new_task(plan, weeks, key=key),
            _WHAT[2]: lambda: _milestone(plan, weeks, key=key),
            _WHAT[3]: lambda: _end(plan, key=key),
            _WHAT[4]: lambda: _title(title, key=key),
        }
        return forms[what]()


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
    return task_fields.show(plan, weeks, week.number, task, key=f"{key}.{task_id}")


def _new_task(plan: Plan, weeks: tuple[Week, ...], *, key: str) -> Edit | None:
    return task_fields.show(plan, weeks, weeks[0].number, None, key=f"{key}.new")


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
        to_week = task_fields.choose_week(
            "Due at the end of", plan, weeks, week, key=f"{key}.due{week}"
        )
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


def _title(title: str, *, key: str) -> Edit | None:
    with st.form(f"{key}.titleform", border=False):
        text = st.text_input(
            "Title", value=title, max_chars=MAX_TITLE_CHARACTERS, key=f"{key}.titletext"
        )
        st.caption(
            "The numbers and dates of the plan stay. To change what it leads to, correct "
            "“What Rein understood”."
        )
        sent = st.form_submit_button("Save", key=f"{key}.title.save")
    return Title(text=text) if sent else None
