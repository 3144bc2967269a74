"""Steps for what a person named, and steps with a lead time in the phase that still has it."""

import re
from dataclasses import replace
from itertools import accumulate

from core.goals.weeks import count_weeks
from core.offline.kinds.outline import outline_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import PhaseGuide, StepGuide


def with_named_steps(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal whose steps are for its own text, each early enough for what it takes.

    A diploma that takes sixteen weeks to be recognised is sent in the first weeks, wherever the
    recipe has it; the vet is only for who has a dog.
    """
    phases = parsed.playbook.phases
    if not any(step.named or step.lead for phase in phases for step in phase.steps):
        return parsed
    text = parsed.facts.text
    own = [_for_text(phase, text) for phase in phases]
    playbook = parsed.playbook.model_copy(update={"phases": tuple(own)})
    narrowed = replace(parsed, playbook=playbook)
    outline = outline_of(narrowed)
    day = outline.turning_day or outline.period.ends_on
    early = _early_enough(own, count_weeks(outline.period.starts_on, day))
    playbook = playbook.model_copy(update={"phases": tuple(early)})
    return replace(parsed, playbook=playbook)


def _for_text(phase: PhaseGuide, text: str) -> PhaseGuide:
    flags = re.IGNORECASE | re.DOTALL
    steps = tuple(s for s in phase.steps if not s.named or re.search(s.named, text, flags))
    return phase.model_copy(update={"steps": steps})


def _early_enough(phases: list[PhaseGuide], weeks: int) -> list[PhaseGuide]:
    """Return phases in which each step begins as many weeks before the day as it takes."""
    before = [phase for phase in phases if phase.side != "after"]
    whole = sum(phase.share for phase in before)
    starts = [0.0, *accumulate(phase.share / whole * weeks for phase in before)]
    moved: dict[int, list[StepGuide]] = {n: [] for n in range(len(phases))}
    rest: list[list[StepGuide]] = []
    for at, phase in enumerate(phases):
        stay = []
        for step in phase.steps:
            latest = [n for n in range(min(at, len(before))) if starts[n] <= weeks - step.lead]
            too_late = step.lead and at < len(before) and starts[at] > weeks - step.lead
            if too_late:
                moved[latest[-1] if latest else 0].append(step)
            else:
                stay.append(step)
        rest.append(stay)
    return [
        phase.model_copy(update={"steps": (*moved[at], *rest[at])})
        for at, phase in enumerate(phases)
    ]
