"""Suggested sentences: for each rubric item, the sentence that would turn a no into a yes.

A sentence uses only known facts about the goal; an unknown fact is a gap in angle brackets for the
person to fill.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.formats import long_day
from core.goals.goal import ClarifiedGoal, total_weeks
from core.goals.weeks import Day
from core.offline.reading.numbers import format_number
from core.offline.reading.phrases import extract_aim, find_reason, split_clauses
from core.offline.writing.format_amount import format_amount
from core.plans.plan import Milestone, Plan, Task
from core.quality.concreteness import concrete_words
from core.quality.rubric import Scope, item_by_id
from core.quality.rules.finding import all_stems, stems
from core.quality.rules.measures import EFFORT_UNITS
from core.resolutions.if_then import ensure_if_then, is_if_then

_ASIDE = re.compile(r"\s*\([^)]*\)")
_DAYS = {
    Day.MON: "Monday",
    Day.TUE: "Tuesday",
    Day.WED: "Wednesday",
    Day.THU: "Thursday",
    Day.FRI: "Friday",
    Day.SAT: "Saturday",
    Day.SUN: "Sunday",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalContext:
    """The facts that a suggested sentence may use."""

    text: str
    """The goal in the person's own words."""
    goal: ClarifiedGoal
    plan: Plan | None = None

    @property
    def reached(self) -> str:
        target = self.goal.target
        return format_amount(target.quantity, target.unit) if target is not None else ""

    @property
    def first_week(self) -> tuple[Task, ...]:
        return self.plan.weeks[0].tasks if self.plan is not None and self.plan.weeks else ()

    @property
    def first_milestone(self) -> tuple[int, Milestone] | None:
        weeks = self.plan.weeks[:-1] if self.plan is not None else ()
        return next(
            ((week.number, week.milestone) for week in weeks if week.milestone is not None), None
        )


def suggest_sentence(item_id: str, context: GoalContext) -> str:
    """Return the sentence for a rubric item, with a gap in angle brackets for each missing fact."""
    item = item_by_id(item_id)
    if item is None:
        return ""
    write = _WRITERS.get(item_id)
    return (write(context) if write is not None else "") or item.suggestion


def _outcome(context: GoalContext) -> str:
    return context.goal.statement


def _single_aim(context: GoalContext) -> str:
    parts = split_clauses(context.text)
    aim = extract_aim(parts[0].text if parts else context.text, without=()).strip(" .,;")
    return (
        f"For the next {total_weeks(context.goal)} weeks I work only on this: {aim}." if aim else ""
    )


def _no_vague_words(context: GoalContext) -> str:
    return (
        f"By {long_day(context.goal.deadline)} I will reach {context.reached}."
        if context.reached
        else ""
    )


def _reason(context: GoalContext) -> str:
    span = find_reason(context.text)
    if span is None:
        return ""
    reason = span.text.strip(" .,;")
    led = reason.lower().startswith(("because", "so that", "so i", "since", "in order", "to "))
    return f"This matters to me {reason}." if led else f"This matters to me because {reason}."


def _action(context: GoalContext) -> str:
    tasks = sorted(context.first_week, key=lambda task: -len(concrete_words(task.title)))
    task = next((task for task in tasks if concrete_words(task.title)), None)
    return f"I will {_uncapitalize(task.title)}." if task is not None else ""


def _quantity(context: GoalContext) -> str:
    if context.reached:
        return f"I will reach {context.reached}."
    task = next(iter(context.first_week), None)
    return f"I will do {task.minutes} minutes each time." if task is not None else ""


def _when(context: GoalContext) -> str:
    days = [_DAYS[day] for day in Day if any(task.day == day for task in context.first_week)]
    if not days:
        return ""
    return (
        "I will do it every day."
        if len(days) == len(_DAYS)
        else f"I will do it on {_listed(days)}."
    )


def _end_date(context: GoalContext) -> str:
    return f"I will reach it by {long_day(context.goal.deadline)}."


def _obstacle(context: GoalContext) -> str:
    obstacle = context.goal.obstacle.strip(" .")
    return f"The obstacle I expect: {obstacle}." if obstacle else ""


