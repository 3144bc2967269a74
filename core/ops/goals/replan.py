"""`rein replan`: shows the ways to go on after a bad week, and accepts one."""

import json
from collections.abc import Iterator

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.settings import load_settings
from core.usecases.revisions.accept_revision import Revised, accept_revision
from core.usecases.revisions.list_revisions import list_revisions
from core.usecases.revisions.propose_revisions import (
    TITLES,
    Proposed,
    RevisionKind,
    cost_of,
    propose_revisions,
)
from core.usecases.revisions.revision_json import proposed_to_json, revised_to_json

_OPTIONS = [
    kind.value
    for kind in (RevisionKind.RESERVE, RevisionKind.SHRINK, RevisionKind.SHIFT, RevisionKind.SWAP)
]


@click.command()
@click.argument("goal_id")
@click.option("--option", type=click.Choice(_OPTIONS), help="Accept this way to go on.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def replan(goal_id: str, *, option: str | None, as_json: bool) -> None:
    """Show how to go on with the plan of GOAL_ID after a bad week, or accept a way."""
    rein = build(load_settings())
    try:
        lines = (
            _show(rein, goal_id, as_json=as_json)
            if option is None
            else _accept(rein, goal_id, RevisionKind(option), as_json=as_json)
        )
    finally:
        rein.database.close()
    click.echo("\n".join(lines))


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
    for option in proposal.options:
        advised = " (suggested)" if option.kind == proposal.advised else ""
        yield ""
        yield f"{option.kind.value}: {TITLES[option.kind]}{advised}"
        if option.price is None:
            yield f"  not possible: {option.refusal}"
            continue
        yield from (f"  {line}" for line in cost_of(option.kind, option.price))


def _accept(rein: Rein, goal_id: str, option: RevisionKind, *, as_json: bool) -> list[str]:
    revised: Revised = accept_revision(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, option=option)
    if as_json:
        return [json.dumps(revised_to_json(revised), ensure_ascii=False, indent=2)]
    return [revised.summary]
