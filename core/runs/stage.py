"""A stage: a function from the state of a run to one more value of it, and the stages it needs."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from core.codec import Codec
from core.llm.routing.model_client import ModelClient
from core.offline.coach import OfflineCoach
from core.ports import Author, Purpose, Tier
from core.prompts.library import PromptLibrary
from core.tracing.tracer import LiveSpan


class RunState(Protocol):
    """A frozen dataclass with one field for each value that the stages of a run kind produce."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


S = TypeVar("S", bound=RunState)

Authors = Mapping[str, Author]
"""Who wrote each finished stage, by the stage's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageContext:
    """What a stage may use. A stage never sees storage."""

    models: ModelClient
    prompts: PromptLibrary
    coach: OfflineCoach
    run_id: str
    call_deadline_s: float
    """Longest time one model call may take, in seconds."""
    user_id: str | None = None
    goal_id: str | None = None
    resumed: bool = True
    """False in the first claim of a run, when no call of it can have been made before."""
    bypass_cache: bool = False
    """True if cached responses must not be used."""
    first_models: Mapping[Purpose, str] = field(default_factory=dict)
    """Key of the model that is asked first, by step; without one the routing table decides."""
    tier: Tier = Tier.BASIC
    """Tier of the person the work is for; it decides which models are called."""
    noun: str = "goal"
    """The noun for the work in messages."""
    show_partial: Callable[[str], None] | None = None
    """Shows what is written so far; None if no person waits for it."""
    time_left: Callable[[], float] = lambda: math.inf
    """Returns the seconds the run may still take."""
    author_of: Callable[[str], Author | None] = lambda _stage: None
    """Returns who wrote a finished stage, so that a judge can be another model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """The value a stage produced, and who wrote it."""

    value: object
    author: Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Generic[S]):
    """One stage of a run kind."""

    name: str
    span_name: str
    needs: tuple[str, ...]
    output_field: str
    """The field of the state that the stage's value goes into."""
    codec: Codec[Any]
    """How the value is stored as JSON and read back."""
    run: Callable[[S, StageContext, LiveSpan], StageResult]

    def with_value(self, state: S, value: object) -> S:
        """Return the state with this stage's value in it."""
        return replace(state, **{self.output_field: value})

    def to_json(self, value: object) -> str:
        return self.codec.dump_text(value)

    def from_json(self, text: str) -> object:
        value: object = self.codec.load_text(text)
        return value
