"""Rules that compare a resolution and its plan with the person's words, item by item.

They know only what the reading knows, so every answer carries the reading's confidence; where the
person said nothing, or the rules cannot tell, the answer is unknown.
"""

import itertools
import re
from collections.abc import Callable

from core.goals.kind import GoalKind
from core.offline.playbooks.library import GENERAL
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import Quantity, Span
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import format_date
from core.plans.milestones import direction
from core.quality.finding import Finding, not_asked, quoted, shared_line, stems, unknown
from core.quality.item_rules import with_neighbours
from core.quality.likeness import ALIKE, UNLIKE, Likeness
from core.quality.subject import FIRST_WEEKS, Subject

FitRule = Callable[[Subject], Finding]

_MIN_SHARED = 0.34
"""Share of the person's content words that must come back; a paraphrase keeps about a third."""
EFFORT_UNITS = frozenset({"h", "min", "sessions", "runs"})
KINDS_OF_EFFORT = frozenset({GoalKind.ROUTINE, GoalKind.VAGUE})
"""Kinds whose result is that something is done regularly."""
_DAYS_PER = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
_MARGIN = 1.1
"""A tenth more than the payments make may still come from somewhere."""
_SAFETY_KINDS = frozenset({GoalKind.BODY, GoalKind.QUIT, GoalKind.TRAINING, GoalKind.FEAR})


def confidence_of(subject: Subject, *fields: str) -> float:
    """Return the lowest confidence of the fields that were read; 1 if none is stated."""
    given = subject.facts.confidence
    return min((given[name] for name in fields if name in given), default=1.0)


def _task_titles(subject: Subject) -> list[str]:
    weeks = subject.plan.weeks[:FIRST_WEEKS] if subject.plan is not None else ()
    return [task.title for week in weeks for task in week.tasks]


def _words_of(subject: Subject, span: Span | None = None) -> str:
    """Return the person's words of a span, long enough to quote, or else their aim."""
    if span is not None:
        return with_neighbours(subject.facts.text, span)
    aim = subject.facts.aim
    return aim if aim and aim in subject.asked else subject.request.text.strip()[:160]


def their_aim(subject: Subject, *, recogniser: DomainRecogniser, likeness: Likeness) -> Finding:
    """Answer whether statement and first tasks are about the aim: by words, topic and meaning."""
    titles = _task_titles(subject)
    if not titles:
        return unknown("There is no plan yet.")
    facts, sure = subject.facts, confidence_of(subject, "aim", "domain")
    asked = _words_of(subject)
    head = [subject.resolution.title, subject.resolution.smart_statement]
    in_head, line = shared_line(stems(facts.aim), head)
    wanted = stems(facts.thing.text if facts.thing else facts.aim) or stems(facts.aim)
    in_tasks, task = shared_line(wanted, titles)
    topic, span = recogniser.recognise("\n".join(titles))
    known = GENERAL not in {facts.domain, topic} and span is not None
    same = known and topic == facts.domain
    if in_tasks >= _MIN_SHARED or same:
        shared = max(in_tasks, in_head) >= _MIN_SHARED
        confidence = max(sure, 0.8) if shared else min(sure, 0.8)
        return quoted(task or line or titles[0], asked=asked, confidence=confidence)
    if in_head >= _MIN_SHARED:
        # The statement repeats the person's words; whether the tasks serve them is not shown.
        return quoted(line, asked=asked, confidence=0.5 if known else 0.6)
    near = max(likeness.of(facts.aim, " ".join(part)) for part in (head, titles))
    if known or near < UNLIKE:
        note = "The tasks are about something else, as far as a rule can tell."
        return Finding(yes=False, confidence=0.9 if known else 0.75, note=note)
    if near >= ALIKE:
        return quoted(titles[0], asked=asked, confidence=0.6)
    return unknown("The tasks share no word with the aim, so a rule cannot tell.")


def numbers_kept(subject: Subject) -> Finding:
    """Answer whether each named number comes back, or its change is told in a note."""
    facts, goal = subject.facts, subject.goal
    named: list[tuple[Span, bool]] = []
    if facts.quantity is not None:
        named.append((facts.quantity.span, _quantity_kept(subject, facts.quantity)))
    if facts.deadline is not None:
        day = facts.deadline.on
        kept = goal.deadline == day or format_date(day) in subject.answer
        named.append((facts.deadline.span, kept))
    if not named:
        return not_asked()
    sure = confidence_of(subject, "quantity", "deadline")
    missed = next((span for span, kept in named if not kept), None)
    if missed is not None:
        return Finding(yes=False, confidence=sure, note=f"“{missed.text}” is missing.")
    return quoted(
        subject.resolution.smart_statement,
        asked=_words_of(subject, named[0][0]),
        confidence=sure,
    )


def _quantity_kept(subject: Subject, named: Quantity) -> bool:
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
        kept = target is not None and target.baseline == facts.baseline.value
        amount = f"{facts.baseline.value:g}"
        number = re.compile(rf"(?<![\d.,]){re.escape(amount)}(?![\d]|[.,]\d)")
        line = next((line for line in subject.answer.splitlines() if number.search(line)), "")
        evidence = (line or subject.resolution.smart_statement) if kept else ""
        asked = _words_of(subject, facts.baseline.span)
        return quoted(evidence, asked=asked, confidence=sure)
    if not facts.starting_points:
        return not_asked()
    start = facts.starting_points[0].text
    share, line = shared_line(stems(start), subject.answer.splitlines())
    evidence = line if share >= _MIN_SHARED else ""
    # Words of the start may come back without the plan beginning there.
    return quoted(evidence, asked=start, confidence=min(sure, 0.7) if evidence else sure)


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
        asked = _words_of(subject, facts.quantity.span)
        return quoted(evidence if fits else "", asked=asked, confidence=sure)
    if facts.kind in KINDS_OF_EFFORT:
        return quoted(evidence, asked=_words_of(subject), confidence=min(sure, 0.7))
    share, _ = shared_line(stems(facts.aim), [target.metric, evidence])
    if share:
        return quoted(evidence, asked=_words_of(subject), confidence=min(sure, 0.8))
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
        asked=_words_of(subject, quantity.span if quantity else None),
        confidence=min(0.9, confidence_of(subject, "quantity", "baseline")),
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
    if not _same_unit(target.unit, facts.quantity.unit):
        return unknown("The plan counts something else, so a rule cannot compare.")
    asked = _words_of(subject, facts.quantity.span)
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
    said = next((n for n in subject.goal.notes for amount in amounts if amount in n), "")
    return quoted(said, asked=asked)


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
    said = next((note for note in subject.goal.notes if note in bounds), "")
    if not said and not bounds:
        return unknown("The rules know no bound for this goal.")
    return quoted(said, asked=_words_of(subject), confidence=confidence_of(subject, "domain"))
