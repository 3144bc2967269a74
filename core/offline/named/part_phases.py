"""A plan for work that no recipe knows: what is required first, then the parts the person named."""

from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.named.own_phases import own_phases
from core.offline.named.parts import named_parts
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.parts import PhaseGuide, StepGuide

_FILE = "parts.yaml"
_OF_A_LIST = frozenset({GoalKind.PROJECT, GoalKind.EVENT, GoalKind.CHANGE})
"""Kinds of goals that are done when all their parts are."""
_GATHER = "Put what you already have for {part} in one place: papers, photos, numbers"
_CLOSE = "Close {part} and keep the proof: letter, photo or receipt"
_GATHER_MINUTES, _CLOSE_MINUTES = 20, 45
_BEGIN = (
    "Write for {part} what is there, what is missing and who can answer",
    "Ring or write to the one who can answer for {part}, with your questions on paper",
    "Do the smallest piece of {part} that needs nobody else",
)
_WORK = (
    "Do the piece of {part} that others wait for",
    "Finish what you can do of {part} yourself and send out the rest with a date",
    "Fill in, fit or mend what is still missing for {part}",
)
_CHECK = (
    "Check {part} against what was asked for in week 1",
    "Mend what the check of {part} showed",
)


def with_part_phases(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal that only the general playbook plans, with phases of the parts it lists."""
    playbook, facts = parsed.playbook, parsed.facts
    is_general = playbook.name == GENERAL and not playbook.recipe
    if not is_general or playbook.kinds[0] not in _OF_A_LIST or not facts.english:
        return parsed
    parts = named_parts(facts.text)
    if not parts:
        return parsed
    sides = [phase.side for phase in playbook.phases]
    first, middle, last = own_phases(_FILE, {}, "sided" if any(sides) else "plain")
    phases = (
        _filled(first, parts, _BEGIN, _steps(_GATHER, parts[::-1], _GATHER_MINUTES)),
        _filled(middle, parts, _WORK, _steps(_CLOSE, parts, _CLOSE_MINUTES)),
        _filled(last, parts, _CHECK, ()),
    )
    return replace(parsed, playbook=playbook.model_copy(update={"phases": phases}))


def _steps(template: str, parts: tuple[str, ...], minutes: int) -> tuple[StepGuide, ...]:
    """Return a step for each part, in their order."""
    return tuple(StepGuide(title=template.format(part=part), minutes=minutes) for part in parts)


def _filled(
    phase: PhaseGuide,
    parts: tuple[str, ...],
    practice: tuple[str, ...],
    steps: tuple[StepGuide, ...],
) -> PhaseGuide:
    """Return a phase with the sessions of each part; its own first step comes before all others."""
    own = tuple(act.format(part=part) for act in practice for part in parts)
    begins, rest = phase.steps[:1], phase.steps[1:]
    return phase.model_copy(update={"practice": own, "steps": (*begins, *steps, *rest)})
