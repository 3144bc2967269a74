"""How many sessions a week has: as stated, else enough to hold the hours, never a crumb each."""

from math import ceil

from core.goals.goal import Circumstances, Style
from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts

LEAST_SESSION = 20
"""Minutes below which a session that was not asked for is not worth its day."""
_MOST = 6
_LEAST_STATED = 10
_PACE = {Style.CONSERVATIVE: -1, Style.BALANCED: 0, Style.AGGRESSIVE: 1}
_FILLS_ITS_HOURS = frozenset({GoalKind.PROJECT, GoalKind.EXAM, GoalKind.CHANGE, GoalKind.SKILL})
"""Kinds in which stated hours are all to be used: more hours mean more sessions."""
ONE_A_DAY = frozenset({GoalKind.TRAINING, GoalKind.BODY})
"""Kinds whose sessions need a day between them: a body that trains twice a day does not recover."""
_USED = 0.8
_A_DAY = 2


def stated_sessions(facts: GoalFacts) -> int | None:
    """Return the sessions a week the person stated, or None.

    Once a week on two named days is no count: "mostly at weekends" says when, not how often.
    """
    rhythm = facts.frequency
    named = rhythm.per_week if rhythm is not None and not is_counting_unit(facts) else 0.0
    if 1 <= named <= 7 and round(named) >= len(facts.chosen_days):
        return round(named)
    if facts.chosen_days and facts.session_minutes:
        return len(facts.chosen_days)
    return None


def wanted_sessions(
    circumstances: Circumstances, facts: GoalFacts, playbook: Playbook, minutes: int
) -> int:
    """Return the sessions a week: as stated, or the playbook's by style and by the hours."""
    stated = stated_sessions(facts)
    if stated is not None:
        longest = int(facts.session_minutes or _LEAST_STATED)
        most = playbook.most_sessions
        return max(1, min(stated, minutes // min(_LEAST_STATED, longest), most))
    usual = playbook.defaults.sessions
    wanted = max(min(2, usual), min(_MOST, usual + _PACE[circumstances.style]))
    if playbook.kinds[0] in _FILLS_ITS_HOURS:
        wanted = min(wanted, _different_acts(playbook, minutes))
    has_stated_hours = circumstances.hours_per_week is not None or facts.hours is not None
    if playbook.kinds[0] in _FILLS_ITS_HOURS and has_stated_hours:
        holding = ceil(minutes * _USED / playbook.defaults.longest_session)
        wanted = max(wanted, min(_MOST, holding))
    days = (facts.frequency.days if facts.frequency is not None else ()) or facts.days
    if days:
        a_day = 1 if playbook.kinds[0] in ONE_A_DAY else _A_DAY
        wanted = min(wanted, a_day * len(days))
    return max(1, min(wanted, minutes // _LEAST_STATED, playbook.most_sessions))


def _different_acts(playbook: Playbook, minutes: int) -> int:
    """Return the sessions that every phase has an act of its own for, if they hold the hours."""
    fewest = min(len(phase.practice) for phase in playbook.phases)
    holding = ceil(minutes * _USED / playbook.defaults.longest_session)
    return max(2, fewest, holding)


def is_counting_unit(facts: GoalFacts) -> bool:
    """Return whether the frequency is the unit of a rate ("5 applications every week")."""
    rhythm, quantity = facts.frequency, facts.quantity
    return (
        rhythm is not None
        and quantity is not None
        and not rhythm.days
        and rhythm.times == 1
        and rhythm.per != "day"
    )
