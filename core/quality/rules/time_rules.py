"""Rules for days and minutes: those that the person has, and those that the tasks take."""

import re

from core.goals.weeks import Day
from core.plans.plan import Task
from core.quality.rules import item_rules
from core.quality.rules.aim_rule import confidence_of
from core.quality.rules.finding import Finding, quoted, unknown
from core.quality.rules.plan_rules import ADDED, NO_PLAN, added_sentence, first_weeks
from core.quality.subject import Subject

_OVER = 0.6
"""How sure a no is if a limit is hardly passed; it may have been meant roughly."""
_SENTENCE = re.compile(r"[.!?;,]\s")
_REFUSAL = re.compile(
    r"\b(?:no|not|never|off|except|busy|without|after|but|rehearsal|look|church|late)\b|n['’]t\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
_FOR_MINUTES = re.compile(r"\bfor (?:the )?(?P<n>\d+) (?:-)?min(?:utes?)?\b", re.IGNORECASE)


def when_where(subject: Subject) -> Finding:
    """Answer whether the tasks have days, and only days that the person has."""
    weeks = first_weeks(subject)
    added = item_rules.time_or_place(added_sentence(subject))
    if not weeks and not added:
        return unknown(NO_PLAN)
    dated = [task for week in weeks for task in week.tasks if task.day is not None]
    allowed = subject.facts.days or (
        subject.facts.frequency.days if subject.facts.frequency else ()
    )
    outside = [task for task in dated if allowed and task.day not in allowed]
    if outside:
        note = f"“{outside[0].title}” lies on {outside[0].day}, not on {', '.join(allowed)}."
        return Finding(yes=False, note=note)
    free = named_days(subject.facts.text)
    if dated and free and not any(task.day in free for task in dated):
        note = f"You named {', '.join(free)}; “{dated[0].title}” lies on {dated[0].day}."
        return Finding(yes=False, confidence=_OVER, note=note)
    if not dated:
        return quoted(added, confidence=ADDED if added else 1.0)
    evidence = f"{dated[0].title}, {dated[0].minutes} minutes, {dated[0].day}"
    return quoted(evidence, confidence=confidence_of(subject, "days") if allowed else 1.0)


def named_days(text: str) -> list[Day]:
    """Return the weekdays that a text names in a sentence without a refusal."""
    parts = [part for part in _SENTENCE.split(text) if not _REFUSAL.search(part)]
    return [Day(m.group()[:3].title()) for part in parts for m in _WEEKDAY.finditer(part)]


def fits_time(subject: Subject) -> Finding:
    """Answer whether every week stays within the hours, and the sessions within their length."""
    plan, facts = subject.plan, subject.facts
    if plan is None:
        return unknown(NO_PLAN)
    limit = facts.hours.per_week if facts.hours else plan.hours_per_week
    over = max(plan.weeks, key=lambda week: week.minutes)
    if over.minutes > limit * 60 + 1:
        most = f"“{facts.hours.span.text}”" if facts.hours else f"{limit:g}"
        note = f"Week {over.number} takes {over.hours:g} hours, more than {most}."
        excess = over.minutes / (limit * 60) - 1
        sure = min(1.0, _OVER + 2 * excess, max(_OVER, confidence_of(subject, "hours")))
        return Finding(yes=False, confidence=sure, note=note)
    longest = facts.session_minutes
    tasks = [task for week in plan.weeks for task in week.tasks]
    long = [task for task in tasks if longest is not None and task.minutes > longest + 5]
    if long:
        note = f"“{long[0].title}” takes {long[0].minutes} minutes, longer than one session."
        return Finding(
            yes=False, confidence=_OVER + (1 - _OVER) * len(long) / len(tasks), note=note
        )
    wrong = next((task for task in tasks if _longer_than_given(task)), None)
    if wrong is not None:
        note = f"“{wrong.title}” does not fit into its {wrong.minutes} minutes."
        return Finding(yes=False, confidence=0.9, note=note)
    stated = facts.hours.span.text if facts.hours else ""
    if not tasks:
        return unknown("There are no tasks to add up.")
    first = tasks[0]
    return quoted(
        f"{first.title}, {first.minutes} minutes",
        asked=stated,
        confidence=confidence_of(subject, "hours") if stated else 0.8,
    )


def _longer_than_given(task: Task) -> bool:
    """Return whether a title speaks of more minutes than its task has."""
    spoken = [int(m["n"]) for m in _FOR_MINUTES.finditer(task.title)]
    return bool(spoken) and max(spoken) > task.minutes + 5
