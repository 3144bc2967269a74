"""Steps that settle what the person has settled already are replaced by what follows from it."""

import re
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.circumstances.find import circumstances_of
from core.offline.fit.settled import settled_thing
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import PhaseGuide

_CHOOSES_AN_ACT = re.compile(r"choose (?:the )?one act\b", re.IGNORECASE)


def with_settled_steps(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal whose steps set no day that was named, and choose no act that is proposed.

    Nor do they find, buy or book what the text says is there: a teacher, a course, a cello.
    """
    phases = parsed.playbook.phases
    dated = parsed.facts.deadline is not None and any(s.dated for p in phases for s in p.steps)
    proposed = parsed.playbook.kinds[0] == GoalKind.VAGUE and any(
        each.circumstance.act for each in circumstances_of(parsed.facts, parsed.playbook)
    )
    text = parsed.facts.text
    owned = any(settled_thing(step.title, text) for phase in phases for step in phase.steps)
    if not dated and not proposed and not owned:
        return parsed
    settled = tuple(_settled(phase, text, dated=dated, proposed=proposed) for phase in phases)
    playbook = parsed.playbook.model_copy(update={"phases": settled})
    return replace(parsed, playbook=playbook)


def _settled(phase: PhaseGuide, text: str, *, dated: bool, proposed: bool) -> PhaseGuide:
    steps = tuple(
        step.model_copy(update={"title": step.dated}) if dated and step.dated else step
        for step in phase.steps
        if not (proposed and _CHOOSES_AN_ACT.match(step.title))
        and settled_thing(step.title, text) is None
    )
    return phase.model_copy(update={"steps": steps})
