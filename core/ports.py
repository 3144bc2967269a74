"""The port of a language model: a call, its completion, and what it cost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel

from core.errors import ModelError, ModelFault


class Purpose(StrEnum):
    """What a call is for; routes and prompts are selected by it."""

    PREPROCESS = "preprocess"
    GENERATE = "generate"
    EVALUATE = "evaluate"
    PLAN = "plan"
    COACH = "coach"
    CLARIFY = "clarify"
    COMPARE = "compare"
    """Which of two texts is better, to compare variants."""
    REWRITE = "rewrite"
    """The next version of a prompt, from what went wrong with it."""
    CHECK = "check"
    """A test call, which shows whether the model answers."""


class Tier(StrEnum):
    """The tier of an account, which decides the models that are called first."""

    BASIC = "basic"
    PROFESSIONAL = "professional"
    PREMIUM = "premium"


class Thinking(StrEnum):
    """How long a model may think before it answers; each adapter says it in its provider's way."""

    LOW = "low"
    MEDIUM = "medium"


class Complexity(StrEnum):
    """How complex a goal text is."""

    SIMPLE = "simple"
    MODERATE = "moderate"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A rendered prompt. `system` never contains user text; `user` is the data block."""

    name: str
    version: int
    hash: str
    system: str
    user: str

    @property
    def label(self) -> str:
        return f"{self.name}@v{self.version}"


class TextSink(Protocol):
    """Shows a reply while it is being written."""

    def add(self, text: str) -> None:
        """Show the next piece."""
        ...

    def restart(self) -> None:
        """Remove the text shown so far, because the call failed and is made again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One call to a model."""

    purpose: Purpose
    prompt: Prompt
    schema: type[BaseModel] | None
    """The schema of the reply; None if plain text is requested."""
    context: object
    """The typed values behind the prompt, for a model that reads values (the offline coach)."""
    max_output_tokens: int = 8_192
    thinking: Thinking | None = None
    """How long the model may think; None for its own default."""
    temperature: float | None = None
    """The sampling temperature, for models that take one; None for their own default."""
    deadline_s: float = 60.0
    attempt: int = 1
    run_id: str | None = None
    stage: str | None = None
    note: str | None = None
    """Why this call is made if it is not the first: a retry, a repair, or a fallback."""
    tier: Tier = Tier.BASIC
    complexity: Complexity = Complexity.MODERATE
    first_model: str | None = None
    """Key of the model in the routing table that is asked first; None for the table's own order."""
    author_provider: str | None = None
    """The provider that wrote the text to judge; a judge of another provider is preferred."""
    user_id: str | None = None
    """The person the call is made for: it is billed to them, and its reply is cached for them."""
    words_of: str | None = None
    """The person whose words it holds, if that is another one; their consent counts."""
    people: frozenset[str] = frozenset()
    """Those whose words a call for the program itself holds; the consent of each counts."""
    goal_id: str | None = None
    resumed: bool = True
    """False in the first claim of a run, when no earlier worker can have stored its reply."""
    bypass_cache: bool = False
    """True if no cached response may be used: for a new wording, a repair, or a test call."""
    stream_to: TextSink | None = None
    """Shows the reply while it arrives; None if nothing is shown before it is complete."""
    time_left: Callable[[], float] | None = None
    """Returns the seconds left for the whole run; None if only `deadline_s` counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens as the provider counted them. Thinking is billed as output but counted apart."""

    input_tokens: int = 0
    output_tokens: int = 0
    thinking_tokens: int = 0
    cached_tokens: int = 0
    """Part of `input_tokens` that was served from the provider's prefix cache."""
    cache_write_tokens: int = 0
    """Part of `input_tokens` that was written into that cache, which can cost more."""
    cache_write_1h_tokens: int = 0
    """Part of `cache_write_tokens` that stays for an hour, which costs more still."""
    estimated: bool = False
    """True if the provider reported no usage, so that the counts come from text length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The cost of a call. `usd` is None if the price is unknown, which is not the same as free."""

    usd: float | None
    price_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A model's reply as text, not yet validated."""

    text: str
    model: str
    provider: str
    usage: Usage = field(default_factory=Usage)
    cost: Cost = field(default_factory=lambda: Cost(usd=0.0, price_version="none"))
    finish_reason: str = "stop"
    cache_hit: bool = False
    replayed: bool = False
    """True if the reply was read from the ledger, where a worker stored it before it died."""
    call_id: str | None = field(default=None, compare=False)
    """Id of the ledger row that stores the text; None if the call is not in the ledger."""


class BilledError(ModelError):
    """A failed call that was billed; `completion` holds its raw text, usage and cost."""

    def __init__(
        self,
        fault: ModelFault,
        message: str,
        *,
        completion: Completion,
        advice: str = "",
        retry_after_s: float | None = None,
        daily: bool = False,
    ) -> None:
        super().__init__(fault, message, advice=advice, retry_after_s=retry_after_s, daily=daily)
        self.completion = completion


def billed_completion(error: ModelError) -> Completion | None:
    """Return the billed completion of a failed call, or None."""
    return error.completion if isinstance(error, BilledError) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """The model that wrote a part of the answer, and why it was not the first choice."""

    model: str
    provider: str
    fallback_reason: str | None = None
    """A clause that follows "because"; None if the first choice answered."""
    prompt: str | None = None
    """Label of its prompt ("plan@v1"); None if it used none (the offline coach)."""


class LanguageModel(Protocol):
    """Answers calls. A failed call raises core.errors.ModelError and nothing else."""

    @property
    def name(self) -> str:
        """The model's name as its provider writes it."""
        ...

    @property
    def provider(self) -> str:
        """The name of its provider, such as "google" or "offline"."""
        ...

    def complete(self, call: ModelCall) -> Completion:
        """Answer one call, within `call.deadline_s` seconds."""
        ...
