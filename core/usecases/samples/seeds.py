"""The words of the sample: goals, circumstances, people and what they say about their plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from core.errors import ConfigurationError
from core.goals.goal import Circumstances, Experience, Style
from core.ports import Tier
from core.settings import ROOT
from core.usecases.samples.people import SamplePerson

SAMPLE_FILE = ROOT / "data" / "seed" / "sample.yaml"

Texts = Mapping[str, tuple[str, ...]]
"""Comments by what they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """What the sample is made from."""

    goals: tuple[str, ...]
    circumstances: tuple[Circumstances, ...]
    people: tuple[SamplePerson, ...]
    complaints: Texts
    praise: Texts

    def person_in(self, circumstances: int, turn: int) -> SamplePerson:
        """Return a person who lives in some circumstances; `turn` goes round among them."""
        living = [
            person
            for person in self.people
            if person.place % len(self.circumstances) == circumstances
        ]
        return living[turn % len(living)]


def read_seeds() -> Seeds:
    """Read the file. Raises ConfigurationError if it is missing or not readable."""
    try:
        raw: dict[str, Any] = yaml.safe_load(SAMPLE_FILE.read_text(encoding="utf-8"))
        return Seeds(
            goals=tuple(raw["goals"]),
            circumstances=tuple(_circumstances(row) for row in raw["circumstances"]),
            people=tuple(
                SamplePerson(
                    place=place, name=row["name"], tier=Tier(row.get("tier", Tier.BASIC.value))
                )
                for place, row in enumerate(raw["people"])
            ),
            complaints=_texts(raw["complaints"]),
            praise=_texts(raw["praise"]),
        )
    except (OSError, KeyError, ValueError, yaml.YAMLError) as error:
        raise ConfigurationError(
            f"The sample cannot be read ({type(error).__name__}).",
            advice=f"Restore {SAMPLE_FILE.name} from the project.",
        ) from error


def _texts(rows: Mapping[str, list[str]]) -> Texts:
    return {about: tuple(texts) for about, texts in rows.items()}


def _circumstances(row: dict[str, Any]) -> Circumstances:
    return Circumstances(
        experience=Experience(row["experience"]),
        hours_per_week=row.get("hours_per_week"),
        style=Style(row["style"]),
        confidence=row.get("confidence"),
        constraints=tuple(row.get("constraints", ())),
    )
