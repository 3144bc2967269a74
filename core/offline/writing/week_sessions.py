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
) -> list[TaskDraft]:
    """Return the practice tasks of a week, each on a day, within the minutes left."""
    free = tuple(
        day.value for day in days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline)
    )
    if step.sessions:
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
    count = max(1, min(inputs.sessions, len(free), minutes_left // MIN_SESSION_MINUTES))
    wanted = inputs.minutes(number)
    if len(free) < 5 and not inputs.is_payment:
        wanted = wanted * len(free) // 7
    each = max(MIN_SESSION_MINUTES, min(wanted, minutes_left) // count // 5 * 5)
    practice = guide.practice
    return [
        TaskDraft(
            title=fill_template(practice[(week_in_phase + i) % len(practice)], values),
            minutes=each,
            day=day,
        )
        for i, day in enumerate(_spread_days(inputs, count, free))
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
    named = inputs.facts.frequency.days if inputs.facts.frequency else ()
    return [
        d for d in named or available_days(inputs.circumstances, inputs.facts) if d in free
    ] or list(free)
