"""`rein coach`: the coaches of a goal, and the goals that others share with you."""

import json
from urllib.parse import parse_qs, urlsplit

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein, site_of
from core.shares.period import SharePeriod
from core.usecases.coaches.coached_goals import get_coached_goal, leave_goal, list_coached_goals
from core.usecases.coaches.coaching_json import coach_json, coached_goal_json, coached_json
from core.usecases.coaches.invitations import (
    accept_invitation,
    invite_coach,
    list_coaches,
    remove_coach,
)

_DAYS = click.Choice([str(period.value) for period in SharePeriod])


@click.group()
def coach() -> None:
    """Invite a coach to one goal, and see the goals that others share with you."""


@coach.command()
@click.argument("goal_id")
@click.option("--days", type=_DAYS, default="30", show_default=True, help="When it ends.")
def invite(goal_id: str, *, days: str) -> None:
    """Print a link by which one other person sees GOAL_ID, on the last line."""
    with open_rein() as rein:
        made = invite_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, days=int(days))
        address = f"{site_of(rein.settings)}{made.path}"
    until = formats.timestamp(made.coaching.expires_at.astimezone())
    click.echo(f"Send it to one person: it works once, for a week, and shows the goal to {until}.")
    click.echo(address)


@coach.command("list")
@click.argument("goal_id")
def list_(goal_id: str) -> None:
    """Print invitations and coaches of GOAL_ID as JSON, newest first."""
    with open_rein() as rein:
        found = list_coaches(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        now = rein.clock.now()
    click.echo(json.dumps([coach_json(one, now=now) for one in found], indent=2))


@coach.command()
@click.argument("goal_id")
@click.argument("coach_id")
def remove(goal_id: str, coach_id: str) -> None:
    """End what COACH_ID sees of GOAL_ID, or an invitation; `rein coach list` shows the ids."""
    with open_rein() as rein:
        remove_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, coaching_id=coach_id)
    click.echo("They no longer see this goal.")


@coach.command()
@click.argument("link")
def join(link: str) -> None:
    """Become the coach of the goal that LINK invites to, and print its id on the last line."""
    secret = parse_qs(urlsplit(link).query).get("invitation", [link])[0]
    with open_rein() as rein:
        goal_id = accept_invitation(rein, viewer=LOCAL_VIEWER, secret=secret)
    click.echo(goal_id)


@coach.command()
@click.argument("goal_id", required=False)
def show(goal_id: str | None) -> None:
    """Print a goal that you coach as JSON, or all of them by name."""
    with open_rein() as rein:
        if goal_id is None:
            found = list_coached_goals(rein, viewer=LOCAL_VIEWER)
            click.echo(json.dumps([coached_json(one) for one in found], indent=2))
        else:
            goal = get_coached_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
            click.echo(json.dumps(coached_goal_json(goal), indent=2))


@coach.command()
@click.argument("goal_id")
def leave(goal_id: str) -> None:
    """Stop being the coach of GOAL_ID."""
    with open_rein() as rein:
        leave_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    click.echo("You no longer see this goal.")
