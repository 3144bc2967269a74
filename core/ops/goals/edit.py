"""`rein edit`: single edits of a plan, which `rein replan GOAL_ID --undo` takes back."""

from datetime import datetime

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.goals.weeks import DAYS, Day
from core.ops.session import open_rein
from core.usecases.revisions import edit_plan
from core.usecases.revisions.edit_plan import TaskChange

_DAY = click.Choice([day.value for day in DAYS])


@click.group()
def edit() -> None:
    """Change one thing in the plan of a goal; `rein replan GOAL_ID --undo` takes it back."""


@edit.command()
@click.argument("goal_id")
@click.argument("task_id")
@click.option("--title")
@click.option("--minutes", type=int)
@click.option("--day", type=_DAY)
@click.option("--no-day", is_flag=True, help="Take its weekday away.")
@click.option("--week", type=int, help="Move it to this week.")
def task(
    goal_id: str,
    task_id: str,
    *,
    title: str | None,
    minutes: int | None,
    day: str | None,
    no_day: bool,
    week: int | None,
) -> None:
    """Change the open task TASK_ID of GOAL_ID."""
    if day and no_day:
        raise click.UsageError("Give --day or --no-day, not both.")
    change = TaskChange(
        title=title,
        minutes=minutes,
        day=Day(day) if day else None,
        without_day=no_day,
        week=week,
    )
    with open_rein() as rein:
        revised = edit_plan.edit_task(
            rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id, change=change
        )
    click.echo(revised.summary)


@edit.command()
@click.argument("goal_id")
@click.argument("week", type=int)
@click.argument("title")
@click.option("--minutes", type=int, required=True)
@click.option("--day", type=_DAY)
def add(goal_id: str, week: int, title: str, *, minutes: int, day: str | None) -> None:
    """Add a task called TITLE to WEEK of GOAL_ID."""
    with open_rein() as rein:
        revised = edit_plan.add_task(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            week=week,
            title=title,
            minutes=minutes,
            day=Day(day) if day else None,
        )
    click.echo(revised.summary)


@edit.command()
@click.argument("goal_id")
@click.argument("task_id")
def remove(goal_id: str, task_id: str) -> None:
    """Remove the open task TASK_ID of GOAL_ID."""
    with open_rein() as rein:
        revised = edit_plan.remove_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=task_id)
    click.echo(revised.summary)


@edit.command()
@click.argument("goal_id")
@click.argument("week", type=int)
@click.option("--target", type=float, help="Another number.")
@click.option("--to-week", type=int, help="Another week.")
def milestone(goal_id: str, week: int, *, target: float | None, to_week: int | None) -> None:
    """Change the milestone of WEEK of GOAL_ID."""
    with open_rein() as rein:
        revised = edit_plan.edit_milestone(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            week=week,
            target=target,
            to_week=to_week,
        )
    click.echo(revised.summary)


@edit.command()
@click.argument("goal_id")
@click.argument("ends_on", type=click.DateTime(["%Y-%m-%d"]))
def end(goal_id: str, ends_on: datetime) -> None:
    """Spread what is open in the plan of GOAL_ID until the day ENDS_ON."""
    with open_rein() as rein:
        revised = edit_plan.move_end_date(
            rein, viewer=LOCAL_VIEWER, goal_id=goal_id, ends_on=ends_on.date()
        )
    click.echo(revised.summary)
