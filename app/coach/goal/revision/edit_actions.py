"""Carry out an edit of the plan."""

from app.coach.goal.revision import edits
from app.coach.goal.revision.actions import carry_out
from core.usecases.revisions.edit_plan import (
    TaskChange,
    add_task,
    change_title,
    edit_milestone,
    edit_task,
    move_end_date,
    remove_task,
)

_SAVED = "Saved."


def edit(goal_id: str, plan_id: str, change: edits.Edit) -> None:
    """Carry out an edit; what a broken rule says stands in the section."""
    place = {"goal_id": goal_id, "plan_id": plan_id}
    match change:
        case edits.Removed(task_id=task_id):
            carry_out(remove_task, done="Taken out.", task_id=task_id, **place)
        case edits.Goalpost(week=week, target=target, to_week=to_week):
            carry_out(
                edit_milestone, done=_SAVED, week=week, target=target, to_week=to_week, **place
            )
        case edits.End(ends_on=ends_on):
            carry_out(move_end_date, done="The end has moved.", ends_on=ends_on, **place)
        case edits.Title(text=text):
            carry_out(change_title, done=_SAVED, title=text, **place)
        case edits.Written(task_id=None):
            carry_out(
                add_task,
                done="Added.",
                week=change.week,
                title=change.title,
                minutes=change.minutes,
                day=change.day,
                **place,
            )
        case edits.Written(task_id=task_id):
            new = TaskChange(
                title=change.title,
                minutes=change.minutes,
                day=change.day,
                without_day=change.day is None,
                week=change.week,
            )
            carry_out(edit_task, done=_SAVED, task_id=task_id, change=new, **place)
