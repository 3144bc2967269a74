"""`rein grant`: which reviewers read texts of others with personal data."""

import click

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.grants.grants import GrantPeriod, ReadingGrant, give_grant, list_grants
from core.usecases.grants.grants import revoke_grant as revoke_it
from core.usecases.people.people import find_person, list_people

_DAYS = click.Choice([str(period.value) for period in GrantPeriod])


@click.group()
def grant() -> None:
    """Show a reviewer texts of others with personal data, for a reason and a time."""


@grant.command()
@click.argument("address")
@click.option("--reason", required=True, help="Shown to the reviewer, and in the audit log.")
@click.option("--days", type=_DAYS, default="1", show_default=True, help="When it ends.")
def give(address: str, *, reason: str, days: str) -> None:
    """Let the reviewer ADDRESS read in full; it takes the place of an earlier grant."""
    with open_rein() as rein:
        found = find_person(rein, viewer=LOCAL_VIEWER, login=address)
        made = give_grant(rein, viewer=LOCAL_VIEWER, user_id=found, reason=reason, days=int(days))
    click.echo(f"{address} reads in full {_until(made)}.")


@grant.command("list")
def list_() -> None:
    """List the grants in force; those that end last come first."""
    with open_rein() as rein:
        found = list_grants(rein, viewer=LOCAL_VIEWER)
        people = list_people(rein, viewer=LOCAL_VIEWER)
    addresses = {one.user.id: one.login for one in people}
    if not found:
        click.echo("Every reviewer reads without personal data.")
    for one in found:
        click.echo(f"{addresses.get(one.user_id, one.user_id)}  {_until(one)}  {one.reason}")


@grant.command()
@click.argument("address")
def revoke(address: str) -> None:
    """Mask what the reviewer ADDRESS sees again, from the next request on."""
    with open_rein() as rein:
        found = find_person(rein, viewer=LOCAL_VIEWER, login=address)
        revoke_it(rein, viewer=LOCAL_VIEWER, user_id=found)
    click.echo(f"{address} reads without personal data again.")


def _until(made: ReadingGrant) -> str:
    return f"until {formats.timestamp(made.expires_at.astimezone())}"
