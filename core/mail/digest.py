"""The digest of a week: what was done and planned, where it leads, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core import formats
from core.mail.letter import Heading, Item, Items, Letter, Link, Paragraph, Part
from core.mail.line import to_line
from core.mail.places import Places
from core.mail.reminder import day_parts, is_due
from core.plans.plan import Milestone, Plan, Week
from core.progress.sentences import progress_in_words
from core.progress.summary import Progress
from core.progress.today import GoalToday, Today
from core.progress.weekly import WeekOfWork

MAX_TITLE_CHARACTERS = 36
MAX_TASKS = 5
QUIET = (
    "You get this once a week instead of a reminder a day, because nothing was ticked for two "
    "weeks. Reminders come back with your next tick. If the plan asks for too much, the page of "
    "the goal offers a smaller one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDigest:
    """One goal in the digest."""

    goal_id: str
    title: str
    week: WeekOfWork
    forecast: str
    """How the goal stands and where the pace leads, in a sentence or two."""
    coming: Week | None
    """The week after that; None at the end of the plan."""
    milestone: Milestone | None
    check_in: bool


def digest_of(goal: GoalToday, plan: Plan, progress: Progress) -> GoalDigest | None:
    """Return a goal for the digest, or None before its plan has begun.

    The week is the one of yesterday: on its last day or the day after, it is the week that ends.
    """
    yesterday = progress.today - timedelta(days=1)
    week = next((one for one in progress.weeks if one.starts_on <= yesterday <= one.ends_on), None)
    if week is None or (goal.week is None and not goal.check_in and yesterday > goal.ends_on):
        return None
    return GoalDigest(
        goal_id=goal.goal_id,
        title=goal.title,
        week=week,
        forecast=progress_in_words(progress),
        coming=next((one for one in plan.weeks if one.number == week.number + 1), None),
        milestone=goal.milestone,
        check_in=goal.check_in,
    )


def write_digest(
    digests: Sequence[GoalDigest], today: Today, places: Places, *, quiet: bool, reminds: bool
) -> Letter:
    """Return the digest of a week.

    `quiet` if it takes the place of reminders. With `reminds` it also has the tasks of the day,
    because there is one mail a day at most.
    """
    done = sum(one.week.done.tasks for one in digests)
    planned = sum(one.week.planned.tasks for one in digests)
    parts: list[Part] = [Paragraph(text=QUIET)] if quiet else []
    if reminds and is_due(today):
        parts += [Heading(text="Today"), *day_parts(today, places)]
    for one in digests:
        parts += _goal(one, today.day, places)
    if len(digests) == 1:
        about = f": {to_line(digests[0].title, limit=MAX_TITLE_CHARACTERS)}"
    else:
        about = f" over {len(digests)} goals"
    subject = f"Your week{about}, {done} of {formats.pluralize(planned, 'task')} done"
    return Letter(subject=subject, parts=tuple(parts))


def _goal(one: GoalDigest, today: date, places: Places) -> Iterator[Part]:
    yield Heading(text=one.title)
    yield Paragraph(text=f"{_week(one.week)} {one.forecast}")
    if one.milestone is not None:
        due = formats.day(one.milestone.due_on, today=today)
        yield Paragraph(text=f"Next milestone: {one.milestone.title}, by {due}.")
    if one.coming is not None:
        yield from _coming(one, one.coming, today, places)
    if one.check_in:
        yield Link(label="Check in, 2 minutes", address=places.goal(one.goal_id))
    elif one.coming is None or not one.coming.tasks:
        yield Link(label="Open the goal", address=places.goal(one.goal_id))


def _week(week: WeekOfWork) -> str:
    span = formats.date_range(week.starts_on, week.ends_on)
    planned, done = week.planned, week.done
    if not planned.tasks and not done.tasks:
        return f"{span}: nothing was planned."
    if not planned.tasks:
        return f"{span}: {formats.pluralize(done.tasks, 'task')} done, with none planned."
    text = f"{done.tasks} of {formats.pluralize(planned.tasks, 'task')} done"
    return (
        f"{span}: {text} ({formats.minutes(done.minutes)} of {formats.minutes(planned.minutes)})."
    )


def _coming(one: GoalDigest, week: Week, today: date, places: Places) -> Iterator[Part]:
    begins = week.starts_on
    when = "This week" if begins <= today else f"From {formats.day(begins, today=today)}"
    if not week.tasks:
        yield Paragraph(text=f"{when}: nothing is planned.")
        return
    minutes = formats.minutes(sum(task.minutes for task in week.tasks))
    tasks = formats.pluralize(len(week.tasks), "task")
    yield Paragraph(text=f"{when}: {week.focus.rstrip('.')}. {tasks}, {minutes}.")
    yield Items(
        items=tuple(
            Item(
                text=f"{to_line(task.title)} ({formats.minutes(task.minutes)})",
                address=places.goal(one.goal_id),
            )
            for task in week.tasks[:MAX_TASKS]
        )
    )
    if week.if_then:
        yield Paragraph(text=week.if_then)
