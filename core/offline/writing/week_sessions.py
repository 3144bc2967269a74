"""Write the practice sessions of a week and assign them to days."""

from core.goals.weeks import days_of
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
)
from core.offline.progressions.running_schedule import order_running_days
from core.offline.reading.constraints import (
    available_days,
)
from core.offline.writing.templates import fill_template
from core.plans.draft import (
    TaskDraft,
)

MIN_SESSION_MINUTES = 5
_DAY_SPREADS: dict[int, tuple[str, ...]] = {
    1: ("Wed",),
    2: ("Tue", "Sat"),
    3: ("Mon", "Wed", "Sat"),
    4: ("Mon", "Wed", "Fri", "Sun"),
    5: ("Mon", "Tue", "Thu", "Fri", "Sun"),
    6: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sun"),
    7: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def write_sessions(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    step: Step,
    *,
    number: int,
    week_in_phase: int,
    minutes_left: int,
    titles: tuple[str, ...] = (),
) -> list[TaskDraft]:
    """Return the practice tasks of a week, each on a day, within the minutes left.

    `titles` come before the playbook's practice: the person's own acts, or the rungs of a ladder.
    """
    free = tuple(
        day.value for day in days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline)
    )
    if step.sessions:
        return _fixed_sessions(inputs, step, free, number=number, minutes_left=minutes_left)
    count = max(1, min(inputs.sessions, len(free), minutes_left // MIN_SESSION_MINUTES))
    each = _minutes_each(inputs, number, count, len(free), minutes_left)
    named = [*titles[:count]]
    # Weeks begin at another practice, so that two weeks do not read alike.
    first = number * count
    practice = [
        fill_template(guide.practice[(first + i) % len(guide.practice)], values)
        for i in range(count - len(named))
    ]
    return [
        TaskDraft(title=title, minutes=each, day=day)
        for title, day in zip(
            _alternating(named, practice), _spread_days(inputs, count, free), strict=True
        )
    ]


def _alternating(one: list[str], other: list[str]) -> list[str]:
    """Return both lists merged, taking turns."""
    merged = [title for pair in zip(one, other, strict=False) for title in pair]
    shorter = min(len(one), len(other))
    return [*merged, *one[shorter:], *other[shorter:]]


def _minutes_each(
    inputs: ProgressionInput, number: int, count: int, free: int, minutes_left: int
) -> int:
    """Return the minutes of a session: as told, else the week's minutes shared out."""
    told = inputs.facts.session_minutes
    if told is not None:
        return max(1, min(round(told), minutes_left // count))
    wanted = inputs.minutes(number)
    if free < 5 and not inputs.is_payment:
        wanted = wanted * free // 7
    return max(MIN_SESSION_MINUTES, min(wanted, minutes_left) // count // 5 * 5)


def _fixed_sessions(
    inputs: ProgressionInput, step: Step, free: tuple[str, ...], *, number: int, minutes_left: int
) -> list[TaskDraft]:
    """Return the sessions that the progression prescribes, as far as they fit."""
    chosen = _sessions_that_fit(step.sessions, len(free), minutes_left)
    days = _spread_days(inputs, len(chosen), free)
    last = number == inputs.weeks
    # Couch to 5K builds up within a week, so its runs stay in the order of the days.
    if inputs.is_running and (last or not step.note):
        days = order_running_days(
            days, allowed=_allowed_days(inputs, free), race_day=free[-1] if last else None
        )
    return [
        TaskDraft(title=title, minutes=minutes, day=day)
        for (title, minutes), day in zip(chosen, days, strict=True)
    ]


def _sessions_that_fit(
    sessions: tuple[tuple[str, int], ...], days: int, minutes_left: int
) -> list[tuple[str, int]]:
    """Return the sessions that fit the days and minutes; the last session has priority."""
    chosen: list[tuple[str, int]] = []
    for title, minutes in reversed(sessions):
        if len(chosen) < days and (minutes <= minutes_left or not chosen):
            chosen.insert(0, (title, min(minutes, minutes_left)))
            minutes_left -= min(minutes, minutes_left)
    return chosen


def _spread_days(inputs: ProgressionInput, count: int, free: tuple[str, ...]) -> list[str]:
    """Return a day for each session: stated days, days the constraints allow, or evenly spread."""
    allowed = _allowed_days(inputs, free)
    wanted = [d for d in _DAY_SPREADS[min(count, 7)] if d in allowed]
    spare = [d for d in allowed if d not in wanted]
    pool = sorted([*wanted, *spare[: max(0, count - len(wanted))]], key=free.index)
    return sorted((pool[i % len(pool)] for i in range(count)), key=free.index)


def _allowed_days(inputs: ProgressionInput, free: tuple[str, ...]) -> list[str]:
    named = (inputs.facts.frequency.days if inputs.facts.frequency else ()) or inputs.facts.days
    return [
        d for d in named or available_days(inputs.circumstances, inputs.facts) if d in free
    ] or list(free)
