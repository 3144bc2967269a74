"""`rein today`, `rein done` and `rein skip`: a person's day on the command line."""

import json

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.plans.complete_task import complete_task, find_goal_with_task
from core.usecases.plans.get_today import SkipReason, TaskToday, Today, get_today
from core.usecases.plans.skip_task import skip_task
from core.usecases.plans.today_json import today_to_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def today(*, as_json: bool) -> None:
    """Show what is due today and this week, over all your goals."""
    with open_rein() as rein:
        day = get_today(rein, viewer=LOCAL_VIEWER)
    if as_json:
        click.echo(json.dumps(today_to_json(day), ensure_ascii=False, default=str))
    else:
        click.echo(_text(day))


@click.command()
@click.argument("task_id")
@click.option("--undo", is_flag=True, help="Make it open again, whether it was done or skipped.")
def done(task_id: str, *, undo: bool) -> None:
    """Tick the task TASK_ID."""
    with open_rein() as rein:
        goal_id = find_goal_with_task(rein, viewer=LOCAL_VIEWER, task_id=task_id)
        complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, done=not undo)
        day = get_today(rein, viewer=LOCAL_VIEWER)
    state = "open again" if undo else "done"
    click.echo(f"The task is {state}. {day.done} of {day.total} done this week.")


@click.command()
@click.argument("task_id")
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in SkipReason]),
    default=SkipReason.OTHER.value,
)
@click.option("--note", default="", help="A line about it, for yourself.")
def skip(task_id: str, *, reason: str, note: str) -> None:
    """Leave the task TASK_ID out; `rein done TASK_ID --undo` takes it back."""
    with open_rein() as rein:
        goal_id = find_goal_with_task(rein, viewer=LOCAL_VIEWER, task_id=task_id)
        skip_task(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            task_id=task_id,
            reason=SkipReason(reason),
            note=note,
        )
    click.echo("The task is skipped.")


def _text(day: Today) -> str:
    if not day.goals:
        return 'You have no plan yet. `rein goal "..."` makes one.'
    lines = [f"Today, {formats.day(day.day)}: {day.done} of {day.total} tasks done this week"]
    lines += [_line(one) for one in day.tasks] or ["  Nothing is due today."]
    if day.later:
        lines += ["Later this week", *(_line(one) for one in day.later)]
    return "\n".join(lines)


def _line(one: TaskToday) -> str:
    mark = "x" if one.state.done_at is not None else "-" if one.state.skipped else " "
    late = f", from {formats.weekday(one.due_on)}" if one.slipped else ""
    minutes = formats.minutes(one.task.minutes)
    return f"  [{mark}] {one.task.title} ({minutes}{late})  {one.goal_title}  id {one.task.id}"
