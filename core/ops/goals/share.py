"""`rein share`: a link that shows the plan of a goal to others, made, looked up and revoked."""

import json

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import NotFound
from core.ops.session import open_rein, site_of
from core.shares.period import SharePeriod
from core.usecases.shares.share_json import share_json
from core.usecases.shares.share_links import add_share, find_share, revoke_share

_DAYS = [str(period.value) for period in SharePeriod]


@click.command()
@click.argument("goal_id")
@click.option("--days", type=click.Choice(_DAYS), help="Make a link that works for so many days.")
@click.option("--revoke", is_flag=True, help="Revoke the link at once.")
def share(goal_id: str, *, days: str | None, revoke: bool) -> None:
    """Make a link to the plan of GOAL_ID, revoke it, or print how it stands."""
    if days is not None and revoke:
        raise click.UsageError("Give --days or --revoke, not both.")
    with open_rein() as rein:
        if days is not None:
            _make(rein, goal_id, int(days))
        elif revoke:
            revoke_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
            click.echo("The link no longer works.")
        else:
            link = find_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
            if link is None:
                raise NotFound("This plan is not shared.", advice="Make a link with --days 30.")
            click.echo(json.dumps(share_json(link, now=rein.clock.now()), indent=2))


def _make(rein: Rein, goal_id: str, days: int) -> None:
    made = add_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, days=days)
    until = formats.timestamp(made.link.expires_at)
    click.echo(f"Works until {until} UTC, on this server's address:")
    click.echo(f"{site_of(rein.settings)}{made.path}")
