"""Find the weekly hours of a goal: stated, or the default for its target."""

from core.goals.draft import TargetDraft
from core.goals.goal import GoalRequest
from core.offline.kinds.routine_rate import times_a_week
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.running import LONG_RUN_SHARE, PACE, longest_run
from core.offline.reading.facts import GoalFacts
from core.offline.reading.units import distance_km

HOURS_PER_UNIT = {"books": 6.0, "pages": 0.02}
"""Reading time at 300 pages a book and 50 pages an hour, about 240 words a minute."""


def stated_hours(request: GoalRequest, facts: GoalFacts) -> float | None:
    """Return the weekly hours from the circumstances or the goal text, or None."""
    told = request.circumstances.hours_per_week or (facts.hours.per_week if facts.hours else None)
    if told is None and facts.session_minutes:
        times = times_a_week(facts)
        return None if times is None else max(0.5, round(facts.session_minutes * times / 60, 2))
    return told


def default_hours(
    request: GoalRequest, playbook: Playbook, target: TargetDraft | None, *, weeks: int
) -> float:
    """Return the weekly hours to assume: the playbook's, or more if the target needs them."""
    if playbook.name == "reading" and target is not None and target.unit in HOURS_PER_UNIT:
        return max(
            playbook.defaults.hours,
            min(max_reading_hours(playbook), _reading_hours_per_week(target, weeks)),
        )
    if playbook.progression.rule != "running" or target is None or " a " in target.unit:
        return playbook.defaults.hours
    return max(
        playbook.defaults.hours,
        running_hours_per_week(request, distance_km(target.quantity, target.unit)),
    )


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
