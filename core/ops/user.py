"""`rein user`: the people who may sign in."""

import sys
from pathlib import Path

import click

from core import formats
from core.accounts.user import LOCAL_USER_ID, Role
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ops.session import open_rein, site_of
from core.setting_groups.sign_in import AuthMode
from core.usecases.people.add_person import add_person, make_password_link
from core.usecases.people.erase_person import erase_person
from core.usecases.people.export_person import export_person
from core.usecases.people.password_link import PasswordLink
from core.usecases.people.people import (
    find_account,
    find_person,
    list_people,
    reset_sign_in,
    set_disabled,
    set_role,
)
from core.usecases.sign_in.passwords import choose_password
from core.usecases.sign_in.sign_in import Visitor

LOCAL = "local"
"""Names the person of a computer without accounts."""
_ROLES = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """Add, list and change the accounts that people sign in with (REIN_AUTH=password or oidc)."""


@user.command()
@click.argument("address")
@click.option("--name", default="", help="What the person is called; the address by default.")
@click.option("--role", type=_ROLES, default=Role.USER.value, show_default=True)
@click.option("--admin", is_flag=True, help="The same as --role admin.")
@click.option(
    "--take-local-goals",
    is_flag=True,
    help="Give this account the goals that were written on this computer without accounts.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(
    address: str,
    *,
    name: str,
    role: str,
    admin: bool,
    take_local_goals: bool,
    password_stdin: bool,
) -> None:
    """Add an account for the e-mail ADDRESS, and print the link that sets its password."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    with open_rein() as rein:
        made = add_person(
            rein,
            viewer=LOCAL_VIEWER,
            login=address,
            role=Role.ADMIN if admin else Role(role),
            name=name,
            takes_local_goals=take_local_goals,
        )
        click.echo(f"{made.login} has the role {made.user.role}.")
        if rein.settings.auth is AuthMode.OIDC:
            click.echo("The next person whom the provider knows by this address signs in to it.")
        elif password is None:
            _print_link(rein, made)
        else:
            visitor = Visitor(address="", agent="rein user add")
            choose_password(rein, code=made.code, password=password, name=None, visitor=visitor)
        if not rein.settings.needs_account:
            click.echo(
                "Nobody signs in yet: set REIN_AUTH=password and restart the server.", err=True
            )


@user.command("list")
def list_() -> None:
    """List the accounts by address."""
    with open_rein() as rein:
        found = list_people(rein, viewer=LOCAL_VIEWER)
    if not found:
        click.echo("There are no accounts. `rein user add ADDRESS --admin` makes the first.")
    for one in found:
        state = "disabled" if one.disabled_at else "active" if one.has_joined else "invited"
        click.echo(f"{one.login}  {one.user.role}  {state}  {one.user.name}")


@user.command()
@click.argument("address")
@click.argument("new_role", metavar="ROLE", type=_ROLES)
def role(address: str, new_role: str) -> None:
    """Change the role of ADDRESS to user, reviewer or admin."""
    with open_rein() as rein:
        found = find_person(rein, viewer=LOCAL_VIEWER, login=address)
        before = set_role(rein, viewer=LOCAL_VIEWER, user_id=found, role=Role(new_role))
    click.echo(f"{address} was {before} and is {new_role} now.")


@user.command()
@click.argument("address")
@click.option("--undo", is_flag=True, help="Let the person sign in again.")
def disable(address: str, *, undo: bool) -> None:
    """Sign ADDRESS out everywhere and refuse new sign-ins. What the person wrote stays."""
    with open_rein() as rein:
        found = find_person(rein, viewer=LOCAL_VIEWER, login=address)
        set_disabled(rein, viewer=LOCAL_VIEWER, user_id=found, disabled=not undo)
    click.echo(f"{address} can{'' if undo else 'not'} sign in{' again' if undo else ''}.")


@user.command()
@click.argument("address")
def reset(address: str) -> None:
    """Forget how ADDRESS signs in, and sign them out everywhere. What the person wrote stays.

    With a provider, the next person whom it knows by this address signs in to the account.
    """
    with open_rein() as rein:
        found = find_person(rein, viewer=LOCAL_VIEWER, login=address)
        reset_sign_in(rein, viewer=LOCAL_VIEWER, user_id=found)
    click.echo(f"{address} has to sign in again, by a new link or by the provider.")


@user.command()
@click.argument("address")
def link(address: str) -> None:
    """Print a new link with which ADDRESS chooses a password; earlier links end."""
    with open_rein() as rein:
        found = find_person(rein, viewer=LOCAL_VIEWER, login=address)
        _print_link(rein, make_password_link(rein, viewer=LOCAL_VIEWER, user_id=found))


@user.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(name: str, file: Path) -> None:
    """Write everything that is stored about NAME to the zip FILE.

    NAME is an address, the name of a token that was made with --role, or "local" for the person of
    a computer without accounts.
    """
    with open_rein() as rein:
        found = _find(rein, name)
        count = export_person(rein, viewer=LOCAL_VIEWER, user_id=found, file=file)
    click.echo(f"{file} holds {count:,} {'row' if count == 1 else 'rows'} about {name}.")


@user.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask to type the name again.")
def erase(name: str, *, yes: bool) -> None:
    """Erase NAME with everything they wrote, for good.

    NAME is an address, the name of a token that was made with --role, or "local" for the person of
    a computer without accounts.
    """
    if not yes and click.prompt("Type the name again to erase everything") != name:
        raise click.ClickException("The names differ; nothing was erased.")
    with open_rein() as rein:
        erase_person(rein, viewer=LOCAL_VIEWER, user_id=_find(rein, name))
    click.echo(f"{name} is erased. Backups and downloaded files are yours to remove.")


def _find(rein: Rein, name: str) -> str:
    if name == LOCAL:
        return LOCAL_USER_ID
    return find_account(rein, viewer=LOCAL_VIEWER, name=name)


def _print_link(rein: Rein, made: PasswordLink) -> None:
    until = formats.timestamp(made.expires_at.astimezone())
    click.echo(f"This link sets the password, once, until {until}:")
    click.echo(f"{site_of(rein.settings)}{made.path}")
