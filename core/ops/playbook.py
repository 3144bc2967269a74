"""`rein playbook`: create, check and print the playbooks of the offline coach."""

import re
from pathlib import Path

import click

from core.errors import InvalidInput
from core.offline.playbooks.library import PLAYBOOK_FOLDER, load_playbooks
from core.offline.playbooks.pages import playbooks_page, scaffold
from core.offline.recipes.folder import read_recipes
from core.settings import ROOT

PAGE = ROOT / "docs" / "playbooks.md"


@click.group()
def playbook() -> None:
    """Write and check the playbooks of the offline coach."""


@playbook.command()
@click.argument("name")
def new(name: str) -> None:
    """Create a playbook called NAME in data/playbooks."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,40}", name):
        raise InvalidInput(
            f"“{name}” cannot name a playbook.",
            advice="Use small letters, digits and underscores, like bird_watching.",
        )
    file = PLAYBOOK_FOLDER / f"{name}.yaml"
    if file.exists():
        raise InvalidInput(
            f"There is a playbook called {name} already.", advice=f"Edit {_shown(file)}."
        )
    file.write_text(scaffold(name), encoding="utf-8")
    click.echo(f"{_shown(file)} is begun. Fill it in, then run `rein playbook check`.")


@playbook.command()
def check() -> None:
    """Read every playbook and recipe and say what is wrong with the first that cannot be used."""
    playbooks, recipes = load_playbooks(), read_recipes()
    for name in recipes:
        playbooks.recipe(name)
    click.echo(f"{len(playbooks)} playbooks and {len(recipes)} recipes can be used.")


@playbook.command()
def docs() -> None:
    """Write docs/playbooks.md from the playbooks."""
    PAGE.write_text(playbooks_page(load_playbooks(), read_recipes()), encoding="utf-8")
    click.echo(f"{_shown(PAGE)} is written.")


def _shown(file: Path) -> str:
    return str(file.relative_to(ROOT))
