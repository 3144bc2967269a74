"""The plan: the strip, then every week with its tasks, then what helps when it does not go as planned."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from app.widgets import dates, week_strip
from app.widgets.meter import meter
from app.widgets.text import capital, markup, plain
from core.plans.plan import Contingency, Plan, Resource, Task, Week

Tick = Callable[[str, bool], None]
"""Called with a task's id and whether it is done now."""


def show(plan: Plan, *, done: frozenset[str], today: date, key: str, on_tick: Tick | None) -> None:
    """Draw the plan. Without `on_tick` it can be read but not worked (it is somebody else's, or not finished)."""
    total = sum(len(week.tasks) for week in plan.weeks)
    facts = (
        dates.weeks(plan.total_weeks),
        dates.span(plan.starts_on, plan.ends_on),
        f"at most {dates.hours(plan.hours_per_week)} a week",
        f"{len(done)} of {total} tasks done",
    )
    st.html(f'<p class="coach-meta coach-tabular">{" · ".join(facts)}</p>')
    week_strip.show(plan, done=done, today=today)
    _repairs(plan)
    opened, current = week_strip.week_to_open(plan, today), week_strip.current_week(plan, today)
    for n, (phase, weeks) in enumerate(week_strip.phases_of(plan)):
        st.html(
            f'<h4 class="coach-phasehead coach-phase-{n % week_strip.COLOURS}"><i></i>{markup(phase)}'
            f"<span>{dates.span(weeks[0].starts_on, min(weeks[-1].ends_on, plan.ends_on))}</span></h4>"
        )
        for week in weeks:
            label = _label(plan, week, done=done, now=week.number == current)
            fold = st.expander(
                label,
                expanded=week.number == opened,
                key=f"{key}.week{week.number}",
                on_change="rerun",
            )
            if fold.open:
                with fold:
                    _week(plan, week, done=done, key=key, on_tick=on_tick)
    _fallbacks(plan)


def _label(plan: Plan, week: Week, *, done: frozenset[str], now: bool) -> str:
    ticked = sum(task.id in done for task in week.tasks)
    signs = (" :material/flag:" if week.milestone is not None else "") + (
        " :material/event_available:" if week.number in plan.check_in_weeks else ""
    )
    here = " · **this week**" if now else ""
    days = f"{dates.day(week.starts_on)} – {dates.day(min(week.ends_on, plan.ends_on))}"
    return (
        f"**Week {week.number}**{here} :gray[· {plain(days)} · {ticked} of {len(week.tasks)} done]{signs}"
        f"  \n{plain(week.focus)}"
    )


def _week(plan: Plan, week: Week, *, done: frozenset[str], key: str, on_tick: Tick | None) -> None:
    for task in week.tasks:
        _task(task, done=task.id in done, key=f"{key}.{task.id}", on_tick=on_tick)
    budget = f"{dates.minutes(week.minutes)} of the {dates.hours(plan.hours_per_week)} you have"
    parts = [meter(week.hours / plan.hours_per_week if plan.hours_per_week else 0.0, budget)]
    if week.milestone is not None:
        due = dates.day(week.milestone.due_on)
        number = f"{week.milestone.target:g} {markup(week.milestone.unit)}"
        parts.append(
            f'<p class="coach-milestone"><b class="coach-flag"></b><span><b>{markup(week.milestone.title)}</b>'
            f' <span class="coach-meta">by {due} · {markup(week.milestone.metric)}: {number}</span></span></p>'
        )
    if week.if_then:
        parts.append(f'<ul class="coach-ifthen"><li>{markup(week.if_then)}</li></ul>')
    if week.reserve_days:
        days = "1 reserve day" if week.reserve_days == 1 else f"{week.reserve_days} reserve days"
        parts.append(
            f'<p class="coach-meta">{days}: you may drop that much this week without falling behind.</p>'
        )
    if week.number in plan.check_in_weeks:
        parts.append(
            '<p class="coach-meta">Check-in week: look back for two minutes before you go on.</p>'
        )
    st.html(f'<div class="coach coach-week">{"".join(parts)}</div>')


def _task(task: Task, *, done: bool, key: str, on_tick: Tick | None) -> None:
    when = dates.minutes(task.minutes) + (f" · {task.day.value}" if task.day is not None else "")
    title = plain(task.title)
    # The stored tick is the truth: it is set before each drawing, so that another tab or a failed save shows at once.
    st.session_state[key] = done

    def ticked() -> None:
        if on_tick is not None:
            on_tick(task.id, bool(st.session_state[key]))

    label = f"~~{title}~~" if done else title
    st.checkbox(f"{label} :gray[· {when}]", key=key, on_change=ticked, disabled=on_tick is None)


def _repairs(plan: Plan) -> None:
    if plan.repairs:
        rows = "".join(f"<li>{markup(repair.text)}</li>" for repair in plan.repairs)
        count = "1 change" if len(plan.repairs) == 1 else f"{len(plan.repairs)} changes"
        st.html(
            f'<details class="coach coach-fold"><summary>{count} made so that the plan keeps to your dates and hours'
            f'</summary><ul class="coach-list">{rows}</ul></details>'
        )


def _fallbacks(plan: Plan) -> None:
    parts = []
    if plan.contingencies:
        rows = "".join(map(_contingency, plan.contingencies))
        parts.append(f'<h4>If it does not go as planned</h4><ul class="coach-ifthen">{rows}</ul>')
    if plan.resources:
        parts.append(
            f'<h4>What helps</h4><ul class="coach-list">{"".join(map(_resource, plan.resources))}</ul>'
        )
    if parts:
        st.html(f'<div class="coach">{"".join(parts)}</div>')


def _contingency(contingency: Contingency) -> str:
    return f'<li><span class="coach-meta">{markup(capital(contingency.trigger))}</span>{markup(contingency.response)}</li>'


def _resource(resource: Resource) -> str:
    title = markup(resource.title)
    if resource.url is not None and resource.url.startswith(("https://", "http://")):
        title = f'<a href="{markup(resource.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    return f'<li>{title} <span class="coach-meta">{markup(resource.kind)}</span></li>'