def _number(context: GoalContext) -> str:
    target = context.goal.target
    if target is not None and target.unit in EFFORT_UNITS:
        return ""  # time spent does not say whether it is reached; the person has to
    if target is not None:
        return f"I have reached it at {context.reached} ({_uncapitalize(target.metric)})."
    tasks = sum(len(week.tasks) for week in context.plan.weeks) if context.plan is not None else 0
    return (
        f"I have reached it when {-(-tasks * 4 // 5)} of the {tasks} planned tasks are done."
        if tasks
        else ""
    )


def _method(_context: GoalContext) -> str:
    return "I log it after every session and count it every Sunday."


def _frequency(context: GoalContext) -> str:
    # Two tasks of one day are one time; tasks without a day are counted one by one.
    times = len({task.day or task.id for task in context.first_week})
    return (
        f"I do it {times} times a week." if times > 1 else "I do it once a week." if times else ""
    )


def _checkpoint(context: GoalContext) -> str:
    milestone, target, weeks = (
        context.first_milestone,
        context.goal.target,
        total_weeks(context.goal),
    )
    if milestone is not None:
        number, reached = milestone
        return f"By week {number} I want to be at {format_amount(reached.target, reached.unit)}."
    if target is None or weeks < 2:
        return ""
    half = ((target.baseline or 0.0) + target.quantity) / 2
    return f"By week {weeks // 2} I want to be at {format_amount(half, target.unit)}."


def _first_task(context: GoalContext) -> str:
    task = next(iter(context.first_week), None)
    return (
        ""
        if task is None
        else f"{_strip_asides(task.title)} for {task.minutes} minutes{_on(task)}."
    )


def _first_step(context: GoalContext) -> str:
    task = next(iter(context.first_week), None)
    return "" if task is None else f"This week I will {_uncapitalize(task.title)}{_on(task)}."


def _if_then(context: GoalContext) -> str:
    weeks = context.plan.weeks if context.plan is not None else ()
    named = stems(context.goal.obstacle)
    plans = [week.if_then for week in weeks if is_if_then(week.if_then)]
    written = next((text for text in plans if not named or named & all_stems(text)), "")
    return written or (
        ensure_if_then("", obstacle=context.goal.obstacle) if context.goal.obstacle else ""
    )


def _fits_time(context: GoalContext) -> str:
    return f"This takes {format_number(context.goal.hours_per_week)} hours a week."


def _strip_asides(title: str) -> str:
    """Return a title without its asides in brackets."""
    return _ASIDE.sub("", title).strip(" .")


def _uncapitalize(title: str) -> str:
    """Return a title for use inside a sentence: first letter in lower case, unless an acronym."""
    trimmed = _strip_asides(title)
    return trimmed if trimmed[1:2].isupper() else trimmed[:1].lower() + trimmed[1:]


def _on(task: Task) -> str:
    return f" on {_DAYS[task.day]}" if task.day is not None else ""


def _listed(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"


def can_be_added(item_id: str) -> bool:
    """Return whether a sentence in the resolution can turn the item's no into a yes.

    What does not fit the person is mended in the goal or the plan, not by one more sentence.
    """
    item = item_by_id(item_id)
    return item is not None and item.scope == Scope.TEXT and item_id not in _OF_THE_PLAN


_OF_THE_PLAN = frozenset({"actionability.fits_time"})

_WRITERS: Mapping[str, Callable[[GoalContext], str]] = {
    "clarity.outcome": _outcome,
    "clarity.single_aim": _single_aim,
    "clarity.plain_words": _no_vague_words,
    "clarity.reason": _reason,
    "specificity.action": _action,
    "specificity.quantity": _quantity,
    "specificity.when_where": _when,
    "specificity.end_date": _end_date,
    "specificity.obstacle": _obstacle,
    "measurability.number": _number,
    "measurability.method": _method,
    "measurability.frequency": _frequency,
    "measurability.checkpoint": _checkpoint,
    "actionability.verb_first": _first_task,
    "actionability.first_step": _first_step,
    "actionability.if_then": _if_then,
    "actionability.fits_time": _fits_time,
}
