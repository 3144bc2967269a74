"""`rein organisation`: people who find each other by name, and share single goals."""

import json
from urllib.parse import parse_qs, urlsplit

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import NotFound
from core.ops.session import open_rein, site_of
from core.shares.period import SharePeriod
from core.usecases.organisations.membership import (
    close_organisation,
    hand_over_lead,
    leave_organisation,
    remove_member,
    withdraw_link,
)
from core.usecases.organisations.organisation_json import organisation_json
from core.usecases.organisations.organisations import (
    Organisation,
    add_organisation,
    invite_members,
    join_organisation,
    list_organisations,
    rename_organisation,
)
from core.usecases.organisations.share_with_member import share_with_member

_DAYS = click.Choice([str(period.value) for period in SharePeriod])
_ID = click.argument("organisation_id")
_USER = click.argument("user_id")


@click.group()
def organisation() -> None:
    """Create an organisation, let others in, and share goals with its members."""


@organisation.command()
@click.argument("name")
def add(name: str) -> None:
    """Create an organisation called NAME, which you lead, and print its id on the last line."""
    with open_rein() as rein:
        made = add_organisation(rein, viewer=LOCAL_VIEWER, name=name)
    click.echo(made.id)


@organisation.command("list")
def list_() -> None:
    """Print your organisations with their members as JSON, oldest first."""
    with open_rein() as rein:
        found = list_organisations(rein, viewer=LOCAL_VIEWER)
    click.echo(json.dumps([organisation_json(one) for one in found], indent=2))


@organisation.command()
@_ID
@click.option("--withdraw", is_flag=True, help="End the link that was made before.")
def invite(organisation_id: str, *, withdraw: bool) -> None:
    """Print a link that lets others in for a week, on the last line; it ends the one before."""
    with open_rein() as rein:
        if withdraw:
            withdraw_link(rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id)
            click.echo("The link no longer works.")
            return
        made = invite_members(rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id)
        address = f"{site_of(rein.settings)}{made.path}"
    until = formats.timestamp(made.expires_at.astimezone())
    click.echo(f"Send it to those who should be in it: it works until {until}.")
    click.echo(address)


@organisation.command()
@click.argument("link")
def join(link: str) -> None:
    """Become a member by LINK, and print the id of the organisation on the last line."""
    secret = parse_qs(urlsplit(link).query).get("organisation", [link])[0]
    with open_rein() as rein:
        joined = join_organisation(rein, viewer=LOCAL_VIEWER, secret=secret)
    click.echo(joined.id)


@organisation.command()
@_ID
def leave(organisation_id: str) -> None:
    """Stop being a member; what you share and coach through it ends."""
    with open_rein() as rein:
        leave_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id)
    click.echo("You are no longer in it.")


@organisation.command()
@_ID
@_USER
def remove(organisation_id: str, user_id: str) -> None:
    """Remove USER_ID; what they share and coach through it, and the link for new members, end."""
    with open_rein() as rein:
        remove_member(rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id, user_id=user_id)
    click.echo("They are no longer in it.")


@organisation.command("hand-over")
@_ID
@_USER
def hand_over(organisation_id: str, user_id: str) -> None:
    """Let USER_ID lead; you stay a member. `rein organisation list` shows the ids."""
    with open_rein() as rein:
        hand_over_lead(rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id, user_id=user_id)
    click.echo("They lead it now.")


@organisation.command()
@_ID
@click.argument("name")
def rename(organisation_id: str, name: str) -> None:
    """Call it NAME, which its members see at once."""
    with open_rein() as rein:
        renamed = rename_organisation(
            rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id, name=name
        )
    click.echo(f"It is called “{renamed.name}” now.")


@organisation.command()
@_ID
@click.option("--yes", is_flag=True, help="Do not ask to type its name.")
def close(organisation_id: str, *, yes: bool) -> None:
    """Close it for all members; everything that is shared through it ends."""
    with open_rein() as rein:
        found = _find(rein, organisation_id)
        name = found.name if yes else click.prompt(f"Type “{found.name}” to close it")
        close_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=organisation_id, name=name)
    click.echo(f"“{found.name}” is closed.")


@organisation.command()
@click.argument("goal_id")
@_ID
@_USER
@click.option("--days", type=_DAYS, default="30", show_default=True, help="When it ends.")
def share(goal_id: str, organisation_id: str, user_id: str, *, days: str) -> None:
    """Show GOAL_ID to the member USER_ID, who is then its coach (`rein coach list`)."""
    with open_rein() as rein:
        made = share_with_member(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            organisation_id=organisation_id,
            user_id=user_id,
            days=int(days),
        )
    click.echo(f"They see it until {formats.timestamp(made.expires_at.astimezone())}.")


def _find(rein: Rein, organisation_id: str) -> Organisation:
    for one in list_organisations(rein, viewer=LOCAL_VIEWER):
        if one.id == organisation_id:
            return one
    raise NotFound("You are in no such organisation.", advice="`rein organisation list` has them.")
