"""`rein goal`: turns a goal into a scored resolution and a plan, without a browser."""

import json
from datetime import date, datetime

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import build
from core.errors import ReinError
from core.goals.goal import Circumstances, Experience, Style
from core.ids import new_id
from core.ops.goal_text import as_text
from core.settings import load_settings
from core.usecases.exports.deliver_outbox import start_delivering
from core.usecases.goals.get_goal import GoalView, RunStatus, TraceRow, get_goal
from core.usecases.goals.goal_json import to_json
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.run_and_wait import run_and_wait


class GoalFailed(ReinError):
    """Raised if the run ended without a complete result."""


@click.command()
@click.argument("text")
@click.option("--hours-per-week", type=float, help="Hours you can give each week.")
@click.option(
    "--experience",
    type=click.Choice([e.value for e in Experience]),
    default=Experience.BEGINNER.value,
)
@click.option("--style", type=click.Choice([s.value for s in Style]), default=Style.BALANCED.value)
@click.option(
    "--constraint",
    "constraints",
    multiple=True,
    help="Something the plan must respect; may be repeated.",
)
@click.option("--weeks", type=int, help="Length of the plan in weeks.")
@click.option(
    "--start", type=click.DateTime(["%Y-%m-%d"]), help="First day of the plan (default: today)."
)
@click.option("--confidence", type=int, help="0-10: how sure you are that you can do this.")
@click.option("--insist", is_flag=True, help="It is a goal, even if it does not read like one.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def goal(  # noqa: PLR0913 - one argument an option
    text: str,
    *,
    hours_per_week: float | None,
    experience: str,
    style: str,
    constraints: tuple[str, ...],
    weeks: int | None,
    start: datetime | None,
    confidence: int | None,
    insist: bool,
    as_json: bool,
) -> None:
    """Turn TEXT, a goal in your own words, into a scored resolution and a dated plan."""
    circumstances = Circumstances(
        experience=Experience(experience),
        hours_per_week=hours_per_week,
        constraints=constraints,
        start_on=_day(start),
        confidence=confidence,
        style=Style(style),
        weeks=weeks,
    )
    view, trace = _work(text, circumstances, insist=insist)
    click.echo(
        json.dumps(to_json(view, trace), ensure_ascii=False, indent=2) if as_json else as_text(view)
    )


def _day(start: datetime | None) -> date | None:
    return start.date() if start is not None else None


def _work(
    text: str, circumstances: Circumstances, *, insist: bool
) -> tuple[GoalView, TraceRow | None]:
    rein = build(load_settings())
    start_delivering(rein, eager=True)
    try:
        submitted = submit_goal(
            rein,
            viewer=LOCAL_VIEWER,
            text=text,
            circumstances=circumstances,
            key=new_id(),
            insist=insist,
        )
        run_and_wait(rein, submitted.run_id)
        view, trace = get_goal(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
        rein.delivery.stop()
    finally:
        rein.database.close()
    if view.status is not RunStatus.DONE:
        raise GoalFailed(view.error or "The run did not finish.", advice=view.error_advice or "")
    return view, trace
