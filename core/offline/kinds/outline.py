"""The outline of a plan: its period, its result and its turning day, as the kind decides them."""

from collections.abc import Callable, Mapping

from core.goals.kind import GoalKind
from core.offline.kinds.money import outline_money
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.project import outline_project
from core.offline.kinds.quitting import outline_quit
from core.offline.kinds.routine import outline_routine
from core.offline.kinds.usual import outline_event, outline_usual
from core.offline.kinds.verdicts.outline_verdict import with_verdict
from core.offline.parsed_goal import ParsedGoal

_OUTLINES: Mapping[GoalKind, Callable[[ParsedGoal], Outline]] = {
    GoalKind.MONEY: outline_money,
    GoalKind.PROJECT: outline_project,
    GoalKind.QUIT: outline_quit,
    GoalKind.ROUTINE: outline_routine,
    GoalKind.VAGUE: outline_routine,
    GoalKind.EVENT: outline_event,
}

_HAS_A_DAY = frozenset({GoalKind.QUIT, GoalKind.EVENT, GoalKind.PROJECT})
"""Kinds with a turning day, which a recipe has as well."""


def outline_of(parsed: ParsedGoal) -> Outline:
    """Return the outline of a goal by its kind, with whether it works out."""
    return with_verdict(_outline(parsed), parsed)


def _outline(parsed: ParsedGoal) -> Outline:
    """Return the outline by the kind of goal; a recipe has its own numbers."""
    kind = parsed.playbook.kinds[0]
    if parsed.playbook.progression.rule == "staged" and kind not in _HAS_A_DAY:
        sided = any(phase.side == "after" for phase in parsed.playbook.phases)
        return outline_event(parsed) if sided else outline_usual(parsed)
    return _OUTLINES.get(kind, outline_usual)(parsed)
