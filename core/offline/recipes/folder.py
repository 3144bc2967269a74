"""Read all recipes of a folder: for training, for checks and for the list of them."""

from pathlib import Path

from core.offline.playbooks.library import RECIPE_FOLDER
from core.offline.playbooks.recipe import Recipe, parse_recipe


def read_recipes(folder: Path = RECIPE_FOLDER) -> dict[str, Recipe]:
    """Return all recipes by name. Raises ConfigurationError at the first invalid one."""
    return {
        path.stem: parse_recipe(path.read_text(encoding="utf-8"), origin=path.name)
        for path in sorted(folder.glob("*.yaml"))
    }
