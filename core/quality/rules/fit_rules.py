"""Rules that compare a resolution and its plan with the person's words, item by item.

They know only what the reading knows, so every answer carries the reading's confidence; where the
person note_text nothing, or the rules cannot tell, the answer is unknown.
"""

import itertools
import re
from collections.abc import Callable

from core.goals.kind import GoalKind
from core.offline.kinds.step_list import STEPS
from core.offline.writing.format_amount import format_amount
from core.plans.milestones import direction
from core.plans.plan import PHASES, Milestone
from core.quality.rules.aim_rule import (
    MIN_SHARED,
    confidence_of,
    plan_titles,
    stems_beside_aim,
    task_titles,
    words_of,
)
from core.quality.rules.finding import Finding, not_asked, quoted, shared_line, stems, unknown
from core.quality.rules.measures import EFFORT_UNITS, KINDS_OF_EFFORT, same_unit
from core.quality.subject import FIRST_WEEKS, Subject

FitRule = Callable[[Subject], Finding]

_DAYS_PER = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
_OWN_PARTS = frozenset({PHASES, STEPS})
"""Units of the plan's own parts, which are no load that grows."""
_STEEP = 4
"""A way that becomes this many times as steep is no step that a person can take."""
_MARGIN = 1.1
"""A tenth more than the payments make may still come from somewhere."""
_BOUND = re.compile(
    r"\b(?:doctor|midwife|physio\w*|pharmacist|therap\w+|counsell\w+|adviser|help ?line|emergency|"
    r"stop at once|never|do not)\b",
    re.IGNORECASE,
)
_SAFETY_KINDS = frozenset({GoalKind.BODY, GoalKind.QUIT, GoalKind.TRAINING, GoalKind.FEAR})


def unit_fits(subject: Subject) -> Finding:
    """Answer whether the measured unit is the person's own, or else belongs to the aim."""
    facts, target = subject.facts, subject.goal.target
    if target is None:
        return unknown("Nothing is counted, so a rule cannot tell.")
    sure = confidence_of(subject, "quantity", "kind")
    evidence = next((m.name for m in subject.resolution.metrics), target.metric)
    if target.unit in EFFORT_UNITS and facts.kind not in KINDS_OF_EFFORT:
        note = f"Time spent is counted, “{evidence}” in {target.unit}, not “{words_of(subject)}”."
        return Finding(yes=False, confidence=sure, note=note)
    if facts.quantity is not None:
        fits = same_unit(target.unit, facts.quantity.unit)
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
    if plan is None or target is None or not plan.milestones:
        return unknown("There are no numbers on the way to compare.")
    sign = direction(subject.goal)
    if target.unit == PHASES and target.quantity > len(plan.weeks):
        note = f"{target.quantity:g} phases do not fit into {len(plan.weeks)} weeks."
        return Finding(yes=False, note=note)
    own = [m for m in plan.milestones if m.unit == target.unit]
    if len(own) < 2 and own and own[-1].target == target.quantity:
        return unknown("There are no numbers on the way to compare.")
    ordered = all(sign * a.target <= sign * b.target for a, b in itertools.pairwise(own))
    moves = len({m.target for m in own}) > 1 or _is_held(subject)
    if not (own and ordered and moves and own[-1].target == target.quantity):
        return Finding(yes=False, note=_astray(own or list(plan.milestones), subject))
    asked = subject.facts.quantity
    is_own_part = target.unit in _OWN_PARTS and (asked is None or asked.unit != target.unit)
    leap = None if is_own_part else _leap(own)
    if leap is not None:
        before, after = leap
        note = f"“{before.title}” and next “{after.title}” is a leap beside the steps before."
        return Finding(yes=False, confidence=0.85, note=note)
    quantity = subject.facts.quantity
    return quoted(
        own[0].title,
        asked=words_of(subject, quantity.span if quantity else None),
        confidence=min(0.9, confidence_of(subject, "quantity", "baseline")),
    )


def _leap(stones: list[Milestone]) -> tuple[Milestone, Milestone] | None:
    """Return two milestones between which the way is many times as steep as before them."""
    for n in range(2, len(stones)):
        first, before, after = stones[0], stones[n - 1], stones[n]
        usual, step = _per_day(first, before), _per_day(before, after)
        if usual and step > _STEEP * usual:
            return before, after
    return None


def _per_day(before: Milestone, after: Milestone) -> float:
    days = max(1, (after.due_on - before.due_on).days)
    return abs(after.target - before.target) / days


def _astray(stones: list[Milestone], subject: Subject) -> str:
    """Return which milestones do not lead to the target."""
    target = subject.goal.target
    way = ", then ".join(f"“{stone.title}”" for stone in (stones[0], stones[-1]))
    aim = format_amount(target.quantity, target.unit) if target is not None else ""
    return f"The milestones do not lead to {aim}: {way}."


def _is_held(subject: Subject) -> bool:
    """Return whether the target is a rhythm, which is held rather than raised."""
    target = subject.goal.target
    rhythm = target is not None and target.unit.partition(" ")[2].startswith("a ")
    return rhythm or subject.facts.kind in KINDS_OF_EFFORT


def own_method(subject: Subject) -> Finding:
    """Answer whether the person's own method comes back in tasks, measures or if-thens."""
    methods = subject.facts.methods
    if not methods:
        return not_asked()
    weeks = subject.plan.weeks if subject.plan is not None else ()
    measures = [f"Metric: {m.name}, target {m.target}. {m.how}" for m in subject.resolution.metrics]
    lines = [*task_titles(subject), *plan_titles(subject), *measures]
    lines += [week.if_then for week in weeks[:FIRST_WEEKS]]
    sure = confidence_of(subject, "methods")
    for method in methods:
        share, line = shared_line(stems_beside_aim(subject, method.text), lines)
        if share >= MIN_SHARED:
            return quoted(line, asked=method.text, confidence=sure)
    beside = next(iter(task_titles(subject)), "")
    note = f"“{methods[0].text}” does not come back; the first task is “{beside}”."
    return Finding(yes=False, confidence=sure, note=note)


def within_reach(subject: Subject) -> Finding:
    """Answer whether the plan says what can be reached; a rule knows it only with numbers."""
    facts, target = subject.facts, subject.goal.target
    if target is None or facts.quantity is None:
        return unknown("Without a number a rule cannot tell what can be reached.")
    if not same_unit(target.unit, facts.quantity.unit):
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
    if facts.payment is None or facts.payment.per not in _DAYS_PER or goal.target is None:
        return False
    if facts.payment.per not in facts.text.lower():
        return False  # the words name no period, so the rate is only a guess
    days = (goal.deadline - goal.starts_on).days + 1
    paid = facts.payment.value * days / _DAYS_PER[facts.payment.per]
    return goal.target.quantity - (goal.target.baseline or 0.0) > paid * _MARGIN


def safe(subject: Subject, *, bounds: tuple[str, ...]) -> Finding:
    """Answer whether the bounds of a risky goal are named; `bounds` are the playbook's."""
    if subject.facts.kind not in _SAFETY_KINDS and not bounds:
        return not_asked()
    notes = subject.goal.notes
    note_text = next((note for note in notes if note in bounds or _BOUND.search(note)), "")
    if not note_text and not bounds:
        return unknown("The rules know no bound for this goal.")
    note = "" if note_text else "No bound to keep is named."
    sure = confidence_of(subject, "domain")
    return quoted(note_text, asked=words_of(subject), confidence=sure, note=note)
