"""Draft the plan: weeks by phase, sessions by the progression rule, one-off steps, milestones."""

from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.goals.weeks import check_in_weeks, days_of, minutes_cap
from core.offline.alike.folded import with_folded_weeks
from core.offline.alike.week_focus import week_focus
from core.offline.if_thens.choose import ChosenIfThens, choose_if_thens
from core.offline.if_thens.weeks import with_if_thens
from core.offline.kinds.ladder import ladder_of, lengthen, rungs_by_week
from core.offline.kinds.level import level_of
from core.offline.kinds.outline import outline_of
from core.offline.kinds.own_method import payment_with_token, small_tasks
from core.offline.kinds.paying.payment_tasks import payment_titles, week_amount
from core.offline.kinds.short_plans.before_the_day import before_the_day
from core.offline.kinds.short_plans.own_due import own_due_tasks
from core.offline.kinds.short_plans.own_times import on_own_times
from core.offline.kinds.short_plans.parts_in_order import parts_in_order
from core.offline.kinds.short_plans.placed_steps import WeekShare
from core.offline.kinds.step_list import eve_tasks, steps_by_week
from core.offline.kinds.step_schedule import longest_task, schedule_steps
from core.offline.kinds.week_steps import steps_of
from core.offline.named.find import piece_of
from core.offline.named.own_titles import own_titles
from core.offline.parsed_goal import ParsedGoal
from core.offline.particulars.tasks import particular_tasks
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
    build_progression_input,
)
from core.offline.progressions.rules import steps_for
from core.offline.writing.contingencies import write_contingencies
from core.offline.writing.format_amount import format_amount
from core.offline.writing.milestones import milestones_of, reached_by_week, write_milestone
from core.offline.writing.phases import phase_spans
from core.offline.writing.step_days import WeekDays, place_steps
from core.offline.writing.task_minutes import with_agreeing_minutes
from core.offline.writing.templates import fill_template, template_values
from core.offline.writing.week_sessions import write_sessions
from core.plans.care import put_care_first
from core.plans.draft import (
    MilestoneDraft,
    PlanDraft,
    ResourceDraft,
    TaskDraft,
    WeekDraft,
)
from core.resolutions.resolution import Resolution

_QUICK_MINUTES = 20  # a step up to here is a quick win and opens its week


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """Everything the weeks of one plan are written from."""

    parsed: ParsedGoal
    inputs: ProgressionInput
    values: dict[str, str]
    steps: tuple[Step, ...]
    shares: tuple[WeekShare, ...]
    small: dict[int, list[TaskDraft]]
    """Review and own tool of each week."""
    rungs: dict[int, tuple[str, ...]]
    check_ins: tuple[int, ...]
    milestones: frozenset[int]
    if_thens: ChosenIfThens


def draft_plan(parsed: ParsedGoal, goal: ClarifiedGoal, resolution: Resolution) -> PlanDraft:
    """Return the draft of a plan; the plan compiler adds dates and checks it."""
    book = _open_book(parsed, goal)
    weeks = [
        _week(book, guide, number=number, week_in_phase=number - first)
        for guide, first, last in phase_spans(book.inputs)
        for number in range(first, last + 1)
    ]
    planned = with_if_thens(weeks, book.if_thens.filled(book.values))
    reached = reached_by_week(book.inputs, book.steps)
    draft = PlanDraft(
        weeks=with_folded_weeks(planned, reached, book.inputs.kind),
        resources=[
            ResourceDraft(title=r.title, kind=r.kind, url=r.url) for r in parsed.playbook.resources
        ],
        contingencies=write_contingencies(parsed, goal, resolution, book.values),
        check_in_weeks=list(book.check_ins),
    )
    return put_care_first(draft, parsed.care, goal)


