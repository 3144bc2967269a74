"""The parts of a playbook; a misspelt key or an unknown placeholder is an error."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from core.goals.unfilled import IN_GENERAL_WORDS

PLACEHOLDERS = frozenset(IN_GENERAL_WORDS)
"""Placeholders a template may use; data/playbooks/README.md says what each one becomes."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Level = Literal["new", "some", "good"]
"""How far the person is in the topic today."""
ALL_LEVELS: tuple[Level, ...] = ("new", "some", "good")


def check_placeholders(text: str) -> str:
    """Return the text. Raises ValueError if it has an unknown placeholder or a lone bracket."""
    unknown = {name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS}
    if unknown or text.count("{") != text.count("}"):
        raise ValueError(
            f"unknown placeholder {sorted(unknown)}; a template may use {sorted(PLACEHOLDERS)}"
        )
    return text


class PlaybookPart(BaseModel):
    """Base of all playbook models; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StepGuide(PlaybookPart):
    """A concrete task that is done once; the steps of a phase are worked through in order."""

    title: str
    minutes: Annotated[int, Field(ge=5, le=240)] = 20
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = ALL_LEVELS
    """Who needs the step; a person who "used to play" does not learn how the pieces move."""

    eve: bool = False
    """Done on the day before the turning day, whatever the phase: what is thrown out weeks before
    is bought again."""

    on_day: bool = False
    """Done on the turning day itself: the first patch, the move, the evening's verdict."""

    dated: str = ""
    """What is done in its place if the person named the day; a quit day is not set twice."""

    named: str = ""
    """A regular expression; the step is only for people whose text has it: dog, diploma, car."""

    lead: Annotated[int, Field(ge=0, le=40)] = 0
    """Weeks before the day at which it has to begin; it moves to an earlier phase for them."""

    _known = field_validator("title", "dated")(check_placeholders)

    @field_validator("named")
    @classmethod
    def _compiles(cls, named: str) -> str:
        re.compile(named)
        return named


class PhaseGuide(PlaybookPart):
    name: str
    share: Annotated[float, Field(gt=0, le=1)]
    side: Literal["before", "after"] | None = None
    """Before or after the turning day of the kind: the quit date, the event, the work being done.
    None in every phase of a kind that has no such day."""
    aim: str
    focus: Annotated[tuple[str, ...], Field(min_length=1)]
    practice: Annotated[tuple[str, ...], Field(min_length=1)]
    steps: tuple[StepGuide, ...] = ()
    check: str | None = None
    """What the person can show at its end; a milestone of recipes."""
    at: float | None = None
    """Share of the way from start to target that is reached at its end."""

    @field_validator("focus", "practice")
    @classmethod
    def _known(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(check_placeholders(value) for value in values)

    _aim_known = field_validator("aim")(check_placeholders)


class ObstacleGuide(PlaybookPart):
    """A common obstacle; it answers a person's obstacle that resembles its examples."""

    obstacle: str
    examples: tuple[str, ...] = ()
    """Sentences as people say them: "I come home shattered"."""
    cautious: bool = False
    """One telling word is enough to answer with it: pain, illness; being wrong costs nothing."""
    situation: str
    """Follows "If": "it rains when I planned to run"."""
    actions: Annotated[tuple[str, ...], Field(min_length=1)]
    """Each follows "then I will"."""

    @field_validator("actions")
    @classmethod
    def _known(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(check_placeholders(value) for value in values)


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
    """The result to reach if the person named no number, in `unit`."""
    hours_each: Annotated[float, Field(gt=0)] | None = None
    """Hours that one unit of the result takes: about 2 for a page of a thesis."""


RuleName = Literal[
    "running",
    "strength",
    "weight",
    "saving",
    "debt",
    "total",
    "rate",
    "hold",
    "minutes",
    "quit",
    "reduce",
    "exam",
    "language",
    "staged",
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

    _known = field_validator("name", "target", "how")(check_placeholders)


class QuestionGuide(PlaybookPart):
    about: Literal["baseline", "quantity", "deadline", "hours", "obstacle", "item", "frequency"]
    text: str
    assumption: str


class NamedText(PlaybookPart):
    name: str
    text: str

    _known = field_validator("text")(check_placeholders)


class ContingencyGuide(PlaybookPart):
    trigger: str
    response: str

    _known = field_validator("response")(check_placeholders)


class ResourceGuide(PlaybookPart):
    title: str
    kind: str
    url: str | None = None


class Source(PlaybookPart):
    title: str
    url: str


class AnswerGuide(PlaybookPart):
    """The answer to a question about a topic; it answers questions that resemble its wordings."""

    asks: Annotated[tuple[str, ...], Field(min_length=1)]
    answer: str
    """One to three sentences."""
    source: Source | None = None
