"""Draft the plan: weeks by phase, sessions by the progression rule, extra tasks, milestones."""

import itertools
from dataclasses import replace

from core.goals.goal import ClarifiedGoal, GoalRequest
from core.goals.weeks import check_in_weeks, days_of, minutes_cap
from core.offline.playbooks.playbook import playbook_for
from core.offline.playbooks.schema import PhaseGuide, Playbook
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
    build_progression_input,
)
from core.offline.progressions.rules import steps_for
from core.offline.progressions.running_schedule import order_running_days
from core.offline.reading.answers import apply_answers
from core.offline.reading.constraints import (
    available_days,
    constraint_contingencies,
    constraint_tasks,
)
from core.offline.reading.domains import GENERAL
from core.offline.reading.goal_parser import parse_goal
from core.offline.reading.race_time import find_race_time
from core.offline.writing.format_amount import format_amount
from core.offline.writing.obstacles import if_then_plans
from core.offline.writing.phases import phase_spans
from core.offline.writing.sentences import as_sentence
from core.offline.writing.templates import fill_template, template_values
from core.plans.draft import (
    ContingencyDraft,
    MilestoneDraft,
    PlanDraft,
    ResourceDraft,
    TaskDraft,
    WeekDraft,
)
from core.plans.loads import smooth_loads
from core.plans.repairs import Repairs
from core.resolutions.resolution import Resolution

