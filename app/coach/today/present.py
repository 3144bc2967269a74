"""The day in words."""

from datetime import date, timedelta

from core import formats
from core.usecases.plans.get_today import GoalToday, SkipReason, TaskToday, Today

TOP = 3
"""Tasks that are shown at once; more than that is more than a day holds."""
MOVE_DAYS = 6
"""Days ahead that are offered to move a task to."""

REASONS = {
    SkipReason.NO_TIME: "No time",
    SkipReason.TIRED: "Too tired",
    SkipReason.ILL: "Ill",
    SkipReason.AWAY: "Away",
    SkipReason.TOO_HARD: "Too hard",
    SkipReason.NOT_USEFUL: "Doesn't help",
    SkipReason.OTHER: "Something else",
}


def summary(today: Today) -> str:
    """Return how the week stands: "2 of 6 tasks done this week · 1 h 20 left"."""
    if not today.total:
        return ""
    parts = [f"{today.done} of {formats.pluralize(today.total, 'task')} done this week"]
    if today.minutes_left:
        parts.append(f"{formats.minutes(today.minutes_left)} left")
    if leftovers := _leftovers(today):
        parts.append(leftovers)
    return " · ".join(parts)


def _leftovers(today: Today) -> str:
    """Return how the tasks of last week stand, which do not count among those of this one."""
    left = today.carried_over
    if not today.caught_up:
        return f"{left} more left over from last week" if left else ""
    done = f"{today.caught_up} left over from last week done"
    return f"{done}, {left} still open" if left else done


def nothing_due(today: Today) -> str:
    """Return what to say if nothing is due today."""
    if today.later:
        return "Nothing is due today. Rest, or get ahead with one of these."
    running = [goal for goal in today.goals if goal.week is not None]
    if running:
        return "Everything for this week is done. Enjoy the free days."
    coming = [goal for goal in today.goals if goal.starts_on > today.day]
    if coming:
        first = min(coming, key=lambda goal: goal.starts_on)
        return f"Your plan begins on {formats.day(first.starts_on)}. Nothing to do until then."
    return "Your plans have ended. Look back at them, or start a new goal."


def more(tasks: tuple[TaskToday, ...]) -> str:
    """Return what a fold of tasks holds: "2 more today · 1 done or skipped"."""
    left = sum(one.state.is_open for one in tasks)
    parts = [f"{left} more today"] if left else []
    if settled := len(tasks) - left:
        parts.append(f"{settled} done or skipped")
    return " · ".join(parts)


def label(one: TaskToday) -> str:
    """Return what stands behind the title of a task: its minutes, and when it was due."""
    parts = [formats.minutes(one.task.minutes)]
    if one.slipped:
        parts.append(f"left from {formats.weekday(one.due_on)}")
    elif one.suggested:
        parts.append(f"today or any day until {formats.weekday(one.due_on)}")
    return " · ".join(parts)


def when(one: TaskToday, today: date) -> str:
    """Return when a later task is due: its weekday, or any day of its week."""
    if not one.has_day:
        return f"any day until {formats.weekday(one.due_on)}"
    return "tomorrow" if one.due_on == today + timedelta(days=1) else formats.weekday(one.due_on)


def lead(today: Today) -> str:
    """Return a first sentence after days without a task done, or ""."""
    if today.starts_small:
        return "Good to see you. Start small: the first task below is the shortest one."
    return ""


def if_thens(today: Today) -> tuple[str, ...]:
    """Return the if-then of the goal that comes first today: one is enough for a day."""
    first = next((one.goal_id for one in today.tasks), None)
    return tuple(
        goal.week.if_then
        for goal in today.goals
        if goal.week is not None and goal.week.if_then and goal.goal_id == first
    )


def goal_facts(goal: GoalToday, today: date) -> str:
    """Return where a goal stands in one line."""
    if goal.week is None:
        if goal.starts_on > today:
            return f"Begins on {formats.day(goal.starts_on)}"
        if today <= goal.ends_on:
            return "Paused"
        return f"Ended on {formats.day(goal.ends_on)}"
    parts = [f"Week {goal.week.number} of {goal.total_weeks}"]
    if goal.done_so_far:
        parts.append(f"{formats.pluralize(goal.done_so_far, 'task')} done so far")
    if goal.reserve_left:
        parts.append(f"{formats.pluralize(goal.reserve_left, 'reserve day')} left")
    return " · ".join(parts)


def days_to_move_to(today: date) -> tuple[date, ...]:
    """Return the days after today that a task can be moved to with one tap."""
    return tuple(today + timedelta(days=n) for n in range(1, MOVE_DAYS + 1))
