"""Rules that compare a resolution and its plan with the person's words, item by item.

They know only what the reading knows, so every answer carries the reading's confidence; where the
person said nothing, or the rules cannot tell, the answer is unknown.
"""

import itertools
from collections.abc import Callable, Mapping

from core.goals.kind import GoalKind
from core.offline.playbooks.library import GENERAL
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import format_date
from core.plans.milestones import direction
from core.quality.finding import Finding, not_asked, quoted, shared_line, stems, unknown
from core.quality.subject import FIRST_WEEKS, Subject

FitRule = Callable[[Subject], Finding]

_MIN_SHARED = 0.34
"""Share of the person's content words that must come back; a paraphrase keeps about a third."""
_EFFORT_UNITS = frozenset({"h", "min", "sessions", "runs"})
_KINDS_OF_EFFORT = frozenset({GoalKind.ROUTINE, GoalKind.VAGUE})
"""Kinds whose result is that something is done regularly."""
_UNITS_OF_KIND: Mapping[GoalKind, frozenset[QuantityKind]] = {
    GoalKind.MONEY: frozenset({QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.COUNT}),
    GoalKind.BODY: frozenset({QuantityKind.WEIGHT, QuantityKind.DISTANCE, QuantityKind.COUNT}),
    GoalKind.EXAM: frozenset({QuantityKind.SCORE, QuantityKind.PERCENT, QuantityKind.COUNT}),
}
_SAFETY_KINDS = frozenset({GoalKind.BODY, GoalKind.QUIT, GoalKind.TRAINING, GoalKind.FEAR})


def confidence_of(subject: Subject, *fields: str) -> float:
    """Return the lowest confidence of the fields that were read; 1 if none is stated."""
    given = subject.facts.confidence
    return min((given[name] for name in fields if name in given), default=1.0)


def _task_titles(subject: Subject) -> list[str]:
    weeks = subject.plan.weeks[:FIRST_WEEKS] if subject.plan is not None else ()
    return [task.title for week in weeks for task in week.tasks]


def their_aim(subject: Subject, *, recogniser: DomainRecogniser) -> Finding:
    """Answer whether the first weeks' tasks are about the aim, by topic and by shared words."""
    titles = _task_titles(subject)
    if not titles:
        return unknown("There is no plan yet.")
    facts = subject.facts
    wanted = stems(facts.thing.text if facts.thing else facts.aim) or stems(facts.aim)
    share, line = shared_line(wanted, titles)
    asked = facts.thing.text if facts.thing else facts.aim
    sure = confidence_of(subject, "aim", "domain")
    if share >= _MIN_SHARED:
        return quoted(line, asked=asked, confidence=max(sure, 0.5))
    topic, span = recogniser.recognise("\n".join(titles))
    if GENERAL in {facts.domain, topic} or span is None:
        return unknown("The tasks share no word with the aim, so a rule cannot tell.")
    evidence = next((t for t in titles if span.text in t), "")
    return quoted(evidence if topic == facts.domain else "", asked=asked, confidence=sure)


def numbers_kept(subject: Subject) -> Finding:
    """Answer whether each named number comes back, or its change is told in a note."""
    facts, goal = subject.facts, subject.goal
    named: list[tuple[Span, bool]] = []
    if facts.quantity is not None:
        named.append((facts.quantity.span, _quantity_kept(subject, facts.quantity)))
    if facts.deadline is not None:
        kept = goal.deadline >= facts.deadline.on or format_date(facts.deadline.on) in " ".join(
            goal.notes
        )
        named.append((facts.deadline.span, kept))
    if not named:
        return not_asked()
    sure = confidence_of(subject, "quantity", "deadline")
    missed = next((span for span, kept in named if not kept), None)
    if missed is not None:
        return Finding(yes=False, confidence=sure, note=f"“{missed.text}” is missing.")
    return quoted(
        subject.resolution.smart_statement,
        asked=", ".join(span.text for span, _ in named[:1]),
        confidence=sure,
    )


def _quantity_kept(subject: Subject, named: Quantity) -> bool:
    target, wanted = subject.goal.target, named.high or named.value
    if target is not None and target.quantity == wanted:
        return True
    amounts = {format_amount(wanted, named.unit), f"{wanted:g}", f"{wanted:,.0f}"}
    return any(amount in note for amount in amounts for note in subject.goal.notes)


