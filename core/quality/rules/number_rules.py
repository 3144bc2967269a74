"""Rules for the numbers and days that a person named: they come back, or a word says why not."""

import re
from datetime import timedelta

from core.formats import long_day
from core.goals.kind import GoalKind
from core.offline.kinds.paying.debts import owed_in_all
from core.offline.reading.facts import Quantity, Span
from core.offline.reading.roles.slots.deadline_choice import days_to_come
from core.offline.writing.format_amount import format_amount
from core.quality.rules.aim_rule import confidence_of, words_of
from core.quality.rules.finding import Finding, not_asked, quoted
from core.quality.rules.measures import THEIR_SCALE, same_unit
from core.quality.rules.named_numbers import (
    NamedNumber,
    comes_back,
    is_invented,
    left_out,
    named_numbers,
    now_at,
    on_one_scale,
)
from core.quality.subject import Subject

_COUNTED = 2
"""Days by which "in ten weeks" differs, as the first or the last day is counted or not."""
_TIDY_UP = 6
"""Days after an event in which a plan closes it: keys handed over, thanks sent.

What was done before the day already does not close it.
"""
_LEAST_SUM, _LEFT_OUT = 20, 0.65
"""Sums above the first are all part of the reckoning; one may still be there in other words."""
_WITH_INTEREST = 1.25
_LEAST_PRESENT = 0.6
"""Confidence that the numbers are there if only the target's comes back, and none of the others."""


def keeps_numbers(subject: Subject) -> Finding:
    """Answer whether each named number comes back, or a note names its change."""
    facts, goal = subject.facts, subject.goal
    named: list[tuple[Span, bool]] = []
    if facts.quantity is not None:
        named.append((facts.quantity.span, _keeps_quantity(subject, facts.quantity)))
    if facts.deadline is not None:
        day = facts.deadline.on
        keeps = abs((goal.deadline - day).days) <= _COUNTED or any(
            long_day(day + timedelta(days=d)) in subject.answer for d in range(-_COUNTED, 1)
        )
        named.append((facts.deadline.span, keeps))
    sure = confidence_of(subject, "quantity", "deadline")
    missed = next((span for span, keeps in named if not keeps), None)
    if missed is not None:
        written = subject.resolution.smart_statement or goal.statement
        note = f"“{missed.text}” is missing; the plan says “{written}”"
        return Finding(yes=False, confidence=sure, note=note)
    wrong = _wrong_amount(subject) or _after_the_day(subject) or _lost_day(subject)
    if wrong:
        return Finding(yes=False, confidence=0.85, note=wrong)
    amounts = named_numbers(facts)
    if not any(comes_back(n, subject.answer) for n in amounts) and len(amounts) > 1:
        note = f"Neither “{amounts[0].quote}” nor another number of yours comes back."
        return Finding(yes=False, confidence=_LEFT_OUT, note=note)
    if not named:
        return not_asked()
    gone = _lost_sum(subject)
    if gone is not None:
        note = f"“{gone.quote}” does not come back; the plan says “{subject.goal.statement}”"
        return Finding(yes=False, confidence=_LEFT_OUT, note=note)
    there = [number for number in amounts if comes_back(number, subject.answer)]
    share = len(there) / len(amounts) if amounts else 1.0
    return quoted(
        subject.resolution.smart_statement,
        asked=words_of(subject, named[0][0]),
        confidence=min(sure, _LEAST_PRESENT + (1 - _LEAST_PRESENT) * share),
    )


def _lost_sum(subject: Subject) -> NamedNumber | None:
    """Return a sum of money that does not come back; what is owed may hold its interest."""
    target = subject.goal.target
    if subject.facts.kind != GoalKind.MONEY or target is None:
        return None
    return next(
        (
            n
            for n in named_numbers(subject.facts)
            if n.value > _LEAST_SUM
            and n.value != target.baseline
            and not target.quantity / _WITH_INTEREST <= n.value <= target.quantity
            and not comes_back(n, subject.answer)
        ),
        None,
    )


def _wrong_amount(subject: Subject) -> str:
    """Return what is wrong with the counted number beside those the person named, or ""."""
    facts, target = subject.facts, subject.goal.target
    if target is None or facts.kind not in THEIR_SCALE:
        return ""
    counted = format_amount(target.quantity, target.unit)
    today = now_at(target, facts)
    if today is not None:
        return f"“{today.quote}” is where they are, and the plan ends there: {counted}."
    lost = [n for n in named_numbers(facts) if not comes_back(n, subject.answer)]
    if is_invented(target, facts) and not _named_in_notes(subject):
        beside = [n for n in lost if n.unit in {"", target.unit}] or [
            n for n in named_numbers(facts) if on_one_scale(n, target)
        ]
        if beside:
            return f"You named “{beside[0].quote}”; the plan counts {counted} instead."
    missing = left_out(subject, target)
    return f"“{missing.quote}” is missing; the plan counts {counted}." if missing else ""


def _named_in_notes(subject: Subject) -> bool:
    """Return whether a note or the statement sets the target beside a number of the person."""
    target, lines = subject.goal.target, [*subject.goal.notes, subject.goal.statement]
    asked = subject.facts.quantity
    if asked is not None and asked.unit and _keeps_quantity(subject, asked):
        return True
    named = [n for n in named_numbers(subject.facts) if target and on_one_scale(n, target)]
    return any(comes_back(n, line) for n in named for line in lines)


def _after_the_day(subject: Subject) -> str:
    """Return what is wrong if tasks come after the day that the person named as the last."""
    deadline, plan = subject.facts.deadline, subject.plan
    if deadline is None or plan is None or subject.facts.kind == GoalKind.QUIT:
        return ""
    after = [w for w in plan.weeks if w.tasks and w.starts_on > deadline.on]
    soon = len(after) == 1 and after[0].starts_on <= deadline.on + timedelta(days=_TIDY_UP)
    before = {t.title for w in plan.weeks if w.starts_on <= deadline.on for t in w.tasks}
    tidies = soon and all(t.title not in before for t in after[0].tasks)
    late = next(iter(after), None) if not tidies else None
    return f"Week {late.number} comes after “{deadline.span.text}”." if late else ""


def _lost_day(subject: Subject) -> str:
    """Return what is wrong if the only day that the words name has no place in the result."""
    goal = subject.goal
    if subject.facts.deadline is not None or not subject.facts.english:
        return ""
    days = days_to_come(subject.facts.text, goal.starts_on)
    if len({day.on for day in days}) != 1:
        return ""
    on = days[0].on
    names_it = long_day(on) in subject.answer
    has_it = names_it or abs((goal.deadline - on).days) <= _COUNTED
    return "" if has_it else f"“{days[0].span.text}” is missing; the plan says “{goal.statement}”"


def _keeps_quantity(subject: Subject, named: Quantity) -> bool:
    target, wanted = subject.goal.target, named.high or named.value
    if subject.facts.kind == GoalKind.MONEY:
        wanted = owed_in_all(subject.facts) or wanted  # of three debts two shall be gone
    if target is not None and target.quantity == wanted and same_unit(target.unit, named.unit):
        return True
    amounts = {format_amount(wanted, named.unit), f"{wanted:g}", f"{wanted:,.0f}"}
    return any(_names(amount, note) for amount in amounts for note in subject.goal.notes)


def _names(amount: str, note: str) -> bool:
    """Return whether a note has an amount as a whole: "3,100" is no part of "13,100"."""
    return re.search(rf"(?<![\d.,]){re.escape(amount)}(?!\d|[.,]\d)", note) is not None
