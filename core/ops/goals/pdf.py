"""`rein pdf`: the plan of a goal as a PDF to print."""

from typing import BinaryIO

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.plans.print_plan import print_plan


@click.command()
@click.argument("goal_id")
@click.argument("file", type=click.File("wb", lazy=True), default="-")
def pdf(goal_id: str, file: BinaryIO) -> None:
    """Write the plan of the goal GOAL_ID to FILE: rein pdf GOAL_ID plan.pdf."""
    with open_rein() as rein:
        written = print_plan(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    file.write(written)