def start_used(subject: Subject) -> Finding:
    """Answer whether the plan begins where the person stands."""
    facts, target = subject.facts, subject.goal.target
    sure = confidence_of(subject, "baseline", "starting_points")
    if facts.baseline is not None:
        kept = target is not None and target.baseline == facts.baseline.value
        amount = f"{facts.baseline.value:g}"
        lines = [line for line in subject.answer.splitlines() if amount in line]
        return quoted(
            lines[0] if kept and lines else "", asked=facts.baseline.span.text, confidence=sure
        )
    if not facts.starting_points:
        return not_asked()
    start = facts.starting_points[0].text
    share, line = shared_line(stems(start), subject.answer.splitlines())
    return quoted(line if share >= _MIN_SHARED else "", asked=start, confidence=sure)


def unit_fits(subject: Subject) -> Finding:
    """Answer whether the measured unit belongs to the aim."""
    facts, target = subject.facts, subject.goal.target
    if target is None:
        return unknown("Nothing is counted, so a rule cannot tell.")
    evidence = next((m.name for m in subject.resolution.metrics), target.metric)
    sure = confidence_of(subject, "quantity", "kind")
    asked = facts.quantity.span.text if facts.quantity else facts.aim
    if target.unit in _EFFORT_UNITS and facts.kind not in _KINDS_OF_EFFORT:
        return Finding(yes=False, confidence=sure, note="Time spent is counted, not the result.")
    allowed = _UNITS_OF_KIND.get(facts.kind)
    if facts.quantity is None or allowed is None:
        return quoted(evidence, asked=asked, confidence=min(sure, 0.8))
    return quoted(evidence if facts.quantity.kind in allowed else "", asked=asked, confidence=sure)


def possible_steps(subject: Subject) -> Finding:
    """Answer whether the milestones move from the start to the target, never back."""
    plan, target = subject.plan, subject.goal.target
    if plan is None or target is None or len(plan.milestones) < 2:
        return unknown("There are no numbers on the way to compare.")
    sign = direction(subject.goal)
    own = [m for m in plan.milestones if m.unit == target.unit]
    ordered = all(sign * a.target <= sign * b.target for a, b in itertools.pairwise(own))
    moves = len({m.target for m in own}) > 1
    if not (own and ordered and moves and own[-1].target == target.quantity):
        return Finding(yes=False, note="The milestones do not lead to the target.")
    return quoted(
        own[0].title,
        asked=subject.facts.quantity.span.text if subject.facts.quantity else subject.facts.aim,
        confidence=confidence_of(subject, "quantity", "baseline"),
    )


def own_method(subject: Subject) -> Finding:
    """Answer whether the person's own method comes back in tasks or measures."""
    methods = subject.facts.methods
    if not methods:
        return not_asked()
    lines = [*_task_titles(subject), *subject.answer.splitlines()]
    sure = confidence_of(subject, "methods")
    for method in methods:
        share, line = shared_line(stems(method.text), lines)
        if share >= _MIN_SHARED:
            return quoted(line, asked=method.text, confidence=sure)
    return Finding(yes=False, confidence=sure, note=f"“{methods[0].text}” does not come back.")


def within_reach(subject: Subject) -> Finding:
    """Answer whether the plan says what can be reached; a rule knows it only with numbers."""
    facts, target = subject.facts, subject.goal.target
    if target is None or facts.quantity is None:
        return unknown("Without a number a rule cannot tell what can be reached.")
    wanted = facts.quantity.high or facts.quantity.value
    if target.quantity == wanted:
        return quoted(
            subject.goal.smart.achievable
            if subject.goal.smart.achievable in subject.answer
            else subject.resolution.smart_statement,
            asked=facts.quantity.span.text,
            confidence=min(0.8, confidence_of(subject, "quantity", "hours", "deadline")),
        )
    said = next((n for n in subject.goal.notes if f"{target.quantity:,.0f}" in n), "")
    said = said or next((n for n in subject.goal.notes if f"{target.quantity:g}" in n), "")
    return quoted(said, asked=facts.quantity.span.text)


def safe(subject: Subject, *, bounds: tuple[str, ...]) -> Finding:
    """Answer whether the bounds of a risky goal are named; `bounds` are the playbook's."""
    if subject.facts.kind not in _SAFETY_KINDS and not bounds:
        return not_asked()
    said = next((note for note in subject.goal.notes if note in bounds), "")
    if not said and not bounds:
        return unknown("The rules know no bound for this goal.")
    return quoted(said, asked=subject.facts.aim, confidence=confidence_of(subject, "domain"))
