"""The acts of a week: each of them different, and not those of the week before."""

from collections.abc import Mapping, Sequence

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import PhaseGuide, Playbook

_ONE_WAY = frozenset({GoalKind.PROJECT, GoalKind.EVENT, GoalKind.CHANGE, GoalKind.MONEY})
"""Kinds that never go back: what was measured is not measured again when the parts are cut."""
_AGAIN = (
    "note what went better than last time",
    "begin with what was hardest last time",
    "say first what you want to do better",
)
"""How the same act is another one: each time it is done with something else in mind."""
_AGAIN_OF_A_HABIT = (
    "tick it right away",
    "keep to the cue of last time",
    "two minutes count on a full day",
)
_AGAIN_BY_KIND: Mapping[GoalKind, tuple[str, ...]] = {
    GoalKind.ROUTINE: _AGAIN_OF_A_HABIT,
    GoalKind.VAGUE: _AGAIN_OF_A_HABIT,
}


def earlier_acts(playbook: Playbook, guide: PhaseGuide) -> tuple[str, ...]:
    """Return the acts of the phases before one that may come back in it, the latest first.

    Nothing comes back from the other side of a quit date or an event.
    """
    if playbook.kinds[0] in _ONE_WAY:
        return ()
    found: list[str] = []
    for phase in playbook.phases:
        if phase.name == guide.name:
            break
        if phase.side == guide.side:
            found[:0] = phase.practice
    return tuple(act for act in dict.fromkeys(found) if act not in guide.practice)


def week_acts(
    acts: Sequence[str], earlier: Sequence[str], count: int, turn: int, kind: GoalKind
) -> list[str]:
    """Return so many acts for a week, going on where the week before ended.

    No two of them are equal, and they are not all those of the week before. Where a phase has too
    few acts for that, acts of earlier phases come back. If there are none either, an act that is
    done once more says what is different this time.
    """
    if count <= 0:
        return []
    pool = (*acts, *earlier[: max(0, count + 1 - len(acts))])
    if count < len(pool):
        return _window(pool, count, turn)
    found = _window(pool, len(pool), turn)
    if count == len(pool):  # all of them, as last week
        return found if turn == 0 else [_again(found[0], turn - 1, kind), *found[1:]]
    more = range(count - len(pool))
    return [*found, *(_again(found[n % len(pool)], n // len(pool) + turn, kind) for n in more)]


def _window(pool: Sequence[str], count: int, turn: int) -> list[str]:
    """Return the next acts in turn.

    Where a round is a whole number of weeks it moves on by one after each round, or the same pair
    would come back every second week.
    """
    size = len(pool)
    evenly = count > 1 and size % count == 0
    start = turn * count + (turn * count // size if evenly and count < size else 0)
    start = turn if count == size else start
    return [pool[(start + n) % size] for n in range(count)]


def _again(act: str, number: int, kind: GoalKind) -> str:
    """Return an act with what is different when it is done again."""
    ways = _AGAIN_BY_KIND.get(kind, _AGAIN)
    return f"{act.rstrip('. ')}; {ways[number % len(ways)]}"
