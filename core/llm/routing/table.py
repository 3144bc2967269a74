"""The routing table: from tier, purpose and complexity of a text to an ordered list of models, with the reason.

It is one readable file, so that an operator can see and change what is asked first; everything here is pure, so that
the same code that decides can explain what it would decide for a given goal and person.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from core.errors import ConfigurationError
from core.ports import Complexity, Purpose, Tier

FOLDER = Path(__file__).parent
SERVED = "served"
"""Key of the model of one's own, which every list is continued with."""
SIMPLE_WORDS, COMPLEX_WORDS = 15, 60
"""Words up to which a goal is simple, and from which it is complex."""
SIMPLE_PARTS = 2
"""Parts up to which a short goal is simple."""
COMPLEX_PARTS = 5
"""Sentences, list items and clauses from which a goal is complex, however short they are."""

_PARTS = re.compile(r"[.!?;\n]+\s|\b(?:and|but|because|although|while|und|y|et)\b", re.IGNORECASE)

E = TypeVar("E", Purpose, Tier, Complexity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """A model of the table."""

    provider: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """One line of the table; an empty condition fits everything."""

    purposes: frozenset[Purpose]
    tiers: frozenset[Tier]
    complexities: frozenset[Complexity]
    models: tuple[str, ...]
    reason: str

    def matches(self, purpose: Purpose, tier: Tier, complexity: Complexity) -> bool:
        return (
            (not self.purposes or purpose in self.purposes)
            and (not self.tiers or tier in self.tiers)
            and (not self.complexities or complexity in self.complexities)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCandidate:
    """A model in the order of asking. `why` says what stands behind its place, in a sentence for the reader."""

    key: str
    model: ModelName | None
    available: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The decision for one call."""

    reason: str
    candidates: tuple[RouteCandidate, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the models that are asked, in order."""
        return tuple(step.key for step in self.candidates if step.available)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingTable:
    """The models and the rows, as the file holds them."""

    models: Mapping[str, ModelName]
    rules: tuple[RouteRule, ...]

    @classmethod
    def load(cls, path: Path = FOLDER / "routes.toml") -> Self:
        """Read the table. Raises ConfigurationError naming what in it cannot be used."""
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            models = {key: ModelName(**value) for key, value in content["models"].items()}
            rules = tuple(_read_rule(row) for row in content["routes"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(
                f"The routing table {path.name} cannot be read: {error}."
            ) from error
        if unknown := sorted({key for rule in rules for key in rule.models} - models.keys()):
            raise ConfigurationError(
                f"The routing table asks for models it does not name: {', '.join(unknown)}."
            )
        if not rules or not rules[-1].matches(Purpose.COACH, Tier.BASIC, Complexity.SIMPLE):
            raise ConfigurationError("The last row of the routing table must fit every call.")
        return cls(models=models, rules=rules)

    def with_model_name(self, key: str, name: str) -> Self:
        """Return the table with another name for the model at `key`; as it is where it has no such model."""
        model = self.models.get(key)
        if model is None:
            return self
        return replace(self, models={**self.models, key: replace(model, name=name)})

    def route(
        self,
        *,
        purpose: Purpose,
        tier: Tier,
        complexity: Complexity,
        available: Collection[str],
        written_by: str | None = None,
    ) -> Route:
        """Return which models are asked, in which order, and why. The offline coach follows after all of them.

        `available` holds the keys of the models that can be asked; a judge is looked for away from `written_by` first.
        """
        row = next(row for row in self.rules if row.matches(purpose, tier, complexity))
        keys = [*row.models, SERVED]
        judging = purpose is Purpose.EVALUATE and written_by is not None
        if judging:
            keys.sort(key=lambda key: self._provider(key) == written_by)
        first = next((key for key in keys if key in available), None)
        steps = tuple(
            self._candidate(key, key in available, first, written_by if judging else None)
            for key in keys
        )
        return Route(reason=row.reason, candidates=steps)

    def _provider(self, key: str) -> str:
        return SERVED if key == SERVED else self.models[key].provider

    def _candidate(
        self, key: str, available: bool, first: str | None, written_by: str | None
    ) -> RouteCandidate:
        model = self.models.get(key)
        if not available:
            why = (
                "No served model is set up." if key == SERVED else "There is no key for its maker."
            )
        elif key == first:
            why = "It is asked first."
        else:
            why = "It is asked if those before it do not answer."
        if available and written_by is not None and self._provider(key) == written_by:
            why += " It stands behind the others because its maker also wrote the text."
        return RouteCandidate(key=key, model=model, available=available, reason=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSize:
    """What the complexity of a text is told from: its words, and its sentences, list items and clauses."""

    words: int
    parts: int

    @property
    def complexity(self) -> Complexity:
        """Return how much there is to understand."""
        if self.words >= COMPLEX_WORDS or self.parts > COMPLEX_PARTS:
            return Complexity.COMPLEX
        return (
            Complexity.SIMPLE
            if self.words <= SIMPLE_WORDS and self.parts <= SIMPLE_PARTS
            else Complexity.MODERATE
        )


def text_size(text: str) -> TextSize:
    """Return the size of a goal text."""
    return TextSize(
        words=len(text.split()), parts=1 + len(_PARTS.findall(text.strip().rstrip(".!?;")))
    )


def complexity_of(text: str) -> Complexity:
    """Return how much there is to understand in a goal text, by its words and its parts."""
    return text_size(text).complexity


def _read_rule(row: Mapping[str, Any]) -> RouteRule:
    return RouteRule(
        purposes=_members(Purpose, row.get("purposes", [])),
        tiers=_members(Tier, row.get("tiers", [])),
        complexities=_members(Complexity, row.get("complexities", [])),
        models=tuple(row["ask"]),
        reason=row["because"],
    )


def _members(kind: type[E], names: list[str]) -> frozenset[E]:
    return frozenset(kind(name) for name in names)
