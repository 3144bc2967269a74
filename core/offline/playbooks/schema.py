"""The schema of a playbook; a misspelt key or a wrong share is an error."""

import re
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from core.errors import ConfigurationError
from core.goals.goal import GoalType

PLACEHOLDERS = frozenset({"amount", "target", "subject", "item", "minutes", "small", "left"})
"""Placeholders a template may use: the load, the target, the aim, the item ("Spanish") and more."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _check_placeholders(text: str) -> str:
    unknown = {name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS}
    if unknown or text.count("{") != text.count("}"):
        raise ValueError(
            f"unknown placeholder {sorted(unknown)}; a template may use {sorted(PLACEHOLDERS)}"
        )
    return text


class PlaybookPart(BaseModel):
    """Base of all playbook models; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Extra(PlaybookPart):
    """A task that is done once, in addition to the practice."""

    title: str
    minutes: Annotated[int, Field(ge=5, le=240)] = 20

    _known = field_validator("title")(_check_placeholders)


class PhaseGuide(PlaybookPart):
    name: str
    share: Annotated[float, Field(gt=0, le=1)]
    aim: str
    focus: Annotated[tuple[str, ...], Field(min_length=1)]
    practice: Annotated[tuple[str, ...], Field(min_length=1)]
    extras: tuple[Extra, ...] = ()

    @field_validator("focus", "practice")
    @classmethod
    def _known(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_check_placeholders(value) for value in values)


class ObstacleGuide(PlaybookPart):
    """A common obstacle of the domain; `words` match it in the person's own words."""

    obstacle: str
    words: tuple[str, ...] = ()
    situation: str
    """Follows "If": "it rains when I planned to run"."""
    actions: Annotated[tuple[str, ...], Field(min_length=1)]
    """Each follows "then I will"."""

    @field_validator("actions")
    @classmethod
    def _known(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_check_placeholders(value) for value in values)


class Recognise(PlaybookPart):
    """Regular expressions, separated by semicolons, matched as whole words in any case."""

    strong: tuple[str, ...] = ()
    """Words that nearly always decide the domain."""
    weak: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    """Words that rule the domain out ("run a business")."""

    @field_validator("strong", "weak", "never", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(w for w in (part.strip() for part in value.split(";")) if w)
            if isinstance(value, str)
            else value
        )

    @field_validator("strong", "weak", "never")
    @classmethod
    def _compile(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            try:
                re.compile(word)
            except re.error as fault:
                raise ValueError(f"“{word}” is not a regular expression: {fault}") from fault
        return words


class Defaults(PlaybookPart):
    weeks: Annotated[int, Field(ge=1, le=52)]
    hours: Annotated[float, Field(ge=0.5, le=60)]
    sessions: Annotated[int, Field(ge=1, le=7)]
    longest_session: Annotated[int, Field(ge=10, le=240)] = 60
    quantity: float | None = None


RuleName = Literal[
    "running",
    "strength",
    "weight",
    "saving",
    "debt",
    "total",
    "rate",
    "minutes",
    "quit",
    "reduce",
    "exam",
    "language",
]


class Progression(PlaybookPart):
    rule: RuleName
    max_step: Annotated[float, Field(gt=0, le=1)] = 0.25
    """Largest weekly increase of the load, as a share of the range from first to highest load."""
    step_back_every: Annotated[int, Field(ge=2, le=8)] | None = None
    start: Annotated[float, Field(gt=0, le=3)] | None = None
    """Default baseline of a rate, as a share of the target; above 1 if the rate should fall."""
    starts: dict[str, float] = {}
    """Default baseline shares by unit; a goal of 8 hours of sleep does not start from 3."""
    fastest: float | None = None
    """Most units of the target that fit into a week; a faster goal is not feasible."""


class MetricGuide(PlaybookPart):
    name: str
    target: str
    how: str

    _known = field_validator("name", "target", "how")(_check_placeholders)


class QuestionGuide(PlaybookPart):
    about: Literal["baseline", "quantity", "deadline", "hours", "obstacle", "item", "frequency"]
    text: str
    assumption: str


class NamedText(PlaybookPart):
    name: str
    text: str

    _known = field_validator("text")(_check_placeholders)


class ContingencyGuide(PlaybookPart):
    trigger: str
    response: str

    _known = field_validator("response")(_check_placeholders)


class ResourceGuide(PlaybookPart):
    title: str
    kind: str
    url: str | None = None


class Source(PlaybookPart):
    title: str
    url: str


class Playbook(PlaybookPart):
    """The knowledge about one domain: facts in our own words, with their sources."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: str
    practice_name: str
    """Name of the weekly practice: "runs", "study sessions"."""
    goal_type: GoalType
    metric: str
    unit: str
    units: tuple[str, ...] = ()
    """Units a target may have; quantities in other units are details."""
    recognise: Recognise
    defaults: Defaults
    progression: Progression
    phases: Annotated[tuple[PhaseGuide, ...], Field(min_length=2, max_length=5)]
    obstacles: Annotated[tuple[ObstacleGuide, ...], Field(min_length=2)]
    metrics: Annotated[tuple[MetricGuide, ...], Field(min_length=2, max_length=5)]
    milestone: str
    strategies: Annotated[tuple[NamedText, ...], Field(min_length=2)]
    contingencies: Annotated[tuple[ContingencyGuide, ...], Field(min_length=2)]
    questions: Annotated[tuple[QuestionGuide, ...], Field(min_length=1)]
    resources: tuple[ResourceGuide, ...]
    safety: tuple[str, ...] = ()
    why: str
    """Why the method works, with the finding that supports it."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    _known = field_validator("milestone", "why")(_check_placeholders)

    @model_validator(mode="after")
    def _phases_cover_the_plan(self) -> "Playbook":
        total = sum(phase.share for phase in self.phases)
        if abs(total - 1) > 0.01:
            raise ValueError(f"the shares of the phases add up to {total:g}, not 1")
        return self


def parse_playbook(text: str, *, origin: str) -> Playbook:
    """Parse a playbook from YAML. Raises ConfigurationError with file, location and fault."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe
        return Playbook.model_validate(raw)
    except yaml.YAMLError as fault:
        raise ConfigurationError(
            f"{origin} is not valid YAML: {fault}", advice="Check its indentation."
        ) from fault
    except ValidationError as fault:
        lines = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in fault.errors()[:5]
        )
        raise ConfigurationError(
            f"{origin} is not a playbook: {lines}.", advice="Compare it with running.yaml."
        ) from fault
