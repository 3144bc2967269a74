"""`rein token`: access tokens of the HTTP API."""

from datetime import datetime

import click

from core import formats
from core.accounts.scope import Scope, write_scopes
from core.accounts.user import Role
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.tokens.tokens import (
    DEFAULT_DAYS,
    MAX_DAYS,
    TokenRecord,
    add_token,
    list_tokens,
    revoke_token,
)


@click.group()
def token() -> None:
    """Create, list and revoke access tokens of the HTTP API."""


@token.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="Make an account of its own with this role, instead of a token that acts as you.",
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it may be used for; may be given again. All that the role allows by default.",
)
@click.option(
    "--days",
    type=click.IntRange(1, MAX_DAYS),
    default=DEFAULT_DAYS,
    show_default=True,
    help="Days until it expires.",
)
def new(name: str, *, role: str | None, scopes: tuple[str, ...], days: int) -> None:
    """Create a token called NAME and print it, alone, on the last line.

    Without --role the token acts as you, and its goals are yours. With --role it gets an account of
    its own: a user sees its own goals and traces, a reviewer and an admin see all traces.
    """
    with open_rein() as rein:
        made = add_token(
            rein,
            name=name,
            viewer=LOCAL_VIEWER,
            role=Role(role) if role else None,
            scopes=frozenset(Scope(scope) for scope in scopes) or None,
            days=days,
        )
    owner = made.record.user
    click.echo(
        f"Acts as {owner.name} ({owner.role}), for {_scopes(made.record)}, "
        f"until {_day(made.record.expires_at)}.\n"
        "Copy it now: it is stored as a hash and never shown again."
    )
    click.echo(made.secret)


@token.command("list")
def list_() -> None:
    """List all tokens, newest first, revoked ones included."""
    with open_rein() as rein:
        tokens = list_tokens(rein, viewer=LOCAL_VIEWER)
        now = rein.clock.now()
    if not tokens:
        click.echo("There are no tokens. `rein token new NAME` makes one.")
    for row in tokens:
        state = (
            f"revoked {_day(row.revoked_at)}"
            if row.revoked_at
            else f"last used {_day(row.last_used_at)}"
        )
        end = "expired" if row.is_expired(now) else "expires"
        click.echo(
            f"{row.name}  acts as {row.user.name} ({row.user.role})  for {_scopes(row)}  "
            f"made {_day(row.created_at)}  {end} {_day(row.expires_at)}  {state}"
        )


@token.command()
@click.argument("name")
def revoke(name: str) -> None:
    """Revoke the token called NAME; the next request with it is refused."""
    with open_rein() as rein:
        revoke_token(rein, viewer=LOCAL_VIEWER, name=name)
    click.echo(f"“{name}” is revoked.")


def _scopes(row: TokenRecord) -> str:
    return "everything" if row.scopes is None else write_scopes(row.scopes)


def _day(at: datetime | None) -> str:
    return formats.timestamp(at.astimezone()) if at is not None else "never"
