"""What each sign changes in a plan, from data/safety/signs.yaml."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from core.errors import ConfigurationError
from core.goals.kind import GoalKind
from core.offline.playbooks.parts import Source
from core.offline.signs.sign import Sign
from core.plans.care import Care

SAFETY_FOLDER = Path(__file__).resolve().parents[3] / "data" / "safety"
GUIDE_FILE = SAFETY_FOLDER / "signs.yaml"
PLAN_FOLDER = SAFETY_FOLDER / "plans"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Effect(_Part):
    """What a sign does to the goals of some domains or kinds."""

    domains: tuple[str, ...] = ()
    kinds: tuple[GoalKind, ...] = ()
    wait: Annotated[int, Field(ge=0, le=6)] = 0
    every_week: str = ""
    plan: str | None = None
    """Name of the playbook in data/safety/plans that plans the goal instead of its own."""

    @field_validator("domains", "kinds", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    def fits(self, domain: str, kind: GoalKind) -> bool:
        """Return whether the effect is for a goal; without domains and kinds it is for all."""
        return not (self.domains or self.kinds) or domain in self.domains or kind in self.kinds


class Emergency(_Part):
    trigger: str
    response: str


class SafeIfThen(_Part):
    """What answers an obstacle that is the sign itself."""

    situation: str
    actions: Annotated[tuple[str, ...], Field(min_length=1)]


class CareGuide(_Part):
    """What is known about one sign."""

    label: str
    asked: tuple[str, ...]
    task: Annotated[str, Field(max_length=120)]
    note: str
    emergency: Emergency
    if_then: SafeIfThen
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    meanwhile: tuple[str, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @field_validator("asked", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(word.replace("_", " ").lower() for word in value.split())

    @model_validator(mode="after")
    def _waits_with_tasks(self) -> "CareGuide":
        if any(effect.wait for effect in self.effects) and not self.meanwhile:
            raise ValueError("an effect waits, so `meanwhile` has to say what is done until then")
        return self

    def effect_on(self, domain: str, kind: GoalKind) -> Effect | None:
        """Return the first effect that fits a goal, or None if the sign does not matter for it."""
        return next((effect for effect in self.effects if effect.fits(domain, kind)), None)


class _Guides(_Part):
    signs: dict[Sign, CareGuide]


def load_guides(path: Path = GUIDE_FILE) -> dict[Sign, CareGuide]:
    """Return the guide of each sign. Raises ConfigurationError if one is missing or invalid."""
    try:
        stored: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        guides = _Guides.model_validate(stored).signs
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise ConfigurationError(f"The signs in {path} cannot be read: {fault}.") from fault
    missing = [sign.value for sign in Sign if sign not in guides]
    if missing:
        raise ConfigurationError(f"{path} says nothing about {', '.join(missing)}.")
    return {sign: guides[sign] for sign in Sign}


class GuideFile:
    """A table of signs, read when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def guides(self) -> dict[Sign, CareGuide]:
        return load_guides(self._path)


_FILE = GuideFile(GUIDE_FILE)


def guide_of(sign: Sign) -> CareGuide:
    """Return what is known about a sign."""
    return _FILE.guides[sign]


def care_of(sign: Sign, effect: Effect) -> Care:
    """Return what a sign asks of a plan, by its effect on the goal."""
    guide = guide_of(sign)
    return Care(
        name=sign.value,
        label=guide.label,
        asked=guide.asked,
        task=guide.task,
        note=guide.note,
        trigger=guide.emergency.trigger,
        response=guide.emergency.response,
        wait_weeks=effect.wait,
        meanwhile=guide.meanwhile,
        every_week=effect.every_week,
        by_rule=effect.plan is not None,
    )
