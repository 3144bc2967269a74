"""Rules that compare a resolution and its plan with the person's words, item by item.

They know only what the reading knows, so every answer carries the reading's confidence; where the
person note_text nothing, or the rules cannot tell, the answer is unknown.
"""

import itertools
import re
from collections.abc import Callable

from core.formats import long_day
from core.goals.kind import GoalKind
from core.offline.reading.facts import Quantity, Span
from core.offline.writing.format_amount import format_amount
from core.plans.milestones import direction
from core.quality.rules.aim_rule import (
    MIN_SHARED,
    confidence_of,
    stems_beside_aim,
    task_titles,
    words_of,
)
from core.quality.rules.finding import Finding, not_asked, quoted, shared_line, stems, unknown
from core.quality.subject import Subject

FitRule = Callable[[Subject], Finding]

EFFORT_UNITS = frozenset({"h", "min", "sessions", "runs"})
KINDS_OF_EFFORT = frozenset({GoalKind.ROUTINE, GoalKind.VAGUE})
"""Kinds whose result is that something is done regularly."""
_DAYS_PER = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
_MARGIN = 1.1
"""A tenth more than the payments make may still come from somewhere."""
_SAFETY_KINDS = frozenset({GoalKind.BODY, GoalKind.QUIT, GoalKind.TRAINING, GoalKind.FEAR})


def keeps_numbers(subject: Subject) -> Finding:
    """Answer whether each named number comes back, or a note names its change."""
    facts, goal = subject.facts, subject.goal
    named: list[tuple[Span, bool]] = []
    if facts.quantity is not None:
        named.append((facts.quantity.span, _keeps_quantity(subject, facts.quantity)))
    if facts.deadline is not None:
        day = facts.deadline.on
        keeps = goal.deadline == day or long_day(day) in subject.answer
        named.append((facts.deadline.span, keeps))
    if not named:
        return not_asked()
    sure = confidence_of(subject, "quantity", "deadline")
    missed = next((span for span, keeps in named if not keeps), None)
    if missed is not None:
        return Finding(yes=False, confidence=sure, note=f"“{missed.text}” is missing.")
    return quoted(
        subject.resolution.smart_statement,
        asked=words_of(subject, named[0][0]),
        confidence=sure,
    )


def _keeps_quantity(subject: Subject, named: Quantity) -> bool:
    target, wanted = subject.goal.target, named.high or named.value
    if target is not None and target.quantity == wanted and _same_unit(target.unit, named.unit):
        return True
    amounts = {format_amount(wanted, named.unit), f"{wanted:g}", f"{wanted:,.0f}"}
    return any(amount in note for amount in amounts for note in subject.goal.notes)


def _same_unit(unit: str, named: str) -> bool:
    """Return whether two units agree; a number without a unit ("weigh 82") fits any."""
    return not named or not unit or unit.partition(" ")[0] == named.partition(" ")[0]


def start_used(subject: Subject) -> Finding:
    """Answer whether the plan begins where the person stands."""
    facts, target = subject.facts, subject.goal.target
    sure = confidence_of(subject, "baseline", "starting_points")
    if facts.baseline is not None:
        keeps = target is not None and target.baseline == facts.baseline.value
        amount = f"{facts.baseline.value:g}"
        number = re.compile(rf"(?<![\d.,]){re.escape(amount)}(?![\d]|[.,]\d)")
        line = next((line for line in subject.answer.splitlines() if number.search(line)), "")
        evidence = (line or subject.resolution.smart_statement) if keeps else ""
        asked = words_of(subject, facts.baseline.span)
        note = "" if evidence else f"The plan does not begin at “{asked}”."
        return quoted(evidence, asked=asked, confidence=sure, note=note)
    if not facts.starting_points:
        return not_asked()
    start = facts.starting_points[0].text
    share, line = shared_line(stems_beside_aim(subject, start), subject.answer.splitlines())
    evidence = line if share >= MIN_SHARED else ""
    # Words of the start may come back without the plan beginning there.
    note = "" if evidence else f"“{start.strip()}” does not come back."
    confidence = min(sure, 0.7) if evidence else sure
    return quoted(evidence, asked=start, confidence=confidence, note=note)


