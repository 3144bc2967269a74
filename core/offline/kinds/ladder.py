"""The ladder of a fear: the person's own steps if they named some, else the playbook's."""

from core.goals.kind import GoalKind
from core.offline.parsed_goal import ParsedGoal
from core.offline.writing.own_words import acts_in
from core.offline.writing.sentences import as_title

_ENOUGH = 3
"""From so many own steps on, the ladder is theirs alone."""
_LEAST_RUNGS = 6


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
    texts = (*(span.text for span in facts.methods), facts.aim)
    found = [as_title(act) for text in texts for act in acts_in(text)]
    longest = max((list(acts_in(text)) for text in texts), key=len, default=[])
    return tuple(dict.fromkeys(found)) if len(longest) >= 2 else ()


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
