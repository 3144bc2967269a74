"""Read the name of a medicine as its family, by the stems of international nonproprietary names."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from core.errors import ConfigurationError

MEDICINE_FILE = Path(__file__).resolve().parents[3] / "data" / "safety" / "medicines.yaml"
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LEAST_LETTERS = 6
"""Letters a name has at least to be read by its stem; shorter words are no names of medicines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineFamily:
    """Names of one family of medicines."""

    words: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    names: frozenset[str]

    def has(self, word: str) -> bool:
        """Return whether a word in lower case is a name of this family."""
        if word in self.names:
            return True
        return (
            bool(self.ends)
            and len(word) >= _LEAST_LETTERS
            and word.endswith(self.ends)
            and (not self.begins or word.startswith(self.begins))
        )


def load_families(path: Path = MEDICINE_FILE) -> tuple[MedicineFamily, ...]:
    """Return the families in a file. Raises ConfigurationError if it cannot be read."""
    try:
        stored: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(
            MedicineFamily(
                words=given["words"],
                begins=tuple(given.get("begins", "").split()),
                ends=tuple(given.get("ends", "").split()),
                names=frozenset(given.get("names", "").split()),
            )
            for given in stored["families"]
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as fault:
        raise ConfigurationError(
            f"The names of medicines in {path} cannot be read: {fault!r}.",
            advice="Fetch the file again.",
        ) from fault


class MedicineFile:
    """A file of families, read when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def families(self) -> tuple[MedicineFamily, ...]:
        return load_families(self._path)


_FILE = MedicineFile(MEDICINE_FILE)


def name_families(text: str) -> str:
    """Return a text in which each name of a medicine is replaced by the words of its family."""

    def family_of(match: re.Match[str]) -> str:
        word = match.group().lower()
        return next((f.words for f in _FILE.families if f.has(word)), match.group())

    return _WORD.sub(family_of, text)
