"""Join the models' reading and the rules' reading of a text into its facts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.goals.kind import GoalKind
from core.learning.evidence_model import EvidenceModel
from core.offline.playbooks.schema import Playbook
from core.offline.reading.derived_facts import goal_type_of, missing_facts
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.roles.aim_words import aim_of
from core.offline.reading.roles.candidates import Candidates
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.clause_facts import CLAUSE_COUNTS, PLAIN, spans_of
from core.offline.reading.roles.evidence import CLAUSE_FIELDS, SLOT_FIELDS, evidence_of
from core.offline.reading.roles.limits import with_plain_limits
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.days_left import keep_days_off
from core.offline.reading.roles.slots.slot_times import days_of

COUNTS_FROM = {"background": 0.4, "starting_points": 0.45, "constraints": 0.5, "thing": 0.6}
"""The probability of being right from which a reading counts; others are asked for instead."""
COUNTS = 0.5
_TWO_WAYS = 0.5
"""What a reading is worth at most whose words can be read in two ways."""
_SLOT_COUNTS, _PLAIN_COUNTS, _STATED = 0.4, 0.2, 0.7
_PLAIN_CUES = frozenset({"constraints", "reason"})
"""Fields whose cues in a plain goal ("so that", "no gym") leave no doubt."""
_SHORT_LIMIT = 0.3
"""In a short goal nearly everything beside the aim bounds it: "learn Spanish, I work nights"."""
_LEVEL_COUNTS = 0.6
_GOAL_WORDS = 2
_NOT_WANTED = re.compile(
    r"\W*(?:(?:and|but|also|i|we|just|really|definitely) )*"
    r"(?:(?:do|would|will|can)(?: not|n['’]?t)|won['’]?t|can['’]?t|cannot|refuse to|never) "
    r"(?:really )?(?:(?:want|like|plan|wish|intend|pay|have|need)\b)",
    re.IGNORECASE,
)
_A_HABIT = re.compile(r"\b(?:any ?more|any longer|ever again|so (?:much|often))\b", re.IGNORECASE)
"""What is to end is an aim: "I don't want to smoke any more"."""


def merge_facts(
    found: Candidates, rules: GoalFacts, playbook: Playbook, judge: EvidenceModel, *, sure: float
) -> GoalFacts:
    """Return the facts of a text; `sure` is the confidence of its domain."""
    reading = found.reading
    single = {name: _judged(name, [c], reading, judge) for name, c in found.single.items()}
    lists = {name: _judged(name, cs, reading, judge) for name, cs in found.lists.items()}
    kind = max(reading.kinds, key=lambda name: reading.kinds[name])
    values: dict[str, Any] = {n: cs[0].value if cs else None for n, cs in single.items()}
    values |= {name: tuple(c.value for c in cs) for name, cs in lists.items()}
    values |= {name: values[name] or () for name in ("days", "timetable")}
    values["obstacle"] = next(iter(values["obstacles"]), None)
    confidence = {"domain": sure, "kind": reading.kinds[kind]}
    confidence |= {n: cs[0].confidence for n, cs in (single | lists).items() if cs}
    if values["obstacles"]:
        confidence["obstacle"] = confidence["obstacles"]
    facts = replace(
        rules,
        **values,
        further_aims=_more_aims(reading),
        questions=spans_of(reading, Role.QUESTION),
        kind=GoalKind(kind),
        level=_level(reading),
        length=_length(reading),
        confidence={name: round(value, 3) for name, value in confidence.items()},
    )
    facts = _with_refusals(keep_days_off(facts, _off(reading)), reading)
    facts = with_plain_limits(facts, spans_of(reading, Role.AIM))
    return _with_derived(facts, reading, playbook)


def _off(reading: RoleReading) -> tuple[str, ...]:
    """Return the weekdays that the tagger found ruled out in a clause about something else.

    In a plain goal and in an aim it takes days that are wanted for such days.
    """
    if reading.is_short:
        return ()
    slots = (s for s in reading.slots_of(Slot.DAYS_OFF) if s.confidence >= COUNTS)
    about = (s for s in slots if s.role not in {Role.AIM, Role.METHOD})
    return tuple(day for slot in about for day in days_of(slot.span.text))


def _judged(
    name: str, choices: Sequence[Choice[Any]], reading: RoleReading, judge: EvidenceModel
) -> list[Choice[Any]]:
    """Return the readings that count, with what they are worth."""
    counted: list[Choice[Any]] = []
    for choice in choices:
        if choice.value is None:
            continue
        sure = judge.probability(name, evidence_of(name, choice, reading))
        sure = max(sure, _STATED if choice.source == STATED else 0.0)
        if sure >= _least(name, choice, reading):
            shown = judge.reported(name, sure)
            shown = min(shown, _TWO_WAYS) if choice.open else shown
            counted.append(replace(choice, confidence=shown))
    return counted


def _least(name: str, choice: Choice[Any], reading: RoleReading) -> float:
    """Return what a reading needs to count; in a plain goal the rules' cues are reliable."""
    by_rule = choice.source in {"rule", "both", "rule first"}
    plain = reading.is_short or (name in CLAUSE_FIELDS and len(reading.tokens) <= PLAIN)
    if by_rule and plain:
        return 0.0 if name in _PLAIN_CUES else _PLAIN_COUNTS
    if name == "constraints" and reading.is_short:
        return _SHORT_LIMIT
    return least_of(name)


