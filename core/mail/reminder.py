"""The reminder of a day: the open tasks of Today, the if-then, and the next milestone."""

from collections.abc import Iterator

from core import formats
from core.mail.letter import Item, Items, Letter, Paragraph, Part
from core.mail.line import to_line
from core.mail.places import Places
from core.progress.today import GoalToday, TaskToday, Today

MAX_TASKS = 5
"""Tasks in one mail; the page has the others."""
DAYS_OF_WEEK = 7
MAX_TITLE_CHARACTERS = 36
"""In a subject, where the minutes and the number of other tasks have to fit, too."""


def open_tasks(today: Today) -> tuple[TaskToday, ...]:
    """Return what is still to do today, in the order of the page."""
    return tuple(one for one in today.tasks if one.state.is_open)


def is_due(today: Today) -> bool:
    """Return whether something is due.

    A task for any day of its week is due when the pace of the week asks for it: of five such tasks
    the first on the second day, of one the last day. So a week of few tasks sends few reminders.
    """
    return any(not one.suggested or _is_behind(one, today) for one in open_tasks(today))


def _is_behind(suggested: TaskToday, today: Today) -> bool:
    """Return whether fewer tasks without a day are settled than days of the week have passed."""
    goal = next((one for one in today.goals if one.goal_id == suggested.goal_id), None)
    if goal is None or goal.week is None:
        return False
    free = [task for task in goal.week.tasks if task.day is None]
    left = sum(
        one.goal_id == goal.goal_id and one.week == goal.week.number and not one.has_day
        for one in (*open_tasks(today), *today.later)
    )
    begun = min((today.day - goal.week.starts_on).days + 1, DAYS_OF_WEEK)
    return len(free) - left < len(free) * begun // DAYS_OF_WEEK


def write_reminder(today: Today, places: Places) -> Letter:
    """Return the reminder of a day with something to do."""
    first, *more = open_tasks(today)
    title = to_line(first.task.title, limit=MAX_TITLE_CHARACTERS)
    rest = f" and {len(more)} more" if more else ""
    subject = f"Today: {title} ({formats.minutes(first.task.minutes)}){rest}"
    return Letter(subject=subject, parts=tuple(day_parts(today, places)))


def day_parts(today: Today, places: Places) -> Iterator[Part]:
    """Yield what is to do today, and what helps with the first of it."""
    tasks = open_tasks(today)
    if today.starts_small:
        yield Paragraph(text="Start small: the first task below is the shortest one.")
    yield Items(items=tuple(_item(one, places) for one in tasks[:MAX_TASKS]))
    if len(tasks) > MAX_TASKS:
        yield Paragraph(text=f"{len(tasks) - MAX_TASKS} more are on the page Today.")
    goal = next((one for one in today.goals if one.goal_id == tasks[0].goal_id), None)
    if goal is not None:
        yield from _help(goal, today)


def _help(goal: GoalToday, today: Today) -> Iterator[Part]:
    if goal.week is not None and goal.week.if_then:
        yield Paragraph(text=goal.week.if_then)
    if goal.milestone is not None:
        due = formats.day(goal.milestone.due_on, today=today.day)
        yield Paragraph(text=f"Next milestone: {goal.milestone.title}, by {due}.")


def _item(one: TaskToday, places: Places) -> Item:
    facts = [one.goal_title]
    if one.slipped:
        facts.append(f"left from {formats.weekday(one.due_on)}")
    elif one.suggested:
        facts.append(f"today or any day until {formats.weekday(one.due_on)}")
    return Item(
        text=f"{to_line(one.task.title)} ({formats.minutes(one.task.minutes)})",
        detail=" · ".join(facts),
        address=places.goal(one.goal_id),
    )
