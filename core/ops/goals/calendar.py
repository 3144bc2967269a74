"""`rein calendar`: the plan of a goal as a calendar file, on standard output."""

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.calendar.get_calendar import get_goal_calendar


@click.command()
@click.argument("goal_id")
def calendar(goal_id: str) -> None:
    """Print the plan of the goal GOAL_ID as a calendar: rein calendar GOAL_ID > plan.ics."""
    with open_rein() as rein:
        document = get_goal_calendar(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    click.echo(document.write(), nl=False)
