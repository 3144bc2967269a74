"""The bank of circumstances: wordings, and how a plan meets what they say."""

import re
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from core.codec import Codec
from core.errors import ConfigurationError
from core.goals.kind import GoalKind
from core.offline.playbooks.parts import PlaybookPart, StepGuide

BANK_FILE = Path(__file__).resolve().parents[3] / "data" / "circumstances.yaml"


class Circumstance(PlaybookPart):
    """One circumstance of a life, whatever the goal."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    kinds: tuple[GoalKind, ...] = ()
    """Kinds of goals that it matters for; empty for all."""
    not_kinds: tuple[GoalKind, ...] = ()
    topics: tuple[str, ...] = ()
    not_topics: tuple[str, ...] = ()
    """Topics whose own plan is about it."""
    says: Annotated[tuple[str, ...], Field(min_length=3)]
    cue: str
    """A regular expression; a clause without it does not say this, whatever it resembles."""
    meets: str
    """How the plan meets it; completes "so": "sessions are short enough for a nap"."""
    step: StepGuide | None = None
    act: str = ""
    """For a wish that names nothing to do: the ten minutes a day that show it."""
    hinders: bool = True
    """Whether it gets in the way: a teacher or a friend who helps does not."""
    situation: str = ""
    """Follows "If"."""
    actions: tuple[str, ...] = ()
    """Each follows "then I will"."""

    @field_validator("cue")
    @classmethod
    def _compiles(cls, cue: str) -> str:
        re.compile(cue)
        return cue

    @model_validator(mode="after")
    def _answers_its_situation(self) -> "Circumstance":
        if bool(self.situation) != bool(self.actions):
            raise ValueError(f"{self.name}: a situation needs actions, and actions a situation")
        return self

    def matters_for(self, kind: GoalKind, topic: str) -> bool:
        """Return whether it changes the plan of a goal of this kind and topic."""
        if kind in self.not_kinds or topic in self.not_topics:
            return False
        return (not self.kinds or kind in self.kinds) and (not self.topics or topic in self.topics)


_BANK: Codec[tuple[Circumstance, ...]] = Codec(tuple[Circumstance, ...])


def load_circumstances(path: Path = BANK_FILE) -> tuple[Circumstance, ...]:
    """Return the bank. Raises ConfigurationError if the file is not valid."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
        return _BANK.load(raw)
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise ConfigurationError(f"The circumstances in {path} cannot be read: {fault}.") from fault


def wordings(bank: tuple[Circumstance, ...]) -> tuple[str, ...]:
    """Return all wordings of a bank in their order: the key of their stored vectors."""
    return tuple(text for each in bank for text in each.says)
