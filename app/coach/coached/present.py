"""What the pages of a coach say."""

from collections.abc import Iterable
from datetime import datetime

from app.ui.table import Cell, Column
from core import formats
from core.shares.shared_plan import SharedTask, SharedWeek
from core.usecases.coaches.coached_goals import CoachedCheckIn, CoachedGoal, NamedCoaching

LEAD = "You see plan, progress and check-ins. The person sees when you looked, and can end it."
UNTITLED = "A goal"
COLUMNS = (Column(title="Goal", line=True), Column(title="Of"), Column(title="Until"))
TASKS = (
    Column(title="Day"),
    Column(title="Task", wide=True),
    Column(title="Minutes", right=True),
    Column(title="Done"),
)
CHECK_INS = (
    Column(title="Day"),
    Column(title="Tasks done", right=True),
    Column(title="Reported"),
    Column(title="Effort", right=True),
    Column(title="Energy", right=True),
    Column(title="In their words", wide=True),
)


def title(coaching: NamedCoaching) -> str:
    """Return what the goal is called."""
    return coaching.title or UNTITLED


def to_rows(found: Iterable[NamedCoaching], *, now: datetime) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each goal."""
    return tuple(
        (
            Cell(text=title(one), to=f"shared-with-you?goal={one.coaching.goal_id}"),
            Cell(text=one.owner),
            Cell(text=formats.short_moment(one.coaching.expires_at, now=now)),
        )
        for one in found
    )


def invitation(found: NamedCoaching, *, now: datetime) -> str:
    """Return who invites to what, and until when."""
    until = formats.short_moment(found.coaching.expires_at, now=now)
    return (
        f"{found.owner} would like you to coach them on “{title(found)}”. You would see its plan, "
        f"progress and check-ins until {until}, and {found.owner} sees when you look."
    )


def sentence(goal: CoachedGoal, *, now: datetime) -> str:
    """Return whose goal it is and how it stands."""
    until = formats.short_moment(goal.coaching.coaching.expires_at, now=now)
    shared = f"{goal.coaching.owner} shares this goal with you until {until}."
    if goal.progress is None:
        return f"{shared} It has no plan yet."
    done, due = goal.progress.done.tasks, goal.progress.due.tasks
    planned = formats.pluralize(goal.progress.planned.tasks, "task")
    if not due:
        return f"{shared} Of {planned} in the whole plan, none was due yet."
    return f"{shared} Done: {done} of {due} due so far, of {planned} in the whole plan."


def week_label(week: SharedWeek) -> str:
    """Return one week with its aim and what is done."""
    done = f"{week.done} of {formats.pluralize(len(week.tasks), 'task')} done"
    return f"Week {week.number} ({done}): {week.focus}"


def task_cells(task: SharedTask) -> tuple[Cell, ...]:
    """Return the cells of one task."""
    return (
        Cell(text=formats.day(task.due_on)),
        Cell(text=task.title),
        Cell(text=formats.count(task.minutes)),
        Cell(text="Done" if task.done else "–"),
    )


def check_in_cells(one: CoachedCheckIn) -> tuple[Cell, ...]:
    """Return the cells of one check-in; what was not reported is a dash."""
    value = "–" if one.value is None else f"{one.value:g} {one.unit}".strip()
    return (
        Cell(text=formats.day(one.day, year=True)),
        Cell(text=f"{one.done} of {one.planned}"),
        Cell(text=value),
        Cell(text="–" if one.effort is None else str(one.effort)),
        Cell(text="–" if one.energy is None else str(one.energy)),
        Cell(text=". ".join(filter(None, (one.obstacle, one.note))) or "–"),
    )
