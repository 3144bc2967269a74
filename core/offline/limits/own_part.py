"""Of a task for several parts of the body, the one that the person named."""

import re
from dataclasses import replace

from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import PhaseGuide

_PART = re.compile(r"(?P<part>[A-Za-z]+): ")


def with_own_part(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal whose tasks for "Knee: ...; shoulder: ..." hold only the part it names."""
    phases = parsed.playbook.phases
    if not any(_parts(title) for phase in phases for title in phase.practice):
        return parsed
    settled = tuple(_phase(phase, parsed.facts.text) for phase in phases)
    playbook = parsed.playbook.model_copy(update={"phases": settled})
    return replace(parsed, playbook=playbook)


def own_part(title: str, text: str) -> str:
    """Return a task without the parts that a text does not name, if it names one of them."""
    parts = _parts(title)
    named = [
        words
        for name, words in parts
        if re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) is not None
    ]
    if not named:
        return title
    whole = "; ".join(named)
    return f"{whole[:1].upper()}{whole[1:]}"


def _parts(title: str) -> list[tuple[str, str]]:
    """Return (part, words) of each part of a task, empty if it is not for two or more of them."""
    pieces = title.split("; ")
    found = [(match["part"], piece) for piece in pieces if (match := _PART.match(piece))]
    return found if len(found) == len(pieces) > 1 else []


def _phase(phase: PhaseGuide, text: str) -> PhaseGuide:
    steps = tuple(
        step.model_copy(update={"title": own_part(step.title, text)}) for step in phase.steps
    )
    practice = tuple(own_part(title, text) for title in phase.practice)
    return phase.model_copy(update={"practice": practice, "steps": steps})