def first_task(parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    """Return the title of what the plan begins with, or nothing: a task of its first week.

    The first one-off step of the week comes before its sessions, and a professional before all.
    """
    if parsed.care:
        return parsed.care[0].task
    book = _open_book(parsed, goal)
    week = _week(book, phase_spans(book.inputs)[0][0], number=1, week_in_phase=0)
    share, titles = book.shares[0], [task.title for task in week.tasks]
    steps = [fill_template(step.title, book.values) for step in (*share.first, *share.beside)]
    return next((title for title in (*steps, *titles) if title in titles), "")


def _open_book(parsed: ParsedGoal, goal: ClarifiedGoal) -> _Book:
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    turning_day = outline_of(parsed).turning_day
    inputs = build_progression_input(request, goal, facts, playbook, turning_day)
    level = level_of(parsed)
    one_offs = steps_by_week(phase_spans(inputs), playbook.phases, level, inputs.kind)
    rungs = rungs_by_week(lengthen(ladder_of(parsed), inputs.weeks), inputs.weeks)
    drafted, check_ins = steps_for(inputs), check_in_weeks(inputs.weeks)
    fixed = {week: len(found) for week, found in rungs.items()}
    due = own_due_tasks(parsed, goal)
    eve = eve_tasks(playbook.phases, level, goal, turning_day)
    own = particular_tasks(parsed, one_offs, inputs.weeks)
    small = {
        week: [
            *eve.get(week, ()),
            *due.get(week, ()),
            *own.get(week, ()),
            *small_tasks(parsed, inputs, week, is_check_in=week in check_ins),
        ]
        for week in range(1, inputs.weeks + 1)
    }
    taken = {week: sum(task.minutes for task in tasks) for week, tasks in small.items()}
    shares = schedule_steps(inputs, drafted, one_offs, fixed, taken)
    steps = steps_of(inputs, drafted, [share.steps_done for share in shares], rungs)
    return _Book(
        parsed=parsed,
        inputs=inputs,
        values={**template_values(goal, facts, playbook), "piece": piece_of(parsed)},
        steps=steps,
        shares=shares,
        small=small,
        rungs=rungs,
        check_ins=check_ins,
        milestones=milestones_of(inputs, steps, check_ins),
        if_thens=choose_if_thens(goal.obstacle, request, facts, playbook),
    )


def _week(book: _Book, guide: PhaseGuide, *, number: int, week_in_phase: int) -> WeekDraft:
    inputs, step, share = book.inputs, book.steps[number - 1], book.shares[number - 1]
    values = {**book.values, "amount": week_amount(inputs, step)}
    if not inputs.is_payment:
        values["minutes"] = f"{share.each}"
    sessions = write_sessions(
        inputs,
        guide,
        values,
        step,
        number=number,
        share=share,
        turn=week_in_phase,
        titles=_own_titles(book, guide, number, week_in_phase),
    )
    tasks = _filled(_with_other_tasks(book, sessions, number), values)
    timed = on_own_times(_timed(book, tasks, number), inputs, number, is_fixed=inputs.is_running)
    return WeekDraft(
        phase=guide.name,
        focus=week_focus(guide, values, book.steps, number, week_in_phase),
        tasks=parts_in_order(before_the_day(timed, inputs, number), inputs.open_days(number)),
        milestone=_milestone(book, values, step, number),
        load=step.load,
    )


def _with_other_tasks(book: _Book, sessions: list[TaskDraft], number: int) -> list[TaskDraft]:
    """Return the tasks of a week: quick steps, its sessions, longer steps, review and own tool."""
    share = book.shares[number - 1]
    steps = [TaskDraft(title=step.title, minutes=step.minutes) for step in share.beside]
    if book.inputs.has_own_days:
        steps, sessions = _on_own_days(book, steps, sessions, number)
    quick = [task for task in steps if task.minutes <= _QUICK_MINUTES]
    longer = [task for task in steps if task.minutes > _QUICK_MINUTES]
    last = number == book.inputs.weeks
    tasks = [*quick, *longer, *sessions] if last else [*quick, *sessions, *longer]
    goal = book.inputs.goal
    free = len(days_of(goal.starts_on, number, ends_on=goal.deadline))
    left = minutes_cap(goal.hours_per_week, free) - sum(task.minutes for task in tasks)
    for task in book.small[number]:
        if task.minutes <= left:
            tasks.append(task)
            left -= task.minutes
    return tasks


def _on_own_days(
    book: _Book, steps: list[TaskDraft], sessions: list[TaskDraft], number: int
) -> tuple[list[TaskDraft], list[TaskDraft]]:
    """Return steps and sessions on the person's days; only training gives way to a step."""
    inputs = book.inputs
    fixed = len(book.rungs.get(number, ())) or 1
    gives_way = inputs.kind == GoalKind.TRAINING and not book.steps[number - 1].sessions
    spare = max(0, len(sessions) - fixed) if gives_way else 0
    return place_steps(steps, sessions, WeekDays(own=inputs.open_days(number), may_replace=spare))


def _filled(tasks: list[TaskDraft], values: dict[str, str]) -> list[TaskDraft]:
    return [task.model_copy(update={"title": fill_template(task.title, values)}) for task in tasks]


def _timed(book: _Book, tasks: list[TaskDraft], number: int) -> list[TaskDraft]:
    """Return the tasks with the minutes their words name; a rule's own sessions have theirs."""
    if book.steps[number - 1].sessions:
        return tasks
    goal = book.inputs.goal
    free = len(days_of(goal.starts_on, number, ends_on=goal.deadline))
    timed = with_agreeing_minutes(tasks, minutes_cap(goal.hours_per_week, free))
    longest = longest_task(book.inputs)
    if longest is None:
        return timed
    return [t.model_copy(update={"minutes": min(t.minutes, longest)}) for t in timed]


def _own_titles(book: _Book, guide: PhaseGuide, number: int, turn: int) -> tuple[str, ...]:
    """Return the titles that go before the playbook's practice in a week."""
    rungs = book.rungs.get(number, ())
    if rungs:
        return rungs
    payment = payment_with_token(book.inputs, number)
    step = book.steps[number - 1]
    if payment is not None and step.load is not None:
        return (payment,)
    if book.inputs.is_payment:
        return payment_titles(book.inputs, guide, step, turn)
    return own_titles(book.parsed, book.inputs, step, number)


def _milestone(
    book: _Book, values: dict[str, str], step: Step, number: int
) -> MilestoneDraft | None:
    if number not in book.milestones:
        return None
    staged = book.inputs.playbook.progression.rule == "staged"
    if (staged or book.inputs.is_payment) and step.week_target is not None:
        reached = format_amount(step.week_target, book.inputs.unit)
        values = {**values, "amount": reached}  # the milestone's number, not the week's load
    return write_milestone(book.inputs, values, step, number=number)
