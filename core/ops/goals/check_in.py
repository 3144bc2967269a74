"""`rein check-in`: report on a goal in the terminal, and read the coach's answer."""

import json
import sys
from collections.abc import Callable
from typing import TypeVar

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ids import new_id
from core.ops.session import open_rein
from core.progress.check_in import (
    EFFORTS,
    ENERGIES,
    LARGEST_ATTAINMENT,
    LARGEST_SCALE,
    LEAST_ATTAINMENT,
    LEAST_SCALE,
    CheckIn,
    Report,
    Retrospective,
)
from core.usecases.check_ins.check_in import check_in as add_check_in
from core.usecases.check_ins.check_in_json import check_in_json
from core.usecases.check_ins.finish_goal import finish_goal
from core.usecases.check_ins.list_check_ins import list_check_ins
from core.usecases.goals.get_goal import GoalView, get_goal

_SCALE = click.IntRange(LEAST_SCALE, LARGEST_SCALE)
_RESULT = click.IntRange(LEAST_ATTAINMENT, LARGEST_ATTAINMENT)
T = TypeVar("T")


@click.command("check-in")
@click.argument("goal_id")
@click.option("--value", type=float, help="The number of the goal's metric.")
@click.option("--effort", type=_SCALE, help="How hard it was: 1 very easy to 5 very hard.")
@click.option("--energy", type=_SCALE, help="Your energy: 1 very low to 5 high.")
@click.option("--obstacle", help="What got in the way.")
@click.option("--note", help="Anything else, in a line.")
@click.option(
    "--finish",
    "attainment",
    type=_RESULT,
    help="Finish the goal: 0 as planned, -2 much less, 2 much more.",
)
@click.option("--helped", default="", help="With --finish: what helped.")
@click.option("--keep", "to_keep", default="", help="With --finish: what you keep.")
@click.option("--list", "only_list", is_flag=True, help="List the check-ins of the goal instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check_in(  # noqa: PLR0913 - one argument an option
    goal_id: str,
    *,
    value: float | None,
    effort: int | None,
    energy: int | None,
    obstacle: str | None,
    note: str | None,
    attainment: int | None,
    helped: str,
    to_keep: str,
    only_list: bool,
    as_json: bool,
) -> None:
    """Check in on GOAL_ID: two minutes, each answer optional. Without options, you are asked."""
    with open_rein() as rein:
        view, _ = get_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        if only_list:
            found = list_check_ins(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
            _print_all(found, as_json=as_json)
            return
        if attainment is not None:
            looked_back = Retrospective(attainment=attainment, helped=helped, to_keep=to_keep)
            made = _finish(rein, goal_id, looked_back, value)
        else:
            given = Report(
                value=value,
                effort=effort,
                energy=energy,
                obstacle=obstacle or "",
                note=note or "",
            )
            report = ask(view) if given.is_empty and is_terminal() else given
            made = add_check_in(
                rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=report, key=new_id()
            )
    _print(made, as_json=as_json)


def is_terminal() -> bool:
    """Return whether a person can be asked."""
    return sys.stdin.isatty()


def ask(view: GoalView) -> Report:
    """Ask for each answer on the terminal; Enter leaves one out."""
    target = view.clarified.target if view.clarified is not None else None
    measured = f"{target.metric} in {target.unit}" if target is not None else "Your number"
    obstacles = [each.trigger for each in view.plan.contingencies] if view.plan is not None else []
    hint = f" (for example: {'; '.join(obstacles[:3])})" if obstacles else ""
    click.echo("Two minutes. Enter leaves an answer out.")
    return Report(
        value=_asked(measured, float),
        effort=_asked(f"How hard was it? {_worded(EFFORTS)}", _SCALE),
        energy=_asked(f"Your energy? {_worded(ENERGIES)}", _SCALE),
        obstacle=_asked(f"What got in the way?{hint}", str) or "",
        note=_asked("Anything else?", str) or "",
    )


def _worded(words: tuple[str, ...]) -> str:
    return f"1 {words[0]} to {len(words)} {words[-1]}"


def _asked(question: str, kind: click.ParamType[T] | Callable[[str], T]) -> T | None:
    """Return the answer to a question, or None if it was left out."""

    def parse(answer: str) -> T | None:
        if not answer.strip():
            return None
        if isinstance(kind, click.ParamType):
            return kind.convert(answer, None, None)
        try:
            return kind(answer)
        except ValueError as error:
            raise click.BadParameter("Write a number, or nothing.") from error

    found: T | None = click.prompt(question, default="", show_default=False, value_proc=parse)
    return found


def _finish(rein: Rein, goal_id: str, looked_back: Retrospective, value: float | None) -> CheckIn:
    return finish_goal(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        retrospective=looked_back,
        value=value,
        key=new_id(),
    )


def _print(made: CheckIn, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(check_in_json(made), ensure_ascii=False, indent=2))
    else:
        click.echo(made.answer.text)


def _print_all(found: tuple[CheckIn, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps([check_in_json(each) for each in found], ensure_ascii=False, indent=2)
        )
        return
    if not found:
        click.echo("There are no check-ins yet.")
    for each in found:
        click.echo(f"{each.day}  week {each.week}  {each.done} of {each.planned} tasks")
