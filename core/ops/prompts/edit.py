"""`rein prompt show|edit|check`: the text of a version, a new version of it, and its checks."""

from pathlib import Path

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.errors import InvalidInput, StorageUnavailable
from core.ops.session import open_rein
from core.usecases.prompts.check_version import Check, check_version
from core.usecases.prompts.draft_prompt import Draft, draft_prompt
from core.usecases.prompts.list_prompts import find_prompt
from core.usecases.prompts.propose_rewrite import REWRITABLE, propose_rewrite

_SYSTEM, _USER, _SETTINGS = "=== system ===\n", "=== user ===\n", "=== settings ===\n"


@click.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
def show(name: str, version: int) -> None:
    """Print the text of VERSION of the prompt NAME, as `rein prompt edit` takes it."""
    with open_rein() as rein:
        text = find_prompt(rein, viewer=LOCAL_VIEWER, name=name, version=version).text
    if text.settings:
        click.echo(f"{_SETTINGS}{text.settings}")
    else:
        click.echo(f"{_SYSTEM}{text.system}\n\n{_USER}{text.user}")


@click.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--reason", required=True, help="Why it is written; it stands in the history.")
def edit(name: str, version: int, file: Path, *, reason: str) -> None:
    """Save FILE as a new version of the prompt NAME, from VERSION. It is a draft."""
    try:
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageUnavailable(f"{file} cannot be read ({error}).") from error
    system, user, settings = _parts(content)
    draft = Draft(
        name=name, based_on=version, reason=reason, system=system, user=user, settings=settings
    )
    with open_rein() as rein:
        saved = draft_prompt(rein, viewer=LOCAL_VIEWER, draft=draft)
        found = check_version(rein, viewer=LOCAL_VIEWER, name=name, version=saved)
    click.echo(f"{name}@v{saved} is saved as a draft.")
    _print(found)


@click.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
def check(name: str, version: int) -> None:
    """Say which checks VERSION of the prompt NAME passes; a failed one stops its release."""
    with open_rein() as rein:
        _print(check_version(rein, viewer=LOCAL_VIEWER, name=name, version=version))


@click.command()
@click.argument("name", type=click.Choice(REWRITABLE))
@click.option("--model", help="Key of the model that writes; the first one by default.")
def propose(name: str, *, model: str | None) -> None:
    """Let a model rewrite the live version of NAME from complaints and failed questions.

    It is saved as a draft that has passed the checks. It costs one call, or two.
    """
    with open_rein() as rein:
        found = propose_rewrite(rein, viewer=LOCAL_VIEWER, name=name, model=model)
    click.echo(f"{found.label} is saved as a draft.")
    click.echo(f"Cause: {found.diagnosis}")
    click.echo(found.reason)


def _print(found: tuple[Check, ...]) -> None:
    for one in found:
        result = "pass" if one.passed else "FAIL"
        click.echo(f"{result}  {one.name}: {one.found} {one.advice}".rstrip())


def _parts(content: str) -> tuple[str, str, str]:
    """Return instructions, what is sent with each call, and settings. Raises InvalidInput."""
    normal = content.replace("\r\n", "\n")
    if _SETTINGS in normal:
        return "", "", normal.split(_SETTINGS, 1)[1]
    try:
        system, user = normal.split(_SYSTEM, 1)[1].split(_USER, 1)
    except (IndexError, ValueError) as error:
        raise InvalidInput(
            "The file has no parts of a prompt.", advice="`rein prompt show` prints how it looks."
        ) from error
    return system, user, ""
