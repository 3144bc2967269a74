"""`rein goal`: turns a goal into a scored resolution and a plan, without a browser."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import build
from core.errors import InvalidInput, ReinError
from core.goals.goal import Circumstances, Experience, Style
from core.goals.reading import Reading, SlotName
from core.ids import new_id
from core.ops.goals.goal_text import as_text
from core.settings import load_settings
from core.usecases.exports.deliver_outbox import start_delivering
from core.usecases.goals.get_card import get_reading
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
@click.option(
    "--set",
    "slots",
    multiple=True,
    metavar="SLOT=VALUE",
    help="Say what is meant, as on the card: --set hours='2 or 3' --set by='next March'. "
    f"Slots: {', '.join(SlotName)}. May be repeated.",
)
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
    slots: tuple[str, ...],
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
    done = _work(text, circumstances, insist=insist, reading=dict(map(_slot, slots)))
    if as_json:
        result = to_json(done.view, done.trace, done.reading)
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(done.view, done.reading))


def _slot(option: str) -> tuple[str, str]:
    name, separator, value = option.partition("=")
    if not separator:
        raise InvalidInput(
            f"“{option}” sets nothing.", field="set", advice="Write it like hours=3."
        )
    return name.strip(), value.strip()


def _day(start: datetime | None) -> date | None:
    return start.date() if start is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """The goal, its trace, and what was understood of it."""

    view: GoalView
    trace: TraceRow | None
    reading: Reading


def _work(
    text: str, circumstances: Circumstances, *, insist: bool, reading: Mapping[str, str]
) -> _Done:
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
            reading=reading,
        )
        run_and_wait(rein, submitted.run_id)
        view, trace = get_goal(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)
        understood = get_reading(rein, viewer=LOCAL_VIEWER, view=view)
        rein.delivery.stop()
    finally:
        rein.database.close()
    if view.status is not RunStatus.DONE:
        raise GoalFailed(view.error or "The run did not finish.", advice=view.error_advice or "")
    return _Done(view=view, trace=trace, reading=understood)
