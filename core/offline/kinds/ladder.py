"""The ladder of a fear: the person's own steps if they named some, else the playbook's."""

from core.goals.kind import GoalKind
from core.offline.parsed_goal import ParsedGoal
from core.offline.writing.own_words import acts_in
from core.offline.writing.sentences import as_title

_ENOUGH = 3
"""From so many own steps on, the ladder is theirs alone."""
_LEAST_RUNGS = 6
_LEAST_LISTED = 2
_HARDER = ("without a helper or notes", "at a busier hour or with somebody new")
"""How a step grows when the plan is longer than the ladder."""


def ladder_of(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the rungs, easiest first; empty for a kind that climbs no ladder."""
    playbook = parsed.playbook
    if playbook.kinds[0] != GoalKind.FEAR and not playbook.ladder:
        return ()
    own = own_steps(parsed) if playbook.kinds[0] == GoalKind.FEAR else ()
    if len(own) >= _ENOUGH:
        return own
    return (*own, *playbook.ladder[: max(_LEAST_RUNGS, len(playbook.ladder) - len(own))])


def own_steps(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the steps the person listed in their methods or their aim."""
    facts = parsed.facts
    found = [as_title(act) for span in facts.methods for act in acts_in(span.text)]
    if len(found) < _LEAST_LISTED:
        found = [as_title(act) for act in acts_in(facts.aim)]
    return tuple(dict.fromkeys(found)) if len(found) >= _LEAST_LISTED else ()


def lengthen(ladder: tuple[str, ...], weeks: int) -> tuple[str, ...]:
    """Return a ladder with harder rounds of the same steps, if one step had to last for weeks."""
    longer = list(ladder)
    for harder in _HARDER:
        if ladder and len(longer) * 2 < weeks:
            longer.extend(f"{step}, {harder}" for step in ladder)
    return tuple(longer)


def rungs_by_week(ladder: tuple[str, ...], weeks: int) -> dict[int, tuple[str, ...]]:
    """Return the rungs of each week: one or two new ones a week, or one for several weeks."""
    if not ladder:
        return {}
    found = {}
    for week in range(1, weeks + 1):
        low = int(len(ladder) * (week - 1) / weeks)
        high = max(low + 1, int(len(ladder) * week / weeks))
        found[week] = ladder[low:high]
    return found
