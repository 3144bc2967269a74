"""Draft the plan: weeks by phase, sessions by the progression rule, one-off steps, milestones."""

from dataclasses import dataclass, replace
from itertools import accumulate

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.goals.weeks import check_in_weeks, days_of, minutes_cap
from core.offline.kinds.ladder import ladder_of, lengthen, rungs_by_week
from core.offline.kinds.level import level_of
from core.offline.kinds.outline import outline_of
from core.offline.kinds.step_list import STEPS, steps_by_week
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import PhaseGuide, StepGuide
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
    build_progression_input,
)
from core.offline.progressions.rules import steps_for
from core.offline.writing.contingencies import write_contingencies
from core.offline.writing.format_amount import format_amount
from core.offline.writing.milestones import milestone_weeks, write_milestone
from core.offline.writing.obstacles import if_then_plans
from core.offline.writing.own_method import method_acts, method_task, payment_with_token
from core.offline.writing.phases import phase_spans
from core.offline.writing.templates import fill_template, template_values
from core.offline.writing.week_sessions import MIN_SESSION_MINUTES, write_sessions
from core.plans.draft import (
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
_LEAST_STEP_MINUTES = 15
_WEEKS_FREE = 4
"""Weeks without after which staying without is much more likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """Everything the weeks of one plan are written from."""

    parsed: ParsedGoal
    inputs: ProgressionInput
    values: dict[str, str]
    steps: tuple[Step, ...]
    one_offs: dict[int, tuple[StepGuide, ...]]
    rungs: dict[int, tuple[str, ...]]
    check_ins: tuple[int, ...]
    milestones: frozenset[int]
    if_thens: tuple[str, ...]


def draft_plan(parsed: ParsedGoal, goal: ClarifiedGoal, resolution: Resolution) -> PlanDraft:
    """Return the draft of a plan; the plan compiler adds dates and checks it."""
    book = _open_book(parsed, goal)
    weeks = [
        _week(book, guide, number=number, week_in_phase=number - first)
        for guide, first, last in phase_spans(book.inputs)
        for number in range(first, last + 1)
    ]
    return PlanDraft(
        weeks=weeks,
        resources=[
            ResourceDraft(title=r.title, kind=r.kind, url=r.url) for r in parsed.playbook.resources
        ],
        contingencies=write_contingencies(parsed, goal, resolution, book.values),
        check_in_weeks=list(book.check_ins),
    )


def _open_book(parsed: ParsedGoal, goal: ClarifiedGoal) -> _Book:
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    turning_day = outline_of(parsed).turning_day
    inputs = build_progression_input(request, goal, facts, playbook, turning_day)
    one_offs = steps_by_week(phase_spans(inputs), playbook.phases, level_of(parsed))
    rungs = rungs_by_week(lengthen(ladder_of(parsed), inputs.weeks), inputs.weeks)
    steps, check_ins = _steps(inputs, one_offs, rungs), check_in_weeks(inputs.weeks)
    return _Book(
        parsed=parsed,
        inputs=inputs,
        values=template_values(goal, facts, playbook),
        steps=steps,
        one_offs=one_offs,
        rungs=rungs,
        check_ins=check_ins,
        milestones=milestone_weeks(steps, (*check_ins, *_turning_weeks(inputs))),
        if_thens=if_then_plans(goal.obstacle, request, facts, playbook),
    )


def _steps(
    inputs: ProgressionInput,
    one_offs: dict[int, tuple[StepGuide, ...]],
    rungs: dict[int, tuple[str, ...]],
) -> tuple[Step, ...]:
    """Return the rule's steps, with week targets that never fall behind an earlier one."""
    if inputs.unit == STEPS and inputs.facts.quantity is None:
        return _counted_steps(inputs, one_offs, rungs)
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


def _turning_weeks(inputs: ProgressionInput) -> tuple[int, ...]:
    """Return the week in which a project is done, or the fourth week after a quit date."""
    if inputs.turning_day is None:
        return ()
    week = inputs.weeks_before + (_WEEKS_FREE if inputs.kind == GoalKind.QUIT else 0)
    return (week,) if 1 <= week < inputs.weeks else ()


def _counted_steps(
    inputs: ProgressionInput,
    one_offs: dict[int, tuple[StepGuide, ...]],
    rungs: dict[int, tuple[str, ...]],
) -> tuple[Step, ...]:
    """Return the number of steps done by the end of each week, at most the target."""
    weeks = range(1, inputs.weeks + 1)
    if rungs:
        order = list(dict.fromkeys(rung for week in weeks for rung in rungs[week]))
        done = [float(order.index(rungs[week][-1]) + 1) for week in weeks]
    else:
        done = [float(n) for n in accumulate(len(one_offs.get(week, ())) for week in weeks)]
    most = inputs.target or done[-1]
    return tuple(Step(load=None, week_target=min(n, most) or None) for n in done)


def _week(book: _Book, guide: PhaseGuide, *, number: int, week_in_phase: int) -> WeekDraft:
    inputs, step = book.inputs, book.steps[number - 1]
    values = {**book.values, "amount": _format_amount(inputs, step)}
    free = len(days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline))
    cap = minutes_cap(inputs.goal.hours_per_week, free)
    extras = _extras(book, values, cap - _session_minutes(inputs, step, days=free), number=number)
    sessions = write_sessions(
        inputs,
        guide,
        values,
        step,
        number=number,
        week_in_phase=week_in_phase,
        minutes_left=cap - sum(task.minutes for task in extras),
        titles=_own_titles(book, number),
    )
    placed = {task.title for task in extras}
    waiting = [s for s in _one_offs(book, values, number) if s.title not in placed]
    return WeekDraft(
        phase=guide.name,
        focus=_focus(guide, values, step, week_in_phase),
        tasks=[*_in_place_of_sessions(sessions, waiting, step), *extras],
        if_then=fill_template(book.if_thens[(number - 1) % len(book.if_thens)], values),
        milestone=_milestone(book, values, step, number),
        load=step.load,
    )


