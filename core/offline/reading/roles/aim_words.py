"""Choose the words of the aim: those of one aim sentence, without what has its own field."""

import re
from collections.abc import Sequence

from core.offline.reading.clauses.event_days import is_asked_by_another
from core.offline.reading.current_state import find_current_state
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.phrases import extract_aim
from core.offline.reading.roles.role_reading import Clause, RoleReading
from core.offline.reading.roles.roles import Role, Slot

_COUNTS = 0.4
"""From this confidence a clause or a slot is taken for what the models hold it for."""
_LEAST_SHARE = 0.2
_LEAST_WORDS = 2
_ASIDE_SLOTS = (
    Slot.DEADLINE,
    Slot.LENGTH,
    Slot.HOURS,
    Slot.DAYS,
    Slot.DAYS_OFF,
    Slot.PAYMENT,
)
"""Phrases that are left out of the aim, because they are shown for themselves."""
_ENDS_SENTENCE = re.compile(r"[.!?]\s|\n")
_GOES_ON = re.compile(r"\s*[^\s,.;:!?)\x01-]")
_PRONOUN = re.compile(r"\b(?:it|them|this|that)\b(?! \w+ (?:is|are|was))", re.IGNORECASE)
_WISH = re.compile(
    r"(?:,|\band|\bbut|\bso)\s+(?P<wish>(?:i(?:'d| would)? (?:now |really )?)?"
    r"(?:want|like|love|need|hope|wish|plan) (?:to|my|a|the)\b)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:midnight|noon|\d{1,2}[:.]\d\d|\d{1,2} ?(?:am|pm|a\.m|p\.m|o['’]clock))\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:be|get|have it|have them) (?:all )?(?:done|off(?: (?:it|them))?|there|finished|ready|"
    r"free|over|through)(?: with (?:it|them))?(?=\W*$| (?:by|before|in|until|with)\b)",
    re.IGNORECASE,
)
"""A wish that only says until when."""
_FIRST_DOING = re.compile(
    r"\b(?:to|will|would|['’]d)(?: (?:like|love|want|hope|try|be able) to)? [a-z]+ (?P<what>\w+)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:and|but|so) )?(?:the|my|our|his|her) (?:[\w'’-]+ ){1,3}?(?:wants?|expects?) "
    r"(?P<what>(?:the |my |our )?(?:[\w'’-]+ ){1,3}?(?:[a-z]{2,}(?:ed|wn)|done|gone|cut|met|"
    r"paid|built|down|back|up))\W*$",
    re.IGNORECASE,
)
"""What others ask for, by its outcome: "the trustees want absence halved"."""
_POINTS_BACK = frozenset({"it", "them", "this", "that"})
_NEEDS_MORE = re.compile(
    r"\b(?:a|an|the|my|of|for|like|want|need|to|in|at|have|do|get)\s*$", re.IGNORECASE
)


def aim_of(facts: GoalFacts, reading: RoleReading) -> str:
    """Return the words of the aim without the phrases that have fields of their own."""
    groups = _sentences(_aims(reading), facts.text)
    if not groups:
        return facts.aim
    groups.sort(key=lambda clauses: -sum(_weight(clause) for clause in clauses))
    group = next((g for g in groups if _says_what(g, facts.text)), groups[0])
    group = _with_meant(group, facts, reading)
    start, end = group[0].span.start, group[-1].span.end
    start = _wish_start(facts, start, end)
    others = [c.span for c in reading.clauses if c not in group]
    beside = [*facts.goals[1:], facts.obstacle, facts.reason, facts.length]
    beside += [s for s in find_current_state(facts.text) if not _holds_target(s, facts)]
    beside += [facts.deadline.span] if facts.deadline else []
    asides = [
        s.span
        for s in reading.slots_of(*_ASIDE_SLOTS)
        if s.confidence >= _COUNTS and _may_go(s.span, facts.text[:end])
    ]
    found = _aim_between(facts.text, start, end, (*others, *asides, *(s for s in beside if s)))
    asked = _ASKED.match(found)
    if asked is not None:
        return f"get {asked['what']}"
    enough = len(found.split()) >= _LEAST_WORDS
    return found if enough else _aim_between(facts.text, start, end, others)


def _says_what(group: Sequence[Clause], text: str) -> bool:
    """Return whether an aim says what is done: not "be off by then", "launch it in August".

    What another person wants is no aim either.
    """
    span = group[0].span
    if is_asked_by_another(span, text) or is_asked_by_another(group[-1].span, text):
        return False
    doing = _FIRST_DOING.search(span.text)
    if doing is not None and doing["what"].lower() in _POINTS_BACK:
        return False
    return not any(_VAGUE.search(clause.span.text) for clause in group)


def _wish_start(facts: GoalFacts, start: int, end: int) -> int:
    """Return where the wish begins: "I have smoked for years and I want to stop"."""
    wish = _WISH.search(facts.text, start + 1, end)
    target = facts.quantity.span if facts.quantity is not None else None
    held = target is not None and wish is not None and start <= target.start < wish.start()
    return start if wish is None or held else wish.start("wish")


def _with_meant(group: list[Clause], facts: GoalFacts, reading: RoleReading) -> list[Clause]:
    """Return the aim with the clause that says what "it" is: "I owe 5,000 € and want it gone"."""
    if not any(_PRONOUN.search(clause.span.text) for clause in group):
        return group
    meant = [c for c in reading.clauses if c not in group and _holds_target(c.span, facts)]
    return sorted([*meant, *group], key=lambda clause: clause.span.start)


def _holds_target(clause: Span, facts: GoalFacts) -> bool:
    target = facts.quantity
    return target is not None and clause.start <= target.span.start < clause.end


def _weight(clause: Clause) -> float:
    return clause.confidence * len(clause.span.text.split())


def _aims(reading: RoleReading) -> list[Clause]:
    """Return the aim clauses; where none is sure, the clause that is one most probably."""
    sure = [c for c in reading.clauses_of(Role.AIM) if c.confidence >= _COUNTS]
    if sure or not reading.clauses:
        return sure
    long = [c for c in reading.clauses if len(c.span.text.split()) > _LEAST_WORDS]
    best = max(
        long or reading.clauses, key=lambda c: reading.role_share(c.span, (Role.AIM, Role.MORE))
    )
    least = _LEAST_SHARE if reading.is_short else 0.0
    return [best] if reading.role_share(best.span, (Role.AIM,)) >= least else []


def _sentences(aims: Sequence[Clause], text: str) -> list[list[Clause]]:
    """Return the aim clauses, those of one sentence together."""
    groups: list[list[Clause]] = []
    for clause in aims:
        between = text[groups[-1][-1].span.end - 1 : clause.span.start] if groups else ". "
        if _ENDS_SENTENCE.search(between):
            groups.append([clause])
        else:
            groups[-1].append(clause)
    return groups


def _may_go(span: Span, aim: str) -> bool:
    """Return whether the words around a phrase still make sense without it.

    A time of day belongs to what is done at it: "in bed before midnight".
    """
    if _CLOCK.search(span.text):
        return False
    goes_on = _GOES_ON.match(aim, span.end) is not None
    return not (goes_on and _NEEDS_MORE.search(aim[: span.start]))


def _aim_between(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    inside = tuple(
        Span(start=max(s.start, start) - start, end=min(s.end, end) - start, text=s.text)
        for s in spans
        if s.start < end and start < s.end
    )
    return extract_aim(text[start:end], without=inside)
