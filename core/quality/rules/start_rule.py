"""The rule for where the person stands today: the plan begins there."""

import re

from core.goals.goal import Target
from core.offline.fit.settled import settled_thing
from core.offline.writing.format_amount import format_amount
from core.quality.rules.aim_rule import (
    MIN_SHARED,
    confidence_of,
    plan_titles,
    stems_beside_aim,
    task_titles,
    words_of,
)
from core.quality.rules.finding import Finding, not_asked, quoted, shared_line, unknown
from core.quality.rules.measures import THEIR_SCALE
from core.quality.rules.named_numbers import NamedNumber, comes_back, is_made_up, named_numbers
from core.quality.subject import Subject

_PART = 0.6
"""How sure a no is if one of several numbers of the start, are left out."""
_WORDS = 0.85
_MADE_UP = 0.8
_SETTLED = 0.9
_WITH_INTEREST = 1.25
"""An amount owed grows by about this much until it is paid."""


def start_used(subject: Subject) -> Finding:
    """Answer whether the plan begins where the person stands."""
    facts, target = subject.facts, subject.goal.target
    again = _settled_again(subject)
    if again is not None:
        return again
    sure = confidence_of(subject, "baseline", "starting_points")
    if facts.baseline is not None:
        keeps = target is not None and target.baseline == facts.baseline.value
        amount = f"{facts.baseline.value:g}"
        number = re.compile(rf"(?<![\d.,]){re.escape(amount)}(?![\d]|[.,]\d)")
        line = next((line for line in subject.answer.splitlines() if number.search(line)), "")
        evidence = (line or subject.resolution.smart_statement) if keeps else ""
        asked = words_of(subject, facts.baseline.span)
        if not evidence and target is not None and _holds(target, facts.baseline.value):
            return unknown("What is counted may hold what they named as the start.")
        begins = format_amount(target.baseline or 0, target.unit) if target else "nothing"
        note = "" if evidence else f"The plan begins at {begins}, not at “{asked}”."
        return quoted(evidence, asked=asked, confidence=sure, note=note)
    if target is not None and facts.kind in THEIR_SCALE and is_made_up(target, facts):
        begins = format_amount(target.baseline or 0, target.unit)
        note = f"The plan begins at {begins}, which you never named: “{words_of(subject)}”."
        return Finding(yes=False, confidence=_MADE_UP, note=note)
    return _taken_up(subject, sure) if facts.starting_points else not_asked()


def _settled_again(subject: Subject) -> Finding | None:
    """Return the no of a plan that finds, buys or books what the person has already."""
    outcome = subject.goal.statement.removeprefix("I will ")
    for line in (outcome, *task_titles(subject)):
        found = settled_thing(line, subject.facts.text)
        if found is not None:
            note = f"“{line}” is settled: “{found.quote}”."
            return Finding(yes=False, confidence=_SETTLED, note=note)
    return None


def _taken_up(subject: Subject, sure: float) -> Finding:
    """Answer whether the plan takes up what the person tells of where they stand."""
    facts, target = subject.facts, subject.goal.target
    start = facts.starting_points[0].text
    numbers = [n for n in named_numbers(facts) if n.quote in start or n.text in start]
    if numbers and target is not None:
        return _starts_at(subject, numbers, start, sure)
    if facts.level == "new":
        return unknown("They begin from nothing, and a rule cannot tell whether the plan does.")
    share, line = shared_line(stems_beside_aim(subject, start), subject.answer.splitlines())
    evidence = line if share >= MIN_SHARED else ""
    # Words of the start may come back without the plan beginning there.
    note = "" if evidence else f"“{start.strip()}” does not come back."
    confidence = min(sure, 0.7 if evidence else _WORDS)
    return quoted(evidence, asked=start, confidence=confidence, note=note)


def _starts_at(subject: Subject, numbers: list[NamedNumber], start: str, sure: float) -> Finding:
    """Answer whether the plan begins at a number of where the person stands."""
    target = subject.goal.target
    values = {number.value for number in numbers}
    if target is not None and target.quantity in values and len(values) == 1:
        note = f"“{start.strip()}” is where they stand, and the plan ends there."
        return Finding(yes=False, confidence=max(sure, 0.8), note=note)
    lines = [subject.resolution.smart_statement, *subject.goal.notes, *plan_titles(subject)]
    line = next((line for line in lines for n in numbers if comes_back(n, line)), "")
    lost = next((n for n in numbers if not any(comes_back(n, line) for line in lines)), None)
    if target is not None and target.baseline in values:
        return quoted(line or subject.resolution.smart_statement, asked=start, confidence=sure)
    if lost is not None:
        note = f"The plan leaves out “{lost.quote}”, a part of where they stand."
        return Finding(yes=False, confidence=min(sure, _PART), note=note)
    return quoted(line, asked=start, confidence=min(sure, 0.7))


def _holds(target: Target, start: float) -> bool:
    """Return whether an amount to pay off is the one that is owed, with what is added to it."""
    return target.baseline is None and start <= target.quantity <= start * _WITH_INTEREST
