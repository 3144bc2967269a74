"""The plan: the week of today open, then the strip of weeks and a fold for each phase."""

import streamlit as st
from markupsafe import Markup

from app import services
from app.coach.goal.plan import notes, print_view, week_strip, week_taps, week_view
from app.coach.goal.plan.week_view import PlanView
from app.ui import html
from app.ui.text import plain
from core import formats
from core.plans.plan import Week


def show_opened_week(view: PlanView) -> None:
    """Draw the week of today, or the nearest one before the plan begins or after it has ended."""
    plan, number = view.plan, view.opened
    if number is None:
        return
    week = plan.weeks[number - 1]
    st.header(_heading(view), anchor=False)
    html.draw(
        Markup(
            '<div class="coach"><p class="coach-meta coach-tabular">{} · '
            '<span data-say="">{} of {} done</span></p><p>{}</p></div>'
        ).format(
            view.days(week),
            view.ticked(week),
            formats.pluralize(len(week.tasks), "task"),
            week.focus,
        )
    )
    with st.container(border=True, gap="xsmall", key=f"{view.key}.now"):
        week_view.show(view, week)


def _heading(view: PlanView) -> str:
    if view.today < view.plan.starts_on:
        return "Your first week"
    return "This week" if view.today <= view.plan.ends_on else "Your last week"


def show_whole_plan(view: PlanView) -> None:
    """Draw the strip, the phases with their weeks, and what holds for all of them."""
    plan = view.plan
    week_strip.show(plan, done=view.done, today=view.today)
    week_taps.listen(view)
    notes.show_repairs(plan)
    if any(week.number != view.opened for week in plan.weeks):
        for n, (phase, weeks) in enumerate(week_strip.phases_of(plan)):
            _phase(view, n, phase, weeks)
    notes.show_fallbacks(plan, hosts=services.rein().coach.known_hosts)
    print_view.show(view)


def _phase(view: PlanView, number: int, phase: str, weeks: tuple[Week, ...]) -> None:
    """Draw the fold of a phase; its weeks are drawn once it is open."""
    done, total = sum(map(view.ticked, weeks)), sum(len(week.tasks) for week in weeks)
    reach = week_strip.reach_of(weeks)
    label = f"{plain(phase)} :gray[· {reach} · {done} of {total} done]"
    fold = st.expander(label, key=f"{view.key}.phase{number}", on_change="rerun")
    if fold.open:
        with fold:
            for week in weeks:
                _week(view, week)


def _week(view: PlanView, week: Week) -> None:
    if week.number == view.opened:
        st.markdown(f"**Week {week.number}** :gray[· {plain(view.days(week))} · open above]")
        return
    fold = st.expander(_label(view, week), key=f"{view.key}.week{week.number}", on_change="rerun")
    if fold.open:
        with fold:
            week_view.show(view, week)


def _label(view: PlanView, week: Week) -> str:
    marks = ["milestone"] if week.milestone is not None else []
    marks += ["check-in"] if week.number in view.plan.check_in_weeks else []
    facts = (view.days(week), f"{view.ticked(week)} of {len(week.tasks)} done", *marks)
    return f"**Week {week.number}** :gray[· {plain(' · '.join(facts))}]  \n{plain(week.focus)}"
