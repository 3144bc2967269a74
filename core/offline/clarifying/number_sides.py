"""A target that contradicts the direction of its goal is doubtful, so it is asked for.

Weight is not lost to more than today, nor saved to less than is there. A number that lies on the
wrong side was misread, and a plan on it would be worse than a question.
"""

import re
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind
from core.offline.reading.units import convert

_DOWN = re.compile(
    r"\b(?:lose|losing|loss|shed|drop|slim|cut|cutting|reduce|reducing|lower|less|fewer|decrease|"
    r"shrink|pay(?:ing)? (?:off|back|down)|clear my|down to|under|limit|stop|quit|get rid)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:save|saving|put aside|set aside|grow|gain|increase|raise|more|improve|up to|build|earn|"
    r"put on|double|further|longer|write|read|run|swim|cycle|walk|lift|bench|squat|climb)\b",
    re.IGNORECASE,
)
_RISES = frozenset({"saving", "total", "running", "strength", "exam", "language"})
_SPEED = re.compile(
    r"\b(?:time|minutes?|seconds?|pace|faster|personal best|pb|pr)\b", re.IGNORECASE
)
_ZERO_IS_AN_AIM = frozenset({"quit", "reduce", "debt"})


def direction_of(facts: GoalFacts, playbook: Playbook) -> int:
    """Return 1 if the goal's number rises, -1 if it falls, or 0 if the words do not say."""
    if _SPEED.search(facts.aim):
        return 0  # "10 km in under 50 minutes": one number rises, the other falls
    down, up = _DOWN.search(facts.aim), _UP.search(facts.aim)
    rule = playbook.progression.rule
    if facts.kind == GoalKind.QUIT or rule in {"quit", "reduce"}:
        return -1
    if bool(down) != bool(up):
        return -1 if down else 1
    return 1 if rule in _RISES and not down else body_direction(facts)


def body_direction(facts: GoalFacts) -> int:
    """Return the direction from the weight of a body today to the wanted one, 0 if not both."""
    target, today = facts.quantity, facts.baseline
    if facts.kind != GoalKind.BODY or target is None or today is None or target.per:
        return 0
    now = convert(today.value, today.unit, target.unit)
    if target.kind != QuantityKind.WEIGHT or now is None or now == target.value:
        return 0
    return 1 if target.value > now else -1


def is_doubtful(target: Quantity, today: Quantity | None, sign: int, playbook: Playbook) -> bool:
    """Return whether a target is none, or lies on the wrong side of the amount today."""
    if target.value <= 0:
        return playbook.progression.rule not in _ZERO_IS_AN_AIM and sign >= 0
    if today is None or today.per != target.per or sign == 0:
        return False
    now = convert(today.value, today.unit, target.unit)
    if now is None:
        return False
    if playbook.progression.rule == "debt":
        return False  # an amount owed and what is paid of it are not on one scale
    return sign * ((target.high or target.value) - now) < 0


def without_doubtful_target(facts: GoalFacts, playbook: Playbook) -> GoalFacts:
    """Return the facts without a target that contradicts the goal; the card asks for it."""
    target = facts.quantity
    if target is None:
        return facts
    if not is_doubtful(target, facts.baseline, direction_of(facts, playbook), playbook):
        return facts
    return replace(
        facts,
        quantity=None,
        doubtful=("quantity",),
        missing=tuple(dict.fromkeys(("quantity", *facts.missing))),
        confidence={key: sure for key, sure in facts.confidence.items() if key != "quantity"},
    )
