"""The routing table: maps tier, purpose and complexity to an ordered list of models, with reasons.

It is one readable file, so that an operator can see and change which model is called first. This
code is pure, so that the code that decides can also explain its decision for any goal and person.
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
"""Key of the self-hosted model, which follows the models of every rule."""
SIMPLE_WORDS, COMPLEX_WORDS = 15, 60
"""Most words of a simple goal, and fewest words of a complex one."""
SIMPLE_PARTS = 2
"""Most parts of a simple goal."""
COMPLEX_PARTS = 5
"""A goal with more sentences, list items and clauses than this is complex, however short it is."""

_PARTS = re.compile(r"[.!?;\n]+\s|\b(?:and|but|because|although|while|und|y|et)\b", re.IGNORECASE)

E = TypeVar("E", Purpose, Tier, Complexity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """A model of the table."""

    provider: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """One rule of the table; an empty condition matches everything."""

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
    """A model of a route. `reason` explains its place, as a sentence for a person."""

    key: str
    model: ModelName | None
    available: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The routing decision for one call."""

    reason: str
    candidates: tuple[RouteCandidate, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the available models, in order."""
        return tuple(step.key for step in self.candidates if step.available)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingTable:
    """The models and the rules of the file."""

    models: Mapping[str, ModelName]
    rules: tuple[RouteRule, ...]

    @classmethod
    def load(cls, path: Path = FOLDER / "routes.toml") -> Self:
        """Read the table. Raises ConfigurationError, which names what is invalid."""
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
            raise ConfigurationError("The last route of the routing table must match every call.")
        return cls(models=models, rules=rules)

    def with_model_name(self, key: str, name: str) -> Self:
        """Return the table with another name for the model at `key`, if it has such a model."""
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
        author_provider: str | None = None,
        first_model: str | None = None,
    ) -> Route:
        """Return which models are called, in which order, and why. The offline coach comes last.

        `available` holds the keys of the models that can be called. For a judge, models of another
        provider than `author_provider` come first. `first_model` is the key of a model that is
        asked before those of the rule, if it can be called.
        """
        rule = next(rule for rule in self.rules if rule.matches(purpose, tier, complexity))
        author = author_provider if purpose is Purpose.EVALUATE else None
        keys = [*rule.models, SERVED]
        if author is not None:
            keys.sort(key=lambda key: self._provider(key) == author)
        if first_model is not None and first_model in available:
            keys = [first_model, *(key for key in keys if key != first_model)]
        first = next((key for key in keys if key in available), None)
        candidates = tuple(
            self._candidate(key, first, available=key in available, author=author) for key in keys
        )
        return Route(reason=rule.reason, candidates=candidates)

    def _provider(self, key: str) -> str:
        return SERVED if key == SERVED else self.models[key].provider

    def _candidate(
        self, key: str, first: str | None, *, available: bool, author: str | None
    ) -> RouteCandidate:
        if not available and key == SERVED:
            reason = "No served model is set up."
        elif not available:
            reason = "There is no key for its provider."
        elif key == first:
            reason = "It is asked first."
        else:
            reason = "It is asked if those before it do not answer."
        if available and author is not None and self._provider(key) == author:
            reason += " It comes after the others because its provider also wrote the text."
        model = self.models.get(key)
        return RouteCandidate(key=key, model=model, available=available, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSize:
    """The size of a text: its words, and its parts (sentences, list items and clauses)."""

    words: int
    parts: int

    @property
    def complexity(self) -> Complexity:
        """The complexity of a text of this size."""
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
    """Return the complexity of a goal text, by its words and its parts."""
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
