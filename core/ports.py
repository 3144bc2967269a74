"""What the inside asks of the outside: a language model, and a ledger of its paid calls."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel

from core.errors import ModelError, ModelFault


class Purpose(StrEnum):
    """What a model is asked for; routing, prompts and prices are looked up by it."""

    PREPROCESS = "preprocess"
    GENERATE = "generate"
    EVALUATE = "evaluate"
    PLAN = "plan"
    COACH = "coach"
    CLARIFY = "clarify"
    CHECK = "check"
    """To see that it answers at all."""


class Tier(StrEnum):
    """What a person's account pays for; it decides which models are asked first."""

    BASIC = "basic"
    PROFESSIONAL = "professional"
    PREMIUM = "premium"


class Complexity(StrEnum):
    """How much there is to understand in a goal text."""

    SIMPLE = "simple"
    MODERATE = "moderate"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A rendered prompt and the text it came from; `system` never holds a user's words, `user` is the data block."""

    name: str
    version: int
    hash: str
    system: str
    user: str

    @property
    def label(self) -> str:
        return f"{self.name}@v{self.version}"


class TextSink(Protocol):
    """Where a reply is shown while it is still being written."""

    def add(self, text: str) -> None:
        """Show the next piece."""
        ...

    def restart(self) -> None:
        """Take back what was shown: the call failed on the way and is made again, perhaps of another model."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One question to a model."""

    purpose: Purpose
    prompt: Prompt
    schema: type[BaseModel] | None
    """What the reply must validate against; None where plain text is asked for."""
    context: object
    """The typed values behind the prompt, for a model that reads values rather than text (the offline coach)."""
    max_output_tokens: int = 8_192
    deadline_s: float = 60.0
    attempt: int = 1
    run_id: str | None = None
    stage: str | None = None
    note: str | None = None
    """Why this call is made where it is not the first one: a repair, or a model that did not answer."""
    tier: Tier = Tier.BASIC
    complexity: Complexity = Complexity.MODERATE
    author_provider: str | None = None
    """Provider of the text that is to be judged; a judge of another provider is asked first where there is one."""
    user_id: str | None = None
    """Whom the call is made for: it is billed to them, and its reply is kept for them alone."""
    goal_id: str | None = None
    bypass_cache: bool = False
    """True where a reply kept from an earlier call will not do: a new wording was asked for, or the way is tested."""
    stream_to: TextSink | None = None
    """Where the reply is shown while it comes in; None where only the whole of it counts."""
    time_left: Callable[[], float] | None = None
    """Returns the seconds left for this call and all that may follow it; None where only its deadline counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens as the provider counted them. `thinking` is billed as output but not part of `output`."""

    input_tokens: int = 0
    output_tokens: int = 0
    thinking_tokens: int = 0
    cached_tokens: int = 0
    """Part of `input_tokens` that was served from the provider's prefix cache."""
    cache_write_tokens: int = 0
    """Part of `input_tokens` that was written into that cache, which some makers charge more for."""
    estimated: bool = False
    """True where the provider sent no usage and the counts come from text length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a call cost. `usd` None means the price is unknown, which is not the same as free."""

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
    """True where the reply was taken from the ledger: it had come back before the worker that asked for it died."""


class BilledError(ModelError):
    """A reply that cannot be used but was paid for: `completion` brings its raw text, usage and cost to the ledger."""

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
    """Return what a failed call was billed for, None where nothing came back."""
    return error.completion if isinstance(error, BilledError) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a part of the answer, and why it was not the model asked first."""

    model: str
    provider: str
    fallback_reason: str | None = None
    """A clause for people, to follow "because"; None where the first choice answered."""
    prompt: str | None = None
    """Label of the prompt it was written from ("plan@v1"); None where no prompt was read (the offline coach)."""


class LanguageModel(Protocol):
    """Anything that answers a call. Raises core.errors.ModelError and nothing else for a call that failed."""

    @property
    def name(self) -> str:
        """The model's name as its maker writes it."""
        ...

    @property
    def provider(self) -> str:
        """Who serves it, e.g. "google" or "offline"."""
        ...

    def complete(self, call: ModelCall) -> Completion:
        """Answer one call, within `call.deadline_s` seconds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What is known before a paid call is made."""

    id: str
    trace_id: str | None
    run_id: str | None
    stage: str | None
    purpose: Purpose
    provider: str
    model: str
    prompt_name: str
    prompt_version: int
    prompt_hash: str
    attempt: int
    request_hash: str
    """Hash of everything that was asked, so that the same question of the same run is recognised."""
    started_at: datetime
    expires_at: datetime | None = None
    """From then on a call that is still in flight is one whose worker died."""
    user_id: str | None = None
    goal_id: str | None = None
    tier: Tier = Tier.BASIC
    max_cost_usd: float | None = None
    """The most this call can cost, reserved from the budget before it is made; None where its price is unknown."""
    min_cost_usd: float | None = None
    """The most it can cost with the least room that is still sensible for it; None where it has no less to offer."""
    max_tokens: int = 0
    """The most tokens it can take, input and output together, for limits by the minute."""


class CallLedger(Protocol):
    """Where paid calls are written, before they are made and the moment they come back."""

    def replay(self, entry: LedgerEntry) -> Completion | None:
        """Return the reply that this question of this run has had already, None where there is none."""
        ...

    def open(self, entry: LedgerEntry) -> None:
        """Commit an in-flight row: after a crash it shows a call that may have been paid."""
        ...

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        """Commit the raw reply, usage and cost, before anybody parses it."""
        ...

    def fail(
        self,
        entry_id: str,
        *,
        fault: str,
        message: str,
        finished_at: datetime,
        completion: Completion | None = None,
    ) -> None:
        """Commit how the call failed; `completion` where it was billed all the same."""
        ...

    def record_hit(
        self,
        entry: LedgerEntry,
        completion: Completion,
        *,
        finished_at: datetime,
        key: str | None = None,
    ) -> None:
        """Write a question that the reply kept under `key` answered: nobody was asked, and it cost nothing."""
        ...
