"""The plan: a strip of weeks, each week with its tasks, and the contingencies."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from app.coach.goal import week_strip
from app.ui import html
from app.ui.html import join, multiline
from app.ui.text import capital, plain
from core import formats
from core.plans.plan import Contingency, Plan, Resource, Task, Week

Tick = Callable[[str, bool], None]
"""Called with the id of a task and whether it is done now."""

_CHECK_IN = Markup(
    '<p class="coach-meta">Check-in week: <a href="#check-in" target="_self">look back for two '
    "minutes</a> before you go on.</p>"
)
_CHECK_IN_OF_ANOTHER = Markup(
    '<p class="coach-meta">Check-in week: look back for two minutes before you go on.</p>'
)


def show(plan: Plan, *, done: frozenset[str], today: date, key: str, on_tick: Tick | None) -> None:
    """Draw the plan. Without `on_tick`, its tasks cannot be ticked."""
    total = sum(len(week.tasks) for week in plan.weeks)
    facts = (
        formats.pluralize(plan.total_weeks, "week"),
        formats.date_range(plan.starts_on, plan.ends_on),
        f"at most {formats.hours(plan.hours_per_week)} a week",
        f"{len(done)} of {total} tasks done",
    )
    html.draw(Markup('<p class="coach-meta coach-tabular">{}</p>').format(" · ".join(facts)))
    week_strip.show(plan, done=done, today=today)
    _repairs(plan)
    opened = week_strip.week_to_open(plan, today)
    shows_all = bool(st.session_state.get(f"{key}.all")) or plan.total_weeks == 1
    for n, (phase, weeks) in enumerate(week_strip.phases_of(plan)):
        shown = [week for week in weeks if shows_all or week.number == opened]
        if shown:
            _phase(n, phase, weeks, plan=plan)
        for week in shown:
            _fold(plan, week, done=done, today=today, key=key, on_tick=on_tick)
    if plan.total_weeks > 1:
        label = "Show one week only" if shows_all else f"Show all {plan.total_weeks} weeks"
        st.button(label, key=f"{key}.toggle", type="tertiary", on_click=_toggle, args=(key,))
    _fallbacks(plan)


def _toggle(key: str) -> None:
    st.session_state[f"{key}.all"] = not st.session_state.get(f"{key}.all")


def _phase(number: int, phase: str, weeks: tuple[Week, ...], *, plan: Plan) -> None:
    html.draw(
        Markup('<h4 class="coach-phasehead coach-phase-{}"><i></i>{}<span>{}</span></h4>').format(
            number % week_strip.COLOURS,
            phase,
            formats.date_range(weeks[0].starts_on, plan.last_day_of(weeks[-1])),
        )
    )


def _fold(
    plan: Plan, week: Week, *, done: frozenset[str], today: date, key: str, on_tick: Tick | None
) -> None:
    label = _label(plan, week, done=done, now=week.number == week_strip.current_week(plan, today))
    fold = st.expander(
        label,
        expanded=week.number == week_strip.week_to_open(plan, today),
        key=f"{key}.week{week.number}",
        on_change="rerun",
    )
    if fold.open:
        with fold:
            _week(plan, week, done=done, key=key, on_tick=on_tick)


def _label(plan: Plan, week: Week, *, done: frozenset[str], now: bool) -> str:
    ticked = sum(task.id in done for task in week.tasks)
    signs = (" :material/flag:" if week.milestone is not None else "") + (
        " :material/event_available:" if week.number in plan.check_in_weeks else ""
    )
    here = " · **this week**" if now else ""
    first, last = formats.day(week.starts_on), formats.day(plan.last_day_of(week))
    days = first if first == last else f"{first} – {last}"
    return (
        f"**Week {week.number}**{here} :gray[· {plain(days)} · {ticked} of {len(week.tasks)} "
        f"done]{signs}  \n{plain(week.focus)}"
    )


def _week(plan: Plan, week: Week, *, done: frozenset[str], key: str, on_tick: Tick | None) -> None:
    for task in week.tasks:
        _task(task, done=task.id in done, key=f"{key}.{task.id}", on_tick=on_tick)
    budget = f"{formats.minutes(week.minutes)} of the {formats.hours(plan.hours_per_week)} you have"
    parts = [Markup('<p class="coach-meta">{}</p>').format(budget)]
    if week.milestone is not None:
        due = formats.day(week.milestone.due_on)
        parts.append(
            Markup(
                '<p class="coach-milestone"><b class="coach-flag"></b><span><b>{}</b>'
                ' <span class="coach-meta">by {} · {}</span></span></p>'
            ).format(week.milestone.title, due, week.milestone.measure)
        )
    if week.if_then:
        parts.append(
            Markup('<ul class="coach-ifthen"><li>{}</li></ul>').format(multiline(week.if_then))
        )
    if week.reserve_days and not week.paused:
        days = "1 reserve day" if week.reserve_days == 1 else f"{week.reserve_days} reserve days"
        parts.append(
            Markup(
                '<p class="coach-meta">{}: you may drop that much this week without falling '
                "behind.</p>"
            ).format(days)
        )
    if week.number in plan.check_in_weeks:
        parts.append(_CHECK_IN if on_tick is not None else _CHECK_IN_OF_ANOTHER)
    html.draw(Markup('<div class="coach coach-week">{}</div>').format(join(parts)))


def _task(task: Task, *, done: bool, key: str, on_tick: Tick | None) -> None:
    when = formats.minutes(task.minutes) + (f" · {task.day.value}" if task.day is not None else "")
    title = plain(task.title)
    # Set before each drawing, so that a tick in another tab or a failed save shows at once.
    st.session_state[key] = done

    def ticked() -> None:
        if on_tick is not None:
            on_tick(task.id, bool(st.session_state[key]))

    label = f"~~{title}~~" if done else title
    st.checkbox(f"{label} :gray[· {when}]", key=key, on_change=ticked, disabled=on_tick is None)


def _repairs(plan: Plan) -> None:
    if plan.repairs:
        rows = join(Markup("<li>{}</li>").format(multiline(repair.text)) for repair in plan.repairs)
        count = "1 change" if len(plan.repairs) == 1 else f"{len(plan.repairs)} changes"
        html.draw(
            Markup(
                '<details class="coach coach-fold"><summary>{} made so that the plan keeps to your '
                'dates and hours</summary><ul class="coach-list">{}</ul></details>'
            ).format(count, rows)
        )


def _fallbacks(plan: Plan) -> None:
    parts = []
    if plan.contingencies:
        rows = join(map(_contingency, plan.contingencies))
        parts.append(Markup('<ul class="coach-ifthen">{}</ul>').format(rows))
    if plan.resources:
        parts.append(
            Markup('<h4>What helps</h4><ul class="coach-list">{}</ul>').format(
                join(map(_resource, plan.resources))
            )
        )
    if parts:
        html.draw(
            Markup(
                '<details class="coach coach-fold"><summary>If it does not go as planned, and what '
                "helps</summary>{}</details>"
            ).format(join(parts))
        )


def _contingency(contingency: Contingency) -> Markup:
    return Markup('<li><span class="coach-meta">{}</span>{}</li>').format(
        multiline(capital(contingency.trigger)), multiline(contingency.response)
    )


def _resource(resource: Resource) -> Markup:
    title = multiline(resource.title)
    if resource.url is not None and resource.url.startswith(("https://", "http://")):
        title = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
            resource.url, title
        )
    return Markup('<li>{} <span class="coach-meta">{}</span></li>').format(title, resource.kind)
