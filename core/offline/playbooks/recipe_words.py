"""The words of a recipe: how many of its example goals have each, and what its plan speaks of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.offline.playbooks.similarity import telling_stems


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeWords:
    """Beginnings of the telling words of a recipe."""

    asked: Mapping[str, int]
    """How many of the example goals have a word."""
    planned: frozenset[str]
    """The words of title and plan."""

    def knows(self, stem: str) -> bool:
        """Return whether the recipe has a word anywhere."""
        return stem in self.planned or self.asked.get(stem, 0) > 0

    def without(self, ask: str) -> "RecipeWords":
        """Return the words as if one of the example goals were not there."""
        gone = telling_stems(ask)
        asked = {stem: count - (stem in gone) for stem, count in self.asked.items()}
        return RecipeWords(asked=asked, planned=self.planned)


def words_of_recipe(asks: Iterable[str], lines: Iterable[str]) -> RecipeWords:
    """Return the words of example goals and of the lines of a plan."""
    asked = Counter(stem for ask in asks for stem in telling_stems(ask))
    return RecipeWords(asked=dict(asked), planned=telling_stems(" ".join(lines)))
