"""Draw what a person may wish at any time: other hours, another pace, other days, a later start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import streamlit as st

from app.coach.goal.revision import draw, load
from app.ui import empty
from core import formats
from core.errors import ReinError
from core.goals.goal import MAX_HOURS_PER_WEEK, MIN_HOURS_PER_WEEK
from core.goals.weeks import DAYS, Day
from core.plans.plan import Plan
from core.usecases.revisions.grant_wish import Wish, WishKind
from core.usecases.revisions.propose_revisions import RevisionKind

_LABELS: Mapping[WishKind, str] = {
    WishKind.FEWER_HOURS: "Fewer hours a week",
    WishKind.MORE_HOURS: "More hours a week",
    WishKind.SLOWER: "A slower pace",
    WishKind.FASTER: "A faster pace",
    WishKind.OTHER_DAYS: "Other days",
    WishKind.LATER_START: "A later start",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A wish, and the plan that the person chose for it."""

    wish: Wish
    option: RevisionKind


def show(goal_id: str, plan: Plan, *, today: date, key: str) -> Wished | None:
    """Draw the wishes, folded, and what each would mean. Return the plan that is chosen."""
    fold = st.expander(
        "Other hours, pace, days or start", expanded=False, key=f"{key}.wish", on_change="rerun"
    )
    if not fold.open:
        return None
    with fold:
        kind = st.selectbox(
            "From now on I want",
            list(_LABELS),
            format_func=lambda each: _LABELS[each],
            key=f"{key}.wishkind",
        )
        wish = _ask(kind, plan, today=today, key=f"{key}.{kind}")
        try:
            proposed = load.find_wish(goal_id, wish)
        except ReinError as error:
            empty.show_error(error)
            return None
        option = draw.wish_ways(proposed.proposal, key=f"{key}.wished")
        return None if option is None else Wished(wish=wish, option=option)


def _ask(kind: WishKind, plan: Plan, *, today: date, key: str) -> Wish:
    """Draw the field that a wish needs. Return the wish."""
    if kind in {WishKind.FEWER_HOURS, WishKind.MORE_HOURS}:
        hours = st.number_input(
            f"Hours a week (now at most {formats.hours(plan.hours_per_week)})",
            min_value=MIN_HOURS_PER_WEEK,
            max_value=MAX_HOURS_PER_WEEK,
            value=_proposed_hours(kind, plan),
            step=0.5,
            format="%g",
            key=f"{key}.hours",
        )
        return Wish(kind=kind, hours=hours)
    if kind == WishKind.OTHER_DAYS:
        used = {task.day for week in plan.weeks for task in week.tasks if task.day is not None}
        days = st.multiselect(
            "Days", [day.value for day in DAYS], [d.value for d in DAYS if d in used], key=key
        )
        return Wish(kind=kind, days=tuple(Day(day) for day in days))
    if kind == WishKind.LATER_START:
        first = max(today, plan.starts_on) + timedelta(days=7)
        start = st.date_input("First day", value=first, min_value=today, key=f"{key}.start")
        return Wish(kind=kind, start_on=start if isinstance(start, date) else None)
    return Wish(kind=kind)


def _proposed_hours(kind: WishKind, plan: Plan) -> float:
    """Return where the field begins: for fewer hours below what the fullest week takes."""
    if kind == WishKind.FEWER_HOURS:
        fullest = max(week.minutes for week in plan.weeks) / 60
        wanted = ceil(2 * min(fullest, plan.hours_per_week)) / 2 - 0.5
    else:
        wanted = round(plan.hours_per_week * 1.5 * 2) / 2
    return min(MAX_HOURS_PER_WEEK, max(MIN_HOURS_PER_WEEK, wanted))
