"""The bank of body limits and activities, from data/movement.yaml."""

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError, field_validator

from core.errors import ConfigurationError
from core.offline.playbooks.parts import PlaybookPart

MOVEMENT_FILE = Path(__file__).resolve().parents[3] / "data" / "movement.yaml"


class BodyLimit(PlaybookPart):
    """A part of the body, and the tasks that load it."""

    label: str
    """Completes "nothing that loads"."""
    part: str
    complaint: str | None = None
    """What beside the part makes it a limit; empty if the part alone does."""
    loads: str
    instead: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("part", "loads")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        re.compile(pattern)
        return pattern


class Activity(PlaybookPart):
    """Something people do to move."""

    name: str
    words: str
    uses: str
    """The tasks that need it."""
    task: str = ""
    """A session for one who likes it; empty if it needs a programme of its own."""


class MovementBank(PlaybookPart):
    """All limits and activities."""

    limits: Annotated[tuple[BodyLimit, ...], Field(min_length=1)]
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]


def load_movement(path: Path = MOVEMENT_FILE) -> MovementBank:
    """Return the bank. Raises ConfigurationError if the file is not valid."""
    try:
        raw: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return MovementBank.model_validate(raw)
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise ConfigurationError(f"The movement in {path} cannot be read: {fault}.") from fault


class MovementFile:
    """The bank, read when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def bank(self) -> MovementBank:
        """All limits and activities."""
        return load_movement(self._path)


MOVEMENT = MovementFile(MOVEMENT_FILE)
