"""Find the weekly hours of a goal: stated, or the default for its target."""

import re
from math import ceil

from core.goals.draft import TargetDraft
from core.goals.goal import GoalRequest
from core.goals.kind import GoalKind
from core.offline.kinds.routine_rate import times_a_week
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.running import LONG_RUN_SHARE, PACE, longest_run
from core.offline.reading.facts import GoalFacts
from core.offline.reading.units import distance_km

HOURS_PER_UNIT = {"books": 6.0, "pages": 0.02}
"""Reading time at 300 pages a book and 50 pages an hour, about 240 words a minute."""


_SETTING_UP = 0.25
_FULL_TIME = frozenset({GoalKind.PROJECT, GoalKind.EXAM, GoalKind.CHANGE, GoalKind.MONEY})
_WORKING_WEEK = 40.0
_SURE_OF_MANY_HOURS = 0.9
_MOST_TRAINING_HOURS = 10.0
_LONGEST_SHARE = 0.75
_OF_A_WEEK = re.compile(r"week(?!-?day|-?end|-?night)", re.IGNORECASE)


def stated_hours(request: GoalRequest, facts: GoalFacts) -> float | None:
    """Return the weekly hours from the circumstances or the goal text, or None.

    Sessions of a stated length make hours only by multiplication, so a quarter of an hour is
    added for what has to be set up once.
    """
    if request.circumstances.hours_per_week:
        return request.circumstances.hours_per_week
    times = times_a_week(facts)
    of_sessions = facts.session_minutes * times / 60 if facts.session_minutes and times else None
    if not _is_likely(facts):
        return None
    if facts.hours is not None and (_OF_A_WEEK.search(facts.hours.span.text) or not of_sessions):
        return facts.hours.per_week
    if of_sessions is None:
        return None
    return max(0.5, ceil(of_sessions * 4) / 4 + _SETTING_UP)


def _is_likely(facts: GoalFacts) -> bool:
    """Return False for hours of half a working week and more that the reading is not sure of.

    They are mostly those of a job.
    """
    if facts.hours is None or facts.hours.per_week < _WORKING_WEEK / 2:
        return True
    return facts.confidence.get("hours", 1.0) >= _SURE_OF_MANY_HOURS


def most_useful_hours(playbook: Playbook) -> float:
    """Return the weekly hours from which on more hours add nothing: a long session every day.

    Work of the head that is paid or examined may fill a working week.
    """
    if playbook.kinds[0] in _FULL_TIME:
        return _WORKING_WEEK
    return float(
        round(max(2 * playbook.defaults.hours, 7 * playbook.defaults.longest_session / 60))
    )


def default_hours(
    request: GoalRequest, playbook: Playbook, target: TargetDraft | None, *, weeks: int
) -> float:
    """Return the weekly hours to assume: the playbook's, or more if the target needs them."""
    if playbook.name == "reading" and target is not None and target.unit in HOURS_PER_UNIT:
        return max(
            playbook.defaults.hours,
            min(max_reading_hours(playbook), _reading_hours_per_week(target, weeks)),
        )
    if playbook.kinds[0] == GoalKind.TRAINING and playbook.progression.rule != "running":
        return max(playbook.defaults.hours, _hours_for_the_longest(playbook, target))
    if playbook.progression.rule != "running" or target is None or " a " in target.unit:
        return playbook.defaults.hours
    return max(
        playbook.defaults.hours,
        running_hours_per_week(request, distance_km(target.quantity, target.unit)),
    )


def _hours_for_the_longest(playbook: Playbook, target: TargetDraft | None) -> float:
    """Return the weekly hours in which the longest session of the plan finds its place."""
    each = playbook.defaults.hours_each
    if each is None or target is None or target.unit != playbook.unit:
        return 0.0
    return min(_MOST_TRAINING_HOURS, ceil(target.quantity * each / _LONGEST_SHARE * 2) / 2)


def running_hours_per_week(request: GoalRequest, kilometres: float) -> float:
    """Return the weekly hours that training for a distance takes, ten at most."""
    pace = PACE[request.circumstances.experience]
    minutes = max(longest_run(kilometres) / LONG_RUN_SHARE, kilometres) * pace
    return float(min(10, -(-minutes // 30) / 2))


def max_reading_hours(playbook: Playbook) -> float:
    """Return the most weekly hours to assume for reading."""
    return 2 * playbook.defaults.hours


def _reading_hours_per_week(target: TargetDraft, weeks: int) -> float:
    """Return the weekly hours the target takes, in steps of half an hour."""
    total = (target.quantity - (target.baseline or 0.0)) * HOURS_PER_UNIT[target.unit]
    return float(-(-total * 2 // weeks) / 2)
