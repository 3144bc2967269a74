"""One week of the plan: its tasks, and what holds for it."""

from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from app.coach.goal.plan import task_box
from app.coach.goal.plan.task_box import Tick
from app.ui import html
from app.ui.html import EMPTY, join, multiline
from core import formats
from core.plans.plan import PHASES, Plan, Week

_CHECK_IN = Markup(
    '<p class="coach-meta">Check-in week: <a href="#check-in" target="_self">look back for two '
    "minutes</a> before you go on.</p>"
)
_CHECK_IN_OF_ANOTHER = Markup(
    '<p class="coach-meta">Check-in week: look back for two minutes before you go on.</p>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A plan as it is drawn: what is done, which day it is, and who may tick."""

    plan: Plan
    done: frozenset[str]
    today: date
    key: str
    on_tick: Tick | None = None
    """None if tasks cannot be ticked."""
    opened: int | None = None
    """The number of the week that is drawn above the plan."""

    def ticked(self, week: Week) -> int:
        """Return how many tasks of a week are done."""
        return sum(task.id in self.done for task in week.tasks)

    def days(self, week: Week) -> str:
        """Return the first and the last day of a week."""
        first = formats.day(week.starts_on)
        last = formats.day(self.plan.last_day_of(week))
        return first if first == last else f"{first} – {last}"


def show(view: PlanView, week: Week) -> None:
    """Draw the tasks of a week and its facts."""
    with st.container(gap="xsmall", key=f"tasks.{view.key}.{week.number}"):
        for task in week.tasks:
            done = task.id in view.done
            task_box.show(task, done=done, key=f"{view.key}.{task.id}", on_tick=view.on_tick)
    parts = (
        Markup('<p class="coach-meta">{} of the {} you have</p>').format(
            formats.minutes(week.minutes), formats.hours(view.plan.hours_per_week)
        ),
        _milestone(week),
        _if_then(week),
        _reserve(week),
        _check_in(view, week),
    )
    html.draw(Markup('<div class="coach coach-week">{}</div>').format(join(parts)))


def _milestone(week: Week) -> Markup:
    if week.milestone is None:
        return EMPTY
    counted = week.milestone.unit == PHASES  # its title says it all
    measure = "" if counted else f" · {week.milestone.measure}"
    return Markup(
        '<p class="coach-milestone"><b class="coach-flag"></b><span><b>{}</b>'
        ' <span class="coach-meta">by {}{}</span></span></p>'
    ).format(week.milestone.title, formats.day(week.milestone.due_on), measure)


def _if_then(week: Week) -> Markup:
    if not week.if_then:
        return EMPTY
    return Markup('<ul class="coach-ifthen"><li>{}</li></ul>').format(multiline(week.if_then))


def _reserve(week: Week) -> Markup:
    if not week.reserve_days or week.paused:
        return EMPTY
    return Markup(
        '<p class="coach-meta">{}: you may drop that much this week without falling behind.</p>'
    ).format(formats.pluralize(week.reserve_days, "reserve day"))


def _check_in(view: PlanView, week: Week) -> Markup:
    if week.number not in view.plan.check_in_weeks:
        return EMPTY
    return _CHECK_IN if view.on_tick is not None else _CHECK_IN_OF_ANOTHER