def _own_titles(book: _Book, number: int) -> tuple[str, ...]:
    """Return the titles that go before the playbook's practice in a week."""
    rungs = book.rungs.get(number, ())
    if rungs:
        again = f"{rungs[0]} a second time and note the fear from 0 to 10"
        return (*rungs, again)
    payment = payment_with_token(book.inputs, number)
    if payment is not None:
        return (payment,)
    acts = method_acts(book.parsed)
    return (acts[(number - 1) % len(acts)],) if acts else ()


def _in_place_of_sessions(
    sessions: list[TaskDraft], waiting: list[TaskDraft], step: Step
) -> list[TaskDraft]:
    """Return the sessions with the last ones used for steps that had no minutes of their own."""
    if step.sessions or not waiting or len(sessions) < 2:
        return sessions
    changed, room = list(sessions), len(sessions) - 1
    for offset, task in enumerate(waiting[:room]):
        at = offset
        changed[at] = changed[at].model_copy(update={"title": task.title})
    return changed


def _session_minutes(inputs: ProgressionInput, step: Step, *, days: int) -> int:
    """Return the minutes a week's sessions need before extra tasks are added."""
    if step.sessions:
        return sum(minutes for _, minutes in step.sessions)
    count = min(inputs.sessions, days)
    if inputs.facts.session_minutes is not None:
        return count * round(inputs.facts.session_minutes)
    return count * MIN_SESSION_MINUTES * 2


def _milestone(
    book: _Book, values: dict[str, str], step: Step, number: int
) -> MilestoneDraft | None:
    if number not in book.milestones:
        return None
    return write_milestone(book.inputs, values, step, number=number)


def _focus(guide: PhaseGuide, values: dict[str, str], step: Step, week_in_phase: int) -> str:
    focus = fill_template(guide.focus[week_in_phase % len(guide.focus)], values)
    if step.lighter:
        focus = f"A lighter week on purpose. {focus}"
    return f"{step.note}. {focus}" if step.note else focus


def _format_amount(inputs: ProgressionInput, step: Step) -> str:
    reached = step.load if step.load is not None else step.week_target
    return "" if reached is None else format_amount(reached, inputs.unit)


def _one_offs(book: _Book, values: dict[str, str], number: int) -> list[TaskDraft]:
    return [
        TaskDraft(title=fill_template(step.title, values), minutes=step.minutes)
        for step in book.one_offs.get(number, ())
    ]


def _extras(
    book: _Book, values: dict[str, str], minutes_left: int, *, number: int
) -> list[TaskDraft]:
    """Return the one-off tasks of a week that fit beside its sessions."""
    found = _one_offs(book, values, number)
    own = method_task(book.parsed, book.inputs, number)
    if own is not None:
        found.insert(0, own)
    if number in book.check_ins:
        found.append(
            TaskDraft(
                title="Review the weeks behind you and note what to keep and what to change",
                minutes=_REVIEW_MINUTES,
            )
        )
    chosen: list[TaskDraft] = []
    for task in found:
        most = max(_LEAST_STEP_MINUTES, book.inputs.max_minutes // 3)
        minutes = min(task.minutes, most)
        if minutes <= minutes_left:
            chosen.append(task.model_copy(update={"minutes": minutes}))
            minutes_left -= minutes
    return chosen
