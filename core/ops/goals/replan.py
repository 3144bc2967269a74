"""`rein replan`: shows the ways to go on and what fulfils a wish, accepts one, and undoes it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.weeks import DAYS, Day
from core.plans.revision.option import WAYS_ON
from core.plans.revision.words import WISHED
from core.settings import load_settings
from core.usecases.revisions.accept_revision import Revised, accept_revision
from core.usecases.revisions.edit_plan import change_title
from core.usecases.revisions.grant_wish import Wish, WishKind, accept_wish, propose_wish
from core.usecases.revisions.list_revisions import list_revisions
from core.usecases.revisions.propose_revisions import (
    TITLES,
    Proposed,
    RevisionKind,
    cost_of,
    propose_revisions,
)
from core.usecases.revisions.revision_json import proposed_to_json, revised_to_json
from core.usecases.revisions.undo_revision import undo_revision

_OPTIONS = [kind.value for kind in (RevisionKind.RESERVE, *WAYS_ON, *sorted(WISHED))]


@click.command()
@click.argument("goal_id")
@click.option("--option", type=click.Choice(_OPTIONS), help="Accept this way to go on.")
@click.option(
    "--wish",
    type=click.Choice([kind.value for kind in WishKind]),
    help="Show what would fulfil this wish; no missed week is needed.",
)
@click.option("--hours", type=float, help="Hours a week, for fewer or more hours.")
@click.option("--day", "days", multiple=True, type=click.Choice([d.value for d in DAYS]))
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="First day, for a later start.")
@click.option("--title", help="Change the title.")
@click.option("--undo", is_flag=True, help="Undo the last change.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def replan(goal_id: str, *, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - its options
    """Show how to go on with the plan of GOAL_ID, or change it: a way on, a wish, a title."""
    rein = build(load_settings())
    try:
        lines = _lines(rein, goal_id, given, as_json=as_json)
    finally:
        rein.database.close()
    click.echo("\n".join(lines))


def _lines(rein: Rein, goal_id: str, given: Mapping[str, Any], *, as_json: bool) -> list[str]:
    place: Mapping[str, Any] = {"viewer": LOCAL_VIEWER, "goal_id": goal_id}
    if given["undo"]:
        return _revised(undo_revision(rein, **place), as_json=as_json)
    if given["title"] is not None:
        return _revised(change_title(rein, **place, title=given["title"]), as_json=as_json)
    if given["wish"] is not None:
        return _wished(rein, goal_id, _wish(given), given["option"], as_json=as_json)
    if given["option"] is None:
        return _show(rein, goal_id, as_json=as_json)
    option = RevisionKind(given["option"])
    return _revised(accept_revision(rein, **place, option=option), as_json=as_json)


def _wished(
    rein: Rein, goal_id: str, wish: Wish, option: str | None, *, as_json: bool
) -> list[str]:
    """Accept what fulfils a wish, or show it."""
    place: Mapping[str, Any] = {"viewer": LOCAL_VIEWER, "goal_id": goal_id}
    if option is not None:
        revised = accept_wish(rein, **place, wish=wish, option=RevisionKind(option))
        return _revised(revised, as_json=as_json)
    proposed = propose_wish(rein, **place, wish=wish)
    if as_json:
        return [json.dumps(proposed_to_json(proposed, ()), ensure_ascii=False, indent=2)]
    return list(_each(proposed))


def _wish(given: Mapping[str, Any]) -> Wish:
    return Wish(
        kind=WishKind(given["wish"]),
        hours=given["hours"],
        days=tuple(Day(day) for day in given["days"]),
        start_on=None if given["start"] is None else given["start"].date(),
    )


def _show(rein: Rein, goal_id: str, *, as_json: bool) -> list[str]:
    proposed = propose_revisions(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    if as_json:
        versions = list_revisions(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        return [json.dumps(proposed_to_json(proposed, versions), ensure_ascii=False, indent=2)]
    return list(_options(proposed))


def _options(proposed: Proposed) -> Iterator[str]:
    proposal = proposed.proposal
    if not proposal.options:
        yield "Nothing is open from the weeks before."
        return
    tasks = formats.pluralize(len(proposal.missed), "task")
    yield f"Open from the weeks before: {tasks}, {formats.minutes(proposal.missed_minutes)}."
    yield f"Reserve: {formats.pluralize(proposal.reserve_left, 'day')} left."
    yield from _each(proposed)


def _each(proposed: Proposed) -> Iterator[str]:
    """Yield the options, each with its price."""
    proposal = proposed.proposal
    for option in proposal.options:
        advised = " (suggested)" if option.kind == proposal.advised else ""
        yield ""
        yield f"{option.kind.value}: {TITLES[option.kind]}{advised}"
        if option.price is None:
            yield f"  not possible: {option.refusal}"
            continue
        yield from (f"  {line}" for line in cost_of(option.kind, option.price))


def _revised(revised: Revised, *, as_json: bool) -> list[str]:
    if as_json:
        return [json.dumps(revised_to_json(revised), ensure_ascii=False, indent=2)]
    return [revised.summary]