def unit_fits(subject: Subject) -> Finding:
    """Answer whether the measured unit is the person's own, or else belongs to the aim."""
    facts, target = subject.facts, subject.goal.target
    if target is None:
        return unknown("Nothing is counted, so a rule cannot tell.")
    sure = confidence_of(subject, "quantity", "kind")
    evidence = next((m.name for m in subject.resolution.metrics), target.metric)
    if target.unit in EFFORT_UNITS and facts.kind not in KINDS_OF_EFFORT:
        return Finding(yes=False, confidence=sure, note="Time spent is counted, not the result.")
    if facts.quantity is not None:
        fits = _same_unit(target.unit, facts.quantity.unit)
        asked = words_of(subject, facts.quantity.span)
        note = "" if fits else f"The plan counts {target.unit}, not {facts.quantity.unit}."
        return quoted(evidence if fits else "", asked=asked, confidence=sure, note=note)
    if facts.kind in KINDS_OF_EFFORT:
        return quoted(evidence, asked=words_of(subject), confidence=min(sure, 0.7))
    share, _ = shared_line(stems(facts.aim), [target.metric, evidence])
    if share:
        return quoted(evidence, asked=words_of(subject), confidence=min(sure, 0.8))
    return unknown("The person named no number, so a rule cannot tell what shows the change.")


def possible_steps(subject: Subject) -> Finding:
    """Answer whether the milestones move from the start to the target, never back.

    A habit is held rather than raised, so its milestones may all be the target.
    """
    plan, target = subject.plan, subject.goal.target
    if plan is None or target is None or len(plan.milestones) < 2:
        return unknown("There are no numbers on the way to compare.")
    sign = direction(subject.goal)
    own = [m for m in plan.milestones if m.unit == target.unit]
    ordered = all(sign * a.target <= sign * b.target for a, b in itertools.pairwise(own))
    moves = len({m.target for m in own}) > 1 or subject.facts.kind in KINDS_OF_EFFORT
    if not (own and ordered and moves and own[-1].target == target.quantity):
        return Finding(yes=False, note="The milestones do not lead to the target.")
    quantity = subject.facts.quantity
    return quoted(
        own[0].title,
        asked=words_of(subject, quantity.span if quantity else None),
        confidence=min(0.9, confidence_of(subject, "quantity", "baseline")),
    )


def own_method(subject: Subject) -> Finding:
    """Answer whether the person's own method comes back in tasks or measures."""
    methods = subject.facts.methods
    if not methods:
        return not_asked()
    lines = [*task_titles(subject), *subject.answer.splitlines()]
    sure = confidence_of(subject, "methods")
    for method in methods:
        share, line = shared_line(stems_beside_aim(subject, method.text), lines)
        if share >= MIN_SHARED:
            return quoted(line, asked=method.text, confidence=sure)
    return Finding(yes=False, confidence=sure, note=f"“{methods[0].text}” does not come back.")


def within_reach(subject: Subject) -> Finding:
    """Answer whether the plan says what can be reached; a rule knows it only with numbers."""
    facts, target = subject.facts, subject.goal.target
    if target is None or facts.quantity is None:
        return unknown("Without a number a rule cannot tell what can be reached.")
    if not _same_unit(target.unit, facts.quantity.unit):
        return unknown("The plan counts something else, so a rule cannot compare.")
    asked = words_of(subject, facts.quantity.span)
    if target.quantity == (facts.quantity.high or facts.quantity.value):
        if _out_of_reach(subject):
            return Finding(yes=False, note="What they can pay does not make it by then.")
        achievable = subject.goal.smart.achievable
        return quoted(
            achievable if achievable in subject.answer else subject.resolution.smart_statement,
            asked=asked,
            confidence=min(0.8, confidence_of(subject, "quantity", "hours", "deadline")),
        )
    amounts = (f"{target.quantity:,.0f}", f"{target.quantity:g}")
    note_text = next((n for n in subject.goal.notes for amount in amounts if amount in n), "")
    note = "" if note_text else "The target is another one, and no note says why."
    return quoted(note_text, asked=asked, note=note)


def _out_of_reach(subject: Subject) -> bool:
    """Return whether the stated payments are too small for the target by the last day."""
    facts, goal = subject.facts, subject.goal
    if facts.payment is None or goal.target is None:
        return False
    days = (goal.deadline - goal.starts_on).days + 1
    paid = facts.payment.value * days / _DAYS_PER.get(facts.payment.per or "month", 30.4)
    return goal.target.quantity - (goal.target.baseline or 0.0) > paid * _MARGIN


def safe(subject: Subject, *, bounds: tuple[str, ...]) -> Finding:
    """Answer whether the bounds of a risky goal are named; `bounds` are the playbook's."""
    if subject.facts.kind not in _SAFETY_KINDS and not bounds:
        return not_asked()
    note_text = next((note for note in subject.goal.notes if note in bounds), "")
    if not note_text and not bounds:
        return unknown("The rules know no bound for this goal.")
    note = "" if note_text else "No bound to keep is named."
    sure = confidence_of(subject, "domain")
    return quoted(note_text, asked=words_of(subject), confidence=sure, note=note)
