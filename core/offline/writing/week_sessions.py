"""Write the practice sessions of a week and assign them to days."""

import re

from core.goals.kind import GoalKind
from core.goals.weeks import days_of
from core.offline.kinds.paying.payment_tasks import payday_in
from core.offline.kinds.short_plans.placed_steps import WeekShare
from core.offline.kinds.training_week import training_sessions
from core.offline.kinds.week_acts import earlier_acts, week_acts
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
)
from core.offline.progressions.running_schedule import order_running_days
from core.offline.writing.templates import fill_template
from core.plans.draft import (
    TaskDraft,
)

_DAY_SPREADS: dict[int, tuple[str, ...]] = {
    1: ("Wed",),
    2: ("Tue", "Sat"),
    3: ("Mon", "Wed", "Sat"),
    4: ("Mon", "Wed", "Fri", "Sun"),
    5: ("Mon", "Tue", "Thu", "Fri", "Sun"),
    6: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sun"),
    7: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_NAMED_MINUTES = re.compile(
    r"(?:\w+(?: [\w-]+){0,3}?|[A-Za-z' -]+? for) (?P<range>(?P<n>\d+)(?:(?: to |-)\d+)?) minutes\b"
)
"""How long a session is, near the beginning of its title."""


def write_sessions(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    step: Step,
    *,
    number: int,
    share: WeekShare,
    turn: int = 0,
    titles: tuple[str, ...] = (),
) -> list[TaskDraft]:
    """Return the dated tasks of a week: steps in place of sessions first, then its practice.

    `titles` come before the playbook's practice: the person's own acts, or the rungs of a ladder.
    `turn` is the number of the week within its phase, from 0.
    """
    free = tuple(
        day.value for day in days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline)
    )
    if step.sessions:
        return _fixed_sessions(inputs, step, free, number=number, minutes_left=share.minutes)
    first = [(task.title, task.minutes) for task in share.first]
    days = spread_days(inputs.open_days(number), len(first) + share.count)
    payday = payday_in(inputs, number) if step.load is not None else None
    days = days if payday is None else [payday] * len(days)
    if inputs.kind == GoalKind.TRAINING and not titles:
        practice = training_sessions(inputs, guide, values, step, share, turn=turn)
        days = _longest_at_the_weekend(days)
    else:
        practice = _practice(inputs, guide, values, share, turn=turn, titles=titles)
    if inputs.playbook.recipe:
        practice = [(within(title, minutes), minutes) for title, minutes in practice]
    return [
        TaskDraft(title=title, minutes=minutes, day=day)
        for (title, minutes), day in zip([*first, *practice], days, strict=True)
    ]


def _practice(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    share: WeekShare,
    *,
    turn: int,
    titles: tuple[str, ...],
) -> list[tuple[str, int]]:
    """Return the titles and minutes of a week's sessions: own acts and the playbook's in turn."""
    named = list(titles[: share.count])
    earlier = earlier_acts(inputs.playbook, guide)
    turns = week_acts(guide.practice, earlier, share.count - len(named), turn, inputs.kind)
    minutes = _minutes_each(inputs, share)
    filled = [fill_template(turn_, values) for turn_ in turns]
    return [(title, minutes) for title in _alternating(named, filled)]


def within(title: str, minutes: int) -> str:
    """Return the title of a session that names no more minutes than the session has.

    "Walk 50 minutes briskly" in half an hour is "Walk 30 minutes briskly".
    """
    named = _NAMED_MINUTES.match(title)
    if named is None or int(named["n"]) <= minutes:
        return title
    return f"{title[: named.start('n')]}{minutes}{title[named.end('range') :]}"


def _longest_at_the_weekend(days: list[str]) -> list[str]:
    """Return the days with the one that suits a long session last: Sunday, else Saturday."""
    best = next((day for day in ("Sun", "Sat") if day in days), days[-1])
    at = days.index(best)
    return [*days[:at], *days[at + 1 :], best]


def _minutes_each(inputs: ProgressionInput, share: WeekShare) -> int:
    """Return the minutes of a session: as stated, else the week's minutes shared out."""
    stated = inputs.facts.session_minutes
    if stated is not None:
        return max(1, min(round(stated), share.minutes // max(1, share.count)))
    return share.each


def _alternating(one: list[str], other: list[str]) -> list[str]:
    """Return both lists merged, taking turns."""
    merged = [title for pair in zip(one, other, strict=False) for title in pair]
    shorter = min(len(one), len(other))
    return [*merged, *one[shorter:], *other[shorter:]]


def _fixed_sessions(
    inputs: ProgressionInput, step: Step, free: tuple[str, ...], *, number: int, minutes_left: int
) -> list[TaskDraft]:
    """Return the sessions that the progression prescribes, as far as they fit."""
    own = inputs.open_days(number)
    chosen = _sessions_that_fit(step.sessions, len(own), minutes_left)
    days = spread_days(own, len(chosen))
    last = number == inputs.weeks
    # Couch to 5K builds up within a week, so its runs stay in the order of the days.
    if inputs.is_running and (last or not step.note):
        days = order_running_days(days, allowed=own, race_day=free[-1] if last else None)
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


def spread_days(own: tuple[str, ...], count: int) -> list[str]:
    """Return a day for each session, spread over the days the person has."""
    if count < len(own) and not set(_DAY_SPREADS[min(count, 7)]) <= set(own):
        return _evenly(own, count)
    wanted = [d for d in _DAY_SPREADS[min(count, 7)] if d in own]
    spare = [d for d in own if d not in wanted]
    pool = sorted([*wanted, *spare[: max(0, count - len(wanted))]], key=own.index)
    return sorted((pool[i % len(pool)] for i in range(count)), key=own.index)


def _evenly(own: tuple[str, ...], count: int) -> list[str]:
    """Return days as far apart as the person's days allow."""
    return [own[(2 * n + 1) * len(own) // (2 * count)] for n in range(count)]
