"""The phases of a debt's plan that ends before the debt does: none of them shows it at zero."""

from dataclasses import replace

from core.offline.kinds.outline import outline_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import PhaseGuide

_LEAST_PHASES = 2
_WHOLE = 1.0


def with_reached_phases(parsed: ParsedGoal) -> ParsedGoal:
    """Return a debt with the phases that its plan gets to, if it pays off only a part.

    The last phase of a recipe shows a debt that is paid; a plan of the first year has to end with
    what is true by then.
    """
    phases = parsed.playbook.phases
    if parsed.playbook.progression.rule != "debt" or phases[-1].at is None:
        return parsed
    outline = outline_of(parsed)
    if not outline.is_part or outline.target is None or outline.requested is None:
        return parsed
    share = outline.target.quantity / outline.requested.quantity
    reached = [phase for phase in phases[:-1] if (phase.at or 0.0) <= share]
    taken = tuple(reached if len(reached) >= _LEAST_PHASES else phases[:_LEAST_PHASES])
    cut = parsed.playbook.model_copy(update={"phases": _stretched(taken)})
    return replace(parsed, playbook=cut)


def _stretched(phases: tuple[PhaseGuide, ...]) -> tuple[PhaseGuide, ...]:
    """Return phases whose shares make a whole, the last of which ends with all that is planned."""
    total, last = sum(phase.share for phase in phases), phases[-1].at or _WHOLE
    return tuple(
        phase.model_copy(
            update={"share": phase.share / total, "at": min(_WHOLE, (phase.at or last) / last)}
        )
        for phase in phases
    )