def least_of(name: str) -> float:
    """Return the probability of being right from which a reading of a field counts."""
    return COUNTS_FROM.get(name, _SLOT_COUNTS if name in SLOT_FIELDS else COUNTS)


def _level(reading: RoleReading) -> str:
    best = max(reading.levels, key=lambda name: reading.levels[name])
    return best if reading.levels[best] >= _LEVEL_COUNTS else "unknown"


def _with_derived(facts: GoalFacts, reading: RoleReading, playbook: Playbook) -> GoalFacts:
    """Return the facts with all that follows from the chosen ones."""
    return replace(
        facts,
        aim=aim_of(facts, reading),
        goals=_goals(facts, reading),
        goal_type=goal_type_of(
            facts.text, facts.quantity, facts.frequency, facts.deadline, playbook
        ),
        missing=missing_facts(
            playbook,
            facts.quantity,
            facts.baseline,
            facts.deadline,
            facts.hours,
            facts.frequency,
            facts.obstacle,
        ),
    )


def _goals(facts: GoalFacts, reading: RoleReading) -> tuple[Span, ...]:
    """Return the goals in the text: the aim, and each further aim."""
    if len(facts.goals) > 1 and all(reading.is_wanted(goal) for goal in facts.goals):
        return facts.goals
    more = tuple(span for span in _more_aims(reading) if len(span.text.split()) >= _GOAL_WORDS)
    aims = spans_of(reading, Role.AIM)
    if more and aims:
        return (aims[0], *more)
    return (Span(start=0, end=len(facts.text), text=facts.text),)


def _more_aims(reading: RoleReading) -> tuple[Span, ...]:
    """Return the further aims; what a person does not want is a limit and none of them."""
    return tuple(span for span in spans_of(reading, Role.MORE) if not _refuses(span.text))


def _with_refusals(facts: GoalFacts, reading: RoleReading) -> GoalFacts:
    """Return the facts with what a further clause does not want among their constraints."""
    refused = (span for span in spans_of(reading, Role.MORE) if _refuses(span.text))
    known = facts.constraints
    more = tuple(s for s in refused if all(s.text not in other.text for other in known))
    sure = {"constraints": COUNTS, **facts.confidence} if more else facts.confidence
    return replace(facts, constraints=(*known, *more), confidence=sure)


def _refuses(text: str) -> bool:
    return _NOT_WANTED.match(text) is not None and _A_HABIT.search(text) is None


def _length(reading: RoleReading) -> Span | None:
    found = [s.span for s in reading.slots_of(Slot.LENGTH) if s.confidence >= CLAUSE_COUNTS]
    return found[0] if found else None