_REVIEW_MINUTES = 10
_MIN_SESSION_MINUTES = 5
_DAY_SPREADS: dict[int, tuple[str, ...]] = {
    1: ("Wed",),
    2: ("Tue", "Sat"),
    3: ("Mon", "Wed", "Sat"),
    4: ("Mon", "Wed", "Fri", "Sun"),
    5: ("Mon", "Tue", "Thu", "Fri", "Sun"),
    6: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sun"),
    7: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def draft_plan(request: GoalRequest, goal: ClarifiedGoal, resolution: Resolution) -> PlanDraft:
    """Return the draft of a plan; the plan compiler adds dates and checks it."""
    request = apply_answers(request)
    facts = parse_goal(request.text, today=request.today)
    playbook = playbook_for(goal.domain)
    inputs = build_progression_input(request, goal, facts, playbook)
    values = template_values(goal, facts, playbook)
    steps, checks = _steps(inputs), check_in_weeks(inputs.weeks)
    marked = _milestone_weeks(steps, checks)
    weeks: list[WeekDraft] = []
    for guide, first, last in phase_spans(inputs):
        weeks.extend(
            _week(
                inputs,
                guide,
                values,
                steps[number - 1],
                number=number,
                within=number - first,
                checks=checks,
                marked=marked,
            )
            for number in range(first, last + 1)
        )
    return PlanDraft(
        weeks=weeks,
        resources=[
            ResourceDraft(title=r.title, kind=r.kind, url=r.url) for r in playbook.resources
        ],
        contingencies=_contingencies(inputs, playbook, resolution, values),
        check_in_weeks=list(checks),
    )


def _steps(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return the rule's steps, with week targets that never fall behind an earlier one."""
    down = inputs.target is not None and inputs.target < inputs.baseline
    best: float | None = None
    found = []
    for step in steps_for(inputs):
        if step.week_target is not None:
            best = (
                step.week_target if best is None else (min if down else max)(best, step.week_target)
            )
        found.append(replace(step, week_target=best))
    loads = smooth_loads([step.load for step in found], repairs=Repairs())
    return tuple(replace(step, load=load) for step, load in zip(found, loads, strict=True))


def _week(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    step: Step,
    *,
    number: int,
    within: int,
    checks: tuple[int, ...],
    marked: frozenset[int],
) -> WeekDraft:
    values = {**values, "amount": _format_load(inputs, step)}
    free = days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline)
    cap = minutes_cap(inputs.goal.hours_per_week, len(free))
    fixed = sum(minutes for _, minutes in step.sessions)
    minutes_left = (
        cap - fixed
        if step.sessions
        else cap - min(inputs.sessions, len(free)) * _MIN_SESSION_MINUTES * 2
    )
    extras = _extras(
        inputs,
        guide,
        values,
        minutes_left=minutes_left,
        number=number,
        within=within,
        checks=checks,
    )
    plans = if_then_plans(inputs.goal.obstacle, inputs.playbook)
    focus = fill_template(guide.focus[within % len(guide.focus)], values)
    if step.lighter:
        focus = f"A lighter week on purpose. {focus}"
    return WeekDraft(
        phase=guide.name,
        focus=f"{step.note}. {focus}" if step.note else focus,
        tasks=[
            *_sessions(
                inputs,
                guide,
                values,
                step,
                number=number,
                within=within,
                minutes_left=cap - sum(t.minutes for t in extras),
            ),
            *extras,
        ],
        if_then=fill_template(plans[(number - 1) % len(plans)], values),
        milestone=_milestone(inputs, values, step, number=number) if number in marked else None,
        load=step.load,
    )


def _format_load(inputs: ProgressionInput, step: Step) -> str:
    if step.load is None:
        return ""
    return format_amount(step.load, inputs.unit)


def _sessions(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    step: Step,
    *,
    number: int,
    within: int,
    minutes_left: int,
) -> list[TaskDraft]:
    free = tuple(
        day.value for day in days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline)
    )
    if step.sessions:
        chosen = _sessions_that_fit(step.sessions, len(free), minutes_left)
        days = _spread_days(inputs, len(chosen), free)
        last = number == inputs.weeks
        # Couch to 5K builds up within a week, so its runs stay in the order of the days.
        if inputs.is_running and (last or not step.note):
            days = order_running_days(
                days, allowed=_allowed_days(inputs, free), on=free[-1] if last else None
            )
        return [
            TaskDraft(title=title, minutes=minutes, day=day)
            for (title, minutes), day in zip(chosen, days, strict=True)
        ]
    count = max(1, min(inputs.sessions, len(free), minutes_left // _MIN_SESSION_MINUTES))
    wanted = inputs.minutes(number)
    if len(free) < 5 and not inputs.is_payment:
        wanted = wanted * len(free) // 7
    each = max(_MIN_SESSION_MINUTES, min(wanted, minutes_left) // count // 5 * 5)
    practice = guide.practice
    return [
        TaskDraft(
            title=fill_template(practice[(within + i) % len(practice)], values),
            minutes=each,
            day=day,
        )
        for i, day in enumerate(_spread_days(inputs, count, free))
    ]


def _sessions_that_fit(
    sessions: tuple[tuple[str, int], ...], days: int, minutes_left: int
) -> list[tuple[str, int]]:
    """Return the sessions that fit the days and minutes; the last session has priority."""
    chosen: list[tuple[str, int]] = []
    for title, minutes in reversed(sessions):
        if len(chosen) < days and (minutes <= minutes_left or not chosen):
            chosen.insert(0, (title, min(minutes, minutes_left)))
            minutes_left -= min(minutes, minutes_left)
    return chosen


def _spread_days(inputs: ProgressionInput, count: int, free: tuple[str, ...]) -> list[str]:
    """Return a day for each session: stated days, days the constraints allow, or evenly spread."""
    allowed = _allowed_days(inputs, free)
    wanted = [d for d in _DAY_SPREADS[min(count, 7)] if d in allowed]
    spare = [d for d in allowed if d not in wanted]
    pool = sorted([*wanted, *spare[: max(0, count - len(wanted))]], key=free.index)
    return sorted((pool[i % len(pool)] for i in range(count)), key=free.index)


def _allowed_days(inputs: ProgressionInput, free: tuple[str, ...]) -> list[str]:
    named = inputs.facts.frequency.days if inputs.facts.frequency else ()
    return [
        d for d in named or available_days(inputs.circumstances, inputs.facts) if d in free
    ] or list(free)


def _extras(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    *,
    minutes_left: int,
    number: int,
    within: int,
    checks: tuple[int, ...],
) -> list[TaskDraft]:
    found: list[TaskDraft] = []
    if number == 1:
        found.extend(
            TaskDraft(title=title, minutes=10)
            for title in constraint_tasks(inputs.circumstances, inputs.facts)
        )
    if within < len(guide.extras):
        extra = guide.extras[within]
        found.append(TaskDraft(title=fill_template(extra.title, values), minutes=extra.minutes))
    if number in checks:
        found.append(
            TaskDraft(
                title="Review the weeks behind you and note what to keep and what to change",
                minutes=_REVIEW_MINUTES,
            )
        )
    chosen: list[TaskDraft] = []
    for task in found:
        minutes = min(task.minutes, max(_MIN_SESSION_MINUTES, inputs.max_minutes // 4))
        if minutes <= minutes_left:
            chosen.append(task.model_copy(update={"minutes": minutes}))
            minutes_left -= minutes
    return chosen


def _milestone_weeks(steps: tuple[Step, ...], checks: tuple[int, ...]) -> frozenset[int]:
    """Return the milestone weeks: check-in weeks, or the last full week before a lighter one."""
    found = {len(steps)}
    for check in checks:
        full = (number for number in range(check, 0, -1) if not steps[number - 1].lighter)
        found.update(itertools.islice(full, 1))
    return frozenset(found)


def _milestone(
    inputs: ProgressionInput, values: dict[str, str], step: Step, *, number: int
) -> MilestoneDraft | None:
    target = inputs.goal.target
    last = number == inputs.weeks
    reach = target.quantity if last and target else step.week_target
    if reach is None:
        return None
    metric, unit = (
        (target.metric, target.unit) if target else (inputs.playbook.metric, inputs.playbook.unit)
    )
    if target and inputs.playbook.name == GENERAL:
        return MilestoneDraft(
            title=f"Reach {format_amount(reach, unit)}", metric=metric, target=reach, unit=unit
        )
    title = fill_template(
        inputs.playbook.milestone, {**values, "amount": format_amount(reach, unit)}
    )
    race_time = (
        find_race_time(inputs.facts)
        if inputs.is_running and last and reach == _requested_quantity(inputs)
        else None
    )
    title = f"{title} in {race_time.label}" if race_time else title
    return MilestoneDraft(title=title, metric=metric, target=reach, unit=unit)


def _requested_quantity(inputs: ProgressionInput) -> float | None:
    return inputs.facts.quantity.value if inputs.facts.quantity else None


def _contingencies(
    inputs: ProgressionInput, playbook: Playbook, resolution: Resolution, values: dict[str, str]
) -> list[ContingencyDraft]:
    found = [
        ContingencyDraft(trigger=c.trigger, response=fill_template(c.response, values))
        for c in playbook.contingencies
    ]
    own = resolution.challenges[0] if resolution.challenges else None
    if own is not None:
        found.insert(
            0, ContingencyDraft(trigger=as_sentence(own.obstacle).rstrip("."), response=own.if_then)
        )
    found.extend(
        ContingencyDraft(trigger=t, response=r)
        for t, r in constraint_contingencies(inputs.circumstances, inputs.facts)
    )
    return found
