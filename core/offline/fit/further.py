"""Plans for people who are beyond the beginning: they start at today's number, not at the first.

A plan is written for a usual way, from a usual start to a usual target. Who stands further along
it needs no phases that lie behind; who stands beyond its end, or wants a distance that it does not
reckon with, goes from today's distance to theirs.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.named.own_phases import own_phases
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import PhaseGuide, Progression
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Quantity, QuantityKind
from core.offline.reading.units import convert

_FILE = "further.yaml"
_FEWEST = 2
"""Phases that are left to a plan: one to grow in, one to arrive."""
_OWN_LEVEL = frozenset({"running", "strength"})
"""Rules that begin at the present level themselves."""
_WEEKLY = 1.08
"""How much a distance can grow from week to week, the lighter weeks included."""
_MORE = 1.15
_BACK_EVERY = 4
_FURTHEST = "good"
_ANY_ACT = frozenset({"Do", "Practise", "Repeat"})
_IN_DAYS = re.compile(
    r"[^.;!?]{0,25}?\b(?:in|over|across|within) (?:about |around )?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|several|many) days\b",
    re.IGNORECASE,
)
"""A distance of several days is walked in stages, none of which is all of it."""


def with_phases_ahead(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal with a plan that begins where the person stands."""
    playbook, today = parsed.playbook, parsed.facts.baseline
    if today is None or playbook.progression.rule in _OWN_LEVEL or not _rises(playbook):
        return parsed
    value = _in_unit(today, playbook)
    if value is None:
        return parsed
    if _goes_further(parsed, value):
        return replace(parsed, playbook=_further(parsed, today))
    if playbook.progression.rule not in {"staged", "rate"}:
        return parsed
    ends = _usual_ends(playbook)
    behind = sum(end <= value for end in ends[: len(ends) - _FEWEST])
    if not behind:
        return parsed
    left = _without(playbook.phases, behind)
    return replace(parsed, playbook=playbook.model_copy(update={"phases": left}))


def _rises(playbook: Playbook) -> bool:
    return (playbook.defaults.quantity or 0.0) > (playbook.start or 0.0)


def _in_unit(quantity: Quantity, playbook: Playbook) -> float | None:
    """Return an amount in the unit of a plan's usual numbers, or None if it is another thing."""
    if quantity.per is not None or " a " in playbook.unit:
        return None
    if quantity.unit in {"", playbook.unit}:
        return quantity.value
    return convert(quantity.value, quantity.unit, playbook.unit)


def _goes_further(parsed: ParsedGoal, today: float) -> bool:
    """Return whether a distance leads beyond all that the plan was written for."""
    playbook, asked = parsed.playbook, parsed.facts.quantity
    if playbook.kinds[0] != GoalKind.TRAINING or asked is None:
        return False
    wanted = _in_unit(asked, playbook)
    if _IN_DAYS.match(parsed.facts.text, asked.span.end) is not None:
        return False
    if asked.kind != QuantityKind.DISTANCE or wanted is None or wanted < today * _MORE:
        return False
    most = playbook.takes[1] if playbook.takes else wanted
    return today >= (playbook.defaults.quantity or 0.0) or wanted > most


def _further(parsed: ParsedGoal, today: Quantity) -> Playbook:
    """Return a plan with phases that grow from today's distance as fast as a body can."""
    playbook, deadline = parsed.playbook, parsed.facts.deadline
    unit = parsed.facts.quantity.unit if parsed.facts.quantity is not None else playbook.unit
    days = (deadline.on - parsed.request.today).days if deadline is not None else 0
    weeks = max(1, days // 7) if deadline is not None else playbook.defaults.weeks
    begun = convert(today.value, today.unit, unit) or today.value
    fastest = begun * (_WEEKLY**weeks - 1) / weeks
    rule = Progression(rule="staged", step_back_every=_BACK_EVERY, fastest=fastest)
    units = tuple(dict.fromkeys((playbook.unit, *playbook.units)))
    changed = {
        "phases": own_phases(_FILE, {"VERB": _usual_verb(playbook)}),
        "progression": rule,
        "unit": unit,
        "units": units,
    }
    return playbook.model_copy(update=changed)


def _usual_verb(playbook: Playbook) -> str:
    """Return what a plan's sessions mostly are: "Swim", "Row", "Ride"."""
    acts = [act.split(" ", maxsplit=1)[0] for p in playbook.phases for act in p.practice]
    telling = [act for act in acts if act not in _ANY_ACT]
    return Counter(telling or ["Cover"]).most_common(1)[0][0]


def _usual_ends(playbook: Playbook) -> list[float]:
    """Return what people usually reach at the end of each phase, in the plan's unit."""
    usual = playbook.defaults.quantity or 0.0
    share = playbook.progression.start or 0.0
    begun = playbook.start if playbook.start is not None else usual * share
    ends, gone = [], 0.0
    for phase in playbook.phases:
        gone += phase.share
        ends.append(begun + (usual - begun) * (gone if phase.at is None else phase.at))
    return ends


def _without(phases: Sequence[PhaseGuide], behind: int) -> tuple[PhaseGuide, ...]:
    """Return the phases without the first ones; those left share the weeks and the way.

    What is done first of all, mostly a test of where one stands, stays.
    """
    left, passed = list(phases[behind:]), phases[behind - 1].at
    left[0] = left[0].model_copy(update={"steps": (*phases[0].steps[:1], *left[0].steps)})
    whole = sum(phase.share for phase in left)
    return tuple(
        phase.model_copy(
            update={
                "share": phase.share / whole,
                "at": phase.at
                if phase.at is None or passed is None
                else (phase.at - passed) / (1 - passed),
                "steps": tuple(step for step in phase.steps if _FURTHEST in step.levels),
            }
        )
        for phase in left
    )
