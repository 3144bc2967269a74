"""The recipes that ship, read once for all tests: they are 380 files."""

from core.offline.recipes.folder import read_recipes

RECIPES = read_recipes()
