"""`rein progress`: how a goal stands, and when it will be finished at this pace."""

import json

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.progress.sentences import milestone_in_words, progress_in_words, skipped_in_words
from core.usecases.progress.get_progress import Progress, get_progress
from core.usecases.progress.progress_json import progress_json


@click.command()
@click.argument("goal_id")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def progress(goal_id: str, *, as_json: bool) -> None:
    """Show what was done of the plan of GOAL_ID, and where that leads."""
    with open_rein() as rein:
        found = get_progress(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    if as_json:
        click.echo(json.dumps(progress_json(goal_id, found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: Progress) -> list[str]:
    lines = [progress_in_words(found)]
    if found.strength is not None:
        lines.append(f"Habit strength: {100 * found.strength:.0f} of 100")
    if found.skipped.tasks:
        lines.append(skipped_in_words(found))
    lines += [
        f"Week {week.number:>2}  {formats.day(week.starts_on)}  "
        f"{week.done.tasks} done, {week.planned.tasks} planned, "
        f"{formats.minutes(week.done.minutes)} of {formats.minutes(week.planned.minutes)}"
        for week in found.weeks
        if week.starts_on <= found.today
    ]
    for metric in found.metrics:
        newest = metric.newest
        value = "no number yet" if newest is None else f"{newest.value:g} {metric.unit}"
        lines.append(f"{metric.metric}: {value}")
        lines += [
            f"  {one.milestone.target:g} {metric.unit}: "
            + milestone_in_words(one, today=found.today)
            for one in metric.milestones
        ]
    return lines
