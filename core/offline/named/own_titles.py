"""The sessions that are the person's own: what they named, do already, or set themselves."""

from math import ceil

from core.goals.kind import GoalKind
from core.offline.circumstances.own_piece import piece_title
from core.offline.kinds.own_method import method_acts, own_act, with_the_weeks_number
from core.offline.named.neglected import neglected_acts
from core.offline.named.tasks import session_titles
from core.offline.parsed_goal import ParsedGoal
from core.offline.progressions.progression_input import ProgressionInput, Step

_NEXT_OF_ALL = "Do ten minutes of the next thing you have left undone, timer on, and tick it"
_ACTS_A_WEEK = 2
_NEAR = frozenset({GoalKind.VAGUE, GoalKind.RELATING})


def _left_undone(parsed: ParsedGoal, number: int) -> tuple[str, ...]:
    """Return what the person has left undone and does in this week, two acts a week."""
    if parsed.playbook.kinds[0] not in _NEAR or not parsed.facts.english:
        return ()
    acts = neglected_acts(parsed.facts.text)
    return acts[(number - 1) * _ACTS_A_WEEK : number * _ACTS_A_WEEK]


def _act(parsed: ParsedGoal) -> str | None:
    """Return the act of every session: the next thing of those left undone, if there are some."""
    vague = parsed.playbook.kinds[0] == GoalKind.VAGUE
    return _NEXT_OF_ALL if vague and neglected_acts(parsed.facts.text) else own_act(parsed)


def own_titles(
    parsed: ParsedGoal, inputs: ProgressionInput, step: Step, number: int
) -> tuple[str, ...]:
    """Return the titles that go before the playbook's practice in a week; most goals have some."""
    piece = piece_title(parsed, number, inputs.weeks)
    if piece is not None:
        return (piece,)
    left_undone = _left_undone(parsed, number)
    named = (*left_undone, *session_titles(parsed, number, inputs.weeks, inputs.sessions))
    act = None if parsed.playbook.recipe else _act(parsed)
    if act is not None and not named:
        act = with_the_weeks_number(act, inputs, step)
        grows = inputs.kind == GoalKind.VAGUE and 2 * number > inputs.weeks
        half = grows or act == _NEXT_OF_ALL
        return (act,) * (ceil(inputs.sessions / 2) if half else inputs.sessions)
    if named:
        left = max(0, inputs.sessions // 2 - len(left_undone))
        return named if act is None else (*named, *(act,) * left)
    acts = method_acts(parsed)
    return acts and (acts[(number - 1) % len(acts)],)
