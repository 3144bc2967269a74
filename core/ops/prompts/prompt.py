"""`rein prompt`: list, compare, write, check, release and roll back prompt versions."""

import difflib

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.ops.prompts.edit import check, edit, propose, show
from core.ops.session import open_rein
from core.usecases.prompts.list_prompts import find_prompt, list_prompts
from core.usecases.prompts.release_prompt import release_prompt, roll_back_prompt


@click.group()
def prompt() -> None:
    """List, compare, write, check and release versions of prompts and of the coach's settings."""


@prompt.command("list")
def list_() -> None:
    """List every version with its state and why it was written."""
    with open_rein() as rein:
        found = list_prompts(rein, viewer=LOCAL_VIEWER)
    for one in found:
        state = "live" if one.live else one.status
        click.echo(f"{one.text.name}@v{one.text.version}  {state}  {one.text.intent}")


@prompt.command()
@click.argument("name")
@click.argument("before", type=click.IntRange(1))
@click.argument("after", type=click.IntRange(1))
def diff(name: str, before: int, after: int) -> None:
    """Show what changed in the prompt NAME from version BEFORE to AFTER."""
    with open_rein() as rein:
        old = find_prompt(rein, viewer=LOCAL_VIEWER, name=name, version=before)
        new = find_prompt(rein, viewer=LOCAL_VIEWER, name=name, version=after)
    for line in difflib.unified_diff(
        old.text.whole.splitlines(),
        new.text.whole.splitlines(),
        f"{name}@v{before}",
        f"{name}@v{after}",
        lineterm="",
    ):
        click.echo(line)


@prompt.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@click.option("--reason", required=True, help="Why; it stands in the history.")
def release(name: str, version: int, *, reason: str) -> None:
    """Make VERSION of the prompt NAME live."""
    with open_rein() as rein:
        release_prompt(rein, viewer=LOCAL_VIEWER, name=name, version=version, reason=reason)
    click.echo(f"{name}@v{version} is live.")


@prompt.command()
@click.argument("name")
@click.option("--reason", required=True, help="Why; it stands in the history.")
def rollback(name: str, *, reason: str) -> None:
    """Roll the live version of the prompt NAME back to the release before it."""
    with open_rein() as rein:
        version = roll_back_prompt(rein, viewer=LOCAL_VIEWER, name=name, reason=reason)
    click.echo(f"{name}@v{version} is live.")


for command in (show, edit, check, propose):
    prompt.add_command(command)
