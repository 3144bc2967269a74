"""`rein key`: keys of model providers, stored in the data folder."""

import sys

import click
from pydantic import SecretStr

from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.ops.session import open_rein
from core.usecases.keys.list_keys import KeySource, KeyState, list_keys
from core.usecases.keys.save_key import remove_key, save_key
from core.usecases.providers.list_providers import PROVIDERS

_NAMES = {
    name: provider.provider
    for provider in PROVIDERS
    if provider.key_field
    for name in (provider.key_field.removesuffix("_api_key"), provider.provider)
}
"""Providers by their own name and by that of their setting, as Google's is "gemini"."""
_PROVIDER = click.argument("provider", type=click.Choice(list(_NAMES), case_sensitive=False))


@click.group()
def key() -> None:
    """Save, list and remove the keys of model providers."""


@key.command("set")
@_PROVIDER
def set_(provider: str) -> None:
    """Test a key from standard input with one small call, and save it for PROVIDER.

    The key is no argument, so it is in no history and no list of processes. A running server uses
    it at once.
    """
    if sys.stdin.isatty():
        given = click.prompt("Key", hide_input=True, default="", show_default=False, err=True)
    else:
        given = sys.stdin.readline()
    with open_rein() as rein:
        tried = save_key(rein, viewer=LOCAL_VIEWER, provider=_NAMES[provider], key=SecretStr(given))
    click.echo(
        f"{tried.model.name} answered; the key is saved and in use. It is never shown and is in no "
        f"backup. `rein key remove {provider}` removes it."
    )


@key.command()
@_PROVIDER
def remove(provider: str) -> None:
    """Remove the saved key of PROVIDER."""
    with open_rein() as rein:
        remove_key(rein, viewer=LOCAL_VIEWER, provider=_NAMES[provider])
    click.echo(f"The saved key for {provider} is removed; a running server stops using it.")


@key.command("list")
def list_() -> None:
    """List where each provider's key comes from. No key is shown."""
    with open_rein() as rein:
        found = list_keys(rein, viewer=LOCAL_VIEWER)
    for state in found.keys:
        click.echo(f"{state.provider.name:<10} {_origin(state)}")


def _origin(state: KeyState) -> str:
    if state.source is KeySource.ENVIRONMENT:
        unused = "; the saved one is not used" if state.saved_at is not None else ""
        return f"{state.provider.key_variable} in the environment or .env{unused}"
    if state.saved_at is None:
        return "not set"
    return f"saved {formats.timestamp(state.saved_at.astimezone())}"
