"""Edit a plan by hand: a task, a milestone, a date, the title. Each edit is a version."""

from datetime import date
from functools import partial

from core import formats
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.goals.weeks import Day
from core.plans.plan import Plan, Task
from core.plans.revision import edits
from core.plans.revision.edits import TaskChange
from core.plans.revision.move_end import move_end
from core.plans.revision.option import RevisionKind
from core.resolutions.edit import MAX_TITLE_CHARACTERS, retitle
from core.usecases.access.allow import Access, allow
from core.usecases.resolutions.written import load_written
from core.usecases.revisions.checked_change import Rule, checked_change
from core.usecases.revisions.load_subject import Loaded, load_subject
from core.usecases.revisions.write_revision import (
    Intent,
    Revised,
    changed_meanwhile,
    write_revision,
)

__all__ = [
    "MAX_TITLE_CHARACTERS",
    "Revised",
    "TaskChange",
    "add_task",
    "change_title",
    "edit_milestone",
    "edit_task",
    "move_end_date",
    "remove_task",
]


@allow(Access.OWNER)
def edit_task(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    task_id: str,
    change: TaskChange,
    plan_id: str | None = None,
) -> Revised:
    """Change title, time, weekday or week of an open task.

    Raises InvalidInput with the broken rule in words, Conflict if the plan was changed meanwhile
    (every edit does, with `plan_id`), and NotFound.
    """
    loaded = _load(rein, viewer, goal_id, plan_id)
    title = _title(loaded, task_id)
    rule = partial(edits.edit_task, task_id=task_id, change=change)
    return _edit(rein, viewer, loaded, rule, f"Changed “{title}”", field="task")


@allow(Access.OWNER)
def add_task(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    week: int,
    title: str,
    minutes: int,
    day: Day | None = None,
    plan_id: str | None = None,
) -> Revised:
    """Add a task to a week that is not over. Raises InvalidInput, Conflict and NotFound."""
    loaded = _load(rein, viewer, goal_id, plan_id)
    rule = partial(edits.add_task, week=week, title=title, minutes=minutes, day=day)
    summary = f"Added “{' '.join(title.split())}” to week {week}"
    return _edit(rein, viewer, loaded, rule, summary, field="task")


@allow(Access.OWNER)
def remove_task(
    rein: Rein, *, viewer: Viewer, goal_id: str, task_id: str, plan_id: str | None = None
) -> Revised:
    """Remove an open task. Raises InvalidInput, Conflict and NotFound."""
    loaded = _load(rein, viewer, goal_id, plan_id)
    rule = partial(edits.remove_task, task_id=task_id)
    return _edit(rein, viewer, loaded, rule, f"Removed “{_title(loaded, task_id)}”", field="task")


@allow(Access.OWNER)
def edit_milestone(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    week: int,
    target: float | None = None,
    to_week: int | None = None,
    plan_id: str | None = None,
) -> Revised:
    """Change the number of a milestone or its week. Raises InvalidInput, Conflict and NotFound."""
    loaded = _load(rein, viewer, goal_id, plan_id)
    rule = partial(edits.edit_milestone, week=week, target=target, to_week=to_week)
    summary = f"Changed the milestone of week {week}"
    return _edit(rein, viewer, loaded, rule, summary, field="milestone")


@allow(Access.OWNER)
def change_title(
    rein: Rein, *, viewer: Viewer, goal_id: str, title: str, plan_id: str | None = None
) -> Revised:
    """Change the title of the resolution. Raises InvalidInput, Conflict and NotFound."""
    loaded = _load(rein, viewer, goal_id, plan_id)
    with rein.database.begin() as work:
        resolution = load_written(work, loaded.goal).resolution
    if resolution is None:
        raise NotFound(
            "This goal has no resolution yet.", advice="“Try again” on its page writes one."
        )
    today = loaded.subject.standing.today
    named = rein.coach.number_named(title, loaded.clarified.target, today=today)
    rewrite = partial(retitle, title=title, target=loaded.clarified.target, named=named)
    summary = f"Title “{resolution.title}” changed to “{rewrite(resolution).title}”"
    intent = Intent(
        kind=RevisionKind.TITLE,
        wish=summary,
        change=lambda subject: subject.plan,
        summary=lambda _plan: summary,
        settled_on=loaded.subject.standing.settled_on,
        rewrite=rewrite,
    )
    return write_revision(rein, loaded, intent, viewer=viewer)


@allow(Access.OWNER)
def move_end_date(
    rein: Rein, *, viewer: Viewer, goal_id: str, ends_on: date, plan_id: str | None = None
) -> Revised:
    """Spread what is open until another last day. Raises InvalidInput, Conflict and NotFound."""
    loaded = _load(rein, viewer, goal_id, plan_id)
    before = formats.day(loaded.stored.plan.ends_on, year=True)
    summary = f"End date moved from {before} to {formats.day(ends_on, year=True)}"
    rule = partial(move_end, ends_on=ends_on)
    return _edit(rein, viewer, loaded, rule, summary, field="ends_on", kind=RevisionKind.END_DATE)


def _load(rein: Rein, viewer: Viewer, goal_id: str, plan_id: str | None) -> Loaded:
    with rein.database.begin() as work:
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)
    if plan_id is not None and plan_id != loaded.stored.id:
        raise changed_meanwhile()
    if loaded.pause is not None:
        raise Conflict("This goal is paused.", advice="Resume it first.")
    return loaded


def _title(loaded: Loaded, task_id: str) -> str:
    tasks: tuple[Task, ...] = tuple(t for w in loaded.stored.plan.weeks for t in w.tasks)
    return next((task.title for task in tasks if task.id == task_id), "a task")


def _edit(
    rein: Rein,
    viewer: Viewer,
    loaded: Loaded,
    rule: Rule,
    summary: str,
    *,
    field: str,
    kind: RevisionKind = RevisionKind.EDIT,
) -> Revised:
    def summarize(_plan: Plan) -> str:
        return summary

    intent = Intent(
        kind=kind,
        wish=summary,
        change=checked_change(rule, field=field),
        summary=summarize,
        settled_on=loaded.subject.standing.settled_on,
    )
    return write_revision(rein, loaded, intent, viewer=viewer)
