"""Phases that are written once and filled with the person's own nouns."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from core.codec import Codec
from core.errors import ConfigurationError
from core.offline.playbooks.parts import PhaseGuide

Phases = tuple[PhaseGuide, ...]
_PHASES: Codec[Phases] = Codec(tuple[PhaseGuide, ...])
_FOLDER = Path(__file__).resolve().parents[3] / "data"


class OwnPhases:
    """Reads phases; it remembers what it read, because every stage of a plan asks for it."""

    def __init__(self) -> None:
        self.read = lru_cache(maxsize=64)(_read)


def own_phases(name: str, nouns: Mapping[str, str], part: str | None = None) -> Phases:
    """Return the phases of a file with its capital words filled in: PERSON is "your mum".

    Raises ConfigurationError if the file is wrong.
    """
    return _READER.read(name, tuple(nouns.items()), part)


def _read(name: str, nouns: tuple[tuple[str, str], ...], part: str | None) -> Phases:
    path = _FOLDER / name
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf-8")
        for word, noun in nouns:
            text = text.replace(word, noun.replace('"', ""))
        raw = yaml.load(text, Loader=loader)  # noqa: S506 - safe
        return _PHASES.load(raw if part is None else raw[part])
    except (OSError, yaml.YAMLError, ValueError, KeyError) as fault:
        raise ConfigurationError(f"The phases in {path} cannot be read: {fault}.") from fault


_READER = OwnPhases()
