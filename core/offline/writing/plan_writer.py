"""Draft the plan: weeks by phase, sessions by the progression rule, extra tasks, milestones."""

from dataclasses import replace

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import check_in_weeks, days_of, minutes_cap
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import PhaseGuide, Playbook
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
    build_progression_input,
)
from core.offline.progressions.rules import steps_for
from core.offline.reading.constraints import (
    constraint_contingencies,
    constraint_tasks,
)
from core.offline.writing.format_amount import format_amount
from core.offline.writing.milestones import milestone_weeks, write_milestone
from core.offline.writing.obstacles import if_then_plans
from core.offline.writing.phases import phase_spans
from core.offline.writing.sentences import as_sentence
from core.offline.writing.templates import fill_template, template_values
from core.offline.writing.week_sessions import MIN_SESSION_MINUTES, write_sessions
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


def draft_plan(parsed: ParsedGoal, goal: ClarifiedGoal, resolution: Resolution) -> PlanDraft:
    """Return the draft of a plan; the plan compiler adds dates and checks it."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    inputs = build_progression_input(request, goal, facts, playbook)
    values = template_values(goal, facts, playbook)
    steps, check_ins = _steps(inputs), check_in_weeks(inputs.weeks)
    milestones = milestone_weeks(steps, check_ins)
    weeks: list[WeekDraft] = []
    for guide, first, last in phase_spans(inputs):
        weeks.extend(
            _week(
                inputs,
                guide,
                values,
                steps[number - 1],
                number=number,
                week_in_phase=number - first,
                check_ins=check_ins,
                milestones=milestones,
            )
            for number in range(first, last + 1)
        )
    return PlanDraft(
        weeks=weeks,
        resources=[
            ResourceDraft(title=r.title, kind=r.kind, url=r.url) for r in playbook.resources
        ],
        contingencies=_contingencies(inputs, playbook, resolution, values),
        check_in_weeks=list(check_ins),
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
    week_in_phase: int,
    check_ins: tuple[int, ...],
    milestones: frozenset[int],
) -> WeekDraft:
    values = {**values, "amount": _format_load(inputs, step)}
    free = len(days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline))
    cap = minutes_cap(inputs.goal.hours_per_week, free)
    extras = _extras(
        inputs,
        guide,
        values,
        minutes_left=cap - _session_minutes(inputs, step, days=free),
        number=number,
        week_in_phase=week_in_phase,
        check_ins=check_ins,
    )
    sessions = write_sessions(
        inputs,
        guide,
        values,
        step,
        number=number,
        week_in_phase=week_in_phase,
        minutes_left=cap - sum(task.minutes for task in extras),
    )
    return WeekDraft(
        phase=guide.name,
        focus=_focus(guide, values, step, week_in_phase),
        tasks=[*sessions, *extras],
        if_then=_if_then(inputs, values, number),
        milestone=_milestone(inputs, values, step, number, milestones),
        load=step.load,
    )


def _session_minutes(inputs: ProgressionInput, step: Step, *, days: int) -> int:
    """Return the minutes a week's sessions need before extra tasks are added."""
    if step.sessions:
        return sum(minutes for _, minutes in step.sessions)
    return min(inputs.sessions, days) * MIN_SESSION_MINUTES * 2


def _milestone(
    inputs: ProgressionInput,
    values: dict[str, str],
    step: Step,
    number: int,
    milestones: frozenset[int],
) -> MilestoneDraft | None:
    if number not in milestones:
        return None
    return write_milestone(inputs, values, step, number=number)


def _if_then(inputs: ProgressionInput, values: dict[str, str], number: int) -> str:
    plans = if_then_plans(inputs.goal.obstacle, inputs.playbook)
    return fill_template(plans[(number - 1) % len(plans)], values)


def _focus(guide: PhaseGuide, values: dict[str, str], step: Step, week_in_phase: int) -> str:
    focus = fill_template(guide.focus[week_in_phase % len(guide.focus)], values)
    if step.lighter:
        focus = f"A lighter week on purpose. {focus}"
    return f"{step.note}. {focus}" if step.note else focus


def _format_load(inputs: ProgressionInput, step: Step) -> str:
    if step.load is None:
        return ""
    return format_amount(step.load, inputs.unit)


def _extras(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    *,
    minutes_left: int,
    number: int,
    week_in_phase: int,
    check_ins: tuple[int, ...],
) -> list[TaskDraft]:
    found: list[TaskDraft] = []
    if number == 1:
        found.extend(
            TaskDraft(title=title, minutes=10)
            for title in constraint_tasks(inputs.circumstances, inputs.facts)
        )
    if week_in_phase < len(guide.extras):
        extra = guide.extras[week_in_phase]
        found.append(TaskDraft(title=fill_template(extra.title, values), minutes=extra.minutes))
    if number in check_ins:
        found.append(
            TaskDraft(
                title="Review the weeks behind you and note what to keep and what to change",
                minutes=_REVIEW_MINUTES,
            )
        )
    chosen: list[TaskDraft] = []
    for task in found:
        minutes = min(task.minutes, max(MIN_SESSION_MINUTES, inputs.max_minutes // 4))
        if minutes <= minutes_left:
            chosen.append(task.model_copy(update={"minutes": minutes}))
            minutes_left -= minutes
    return chosen


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
