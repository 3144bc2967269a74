"""The providers side by side: how each is called, and what each of its failures becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.clock import Clock
from core.errors import ModelFault
from core.llm.providers.anthropic import AnthropicModel
from core.llm.providers.gemini import GeminiModel
from core.llm.providers.openai import OpenAIModel
from core.llm.providers.served import served_model
from core.ports import LanguageModel
from tests.fakes import FrozenClock
from tests.stubs.anthropic import AnthropicStub
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.openai import OpenAIStub
from tests.stubs.server import Script, StubServer
from tests.stubs.sse import Break

KEY = "a-secret-key-of-ours"
CLOCK: Clock = FrozenClock()

UNUSABLE: Mapping[Fault, ModelFault] = {
    Fault.RATE_LIMITED: ModelFault.RATE_LIMITED,
    Fault.DAILY_QUOTA: ModelFault.RATE_LIMITED,
    Fault.SERVER_ERROR: ModelFault.OVERLOADED,
    Fault.OVERLOADED: ModelFault.OVERLOADED,
    Fault.GATEWAY_TIMEOUT: ModelFault.TIMEOUT,
    Fault.BAD_GATEWAY_STATUS: ModelFault.BAD_GATEWAY,
    Fault.BAD_REQUEST: ModelFault.BAD_REQUEST,
    Fault.BAD_KEY: ModelFault.AUTH,
    Fault.UNAUTHORIZED: ModelFault.AUTH,
    Fault.FORBIDDEN: ModelFault.AUTH,
    Fault.UNKNOWN_MODEL: ModelFault.BAD_REQUEST,
    Fault.HANG: ModelFault.TIMEOUT,
    Fault.DRIP: ModelFault.TIMEOUT,
    Fault.RESET: ModelFault.CONNECTION,
    Fault.GARBAGE: ModelFault.BAD_GATEWAY,
    Fault.HTML: ModelFault.BAD_GATEWAY,
    Fault.WRONG_SHAPE: ModelFault.BAD_GATEWAY,
    Fault.TRUNCATED: ModelFault.TRUNCATED,
    Fault.TRUNCATED_EMPTY: ModelFault.TRUNCATED,
    Fault.SAFETY: ModelFault.BLOCKED,
    Fault.RECITATION: ModelFault.BLOCKED,
    Fault.PROMPT_BLOCK: ModelFault.BLOCKED,
    Fault.EMPTY: ModelFault.EMPTY,
    Fault.EMPTY_TEXT: ModelFault.EMPTY,
    Fault.NO_CANDIDATES: ModelFault.EMPTY,
}
USABLE = frozenset({Fault.OK, Fault.NO_USAGE, Fault.FENCED, Fault.PROSE, Fault.UNKNOWN_KEY})
REPAIRABLE = frozenset({Fault.BAD_JSON, Fault.CHATTER, Fault.MISSING_KEY, Fault.WRONG_TYPE})
SLOW = frozenset({Fault.HANG, Fault.DRIP})
SLOW_STREAMS = frozenset({Break.STALL, Break.DRIP, Break.SILENT_END})


def deadline_for(trouble: Fault | Break) -> float:
    """Return the deadline of a call: short if no answer comes, longer if half of one does."""
    if trouble in SLOW_STREAMS:
        return 0.8
    return 0.4 if trouble in SLOW else 5.0


BREAKS: Mapping[Break, ModelFault | None] = {
    Break.CUT: ModelFault.CONNECTION,
    Break.RESET: ModelFault.CONNECTION,
    Break.ENDED_EARLY: ModelFault.CONNECTION,
    Break.ERROR_EVENT: ModelFault.OVERLOADED,
    Break.QUOTA_EVENT: ModelFault.RATE_LIMITED,
    Break.STALL: ModelFault.TIMEOUT,
    Break.DRIP: ModelFault.TIMEOUT,
    Break.BROKEN_EVENT: ModelFault.BAD_GATEWAY,
    Break.NOT_TEXT: ModelFault.BAD_GATEWAY,
    Break.WRONG_SHAPE: None,
    Break.REFUSED: ModelFault.BLOCKED,
    Break.NOTHING: ModelFault.BAD_GATEWAY,
    Break.SILENT_END: None,
}
"""The fault of a stream that fails in the middle; None if its text is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCase:
    """One provider: its stub, and a model of it that asks that stub."""

    name: str
    stub: Callable[..., StubServer]
    model: Callable[[StubServer], LanguageModel]
    model_name: str
    ends_apart: bool = True
    """Whether the end of a stream comes apart from its last words."""

    def becomes(self, trouble: Fault | Break) -> ModelFault | None:
        """Return the fault of a stream with this trouble, or None if its text is used."""
        if trouble is Break.SILENT_END and not self.ends_apart:
            return ModelFault.TIMEOUT
        return BREAKS[trouble] if isinstance(trouble, Break) else UNUSABLE.get(trouble)

    def serve(self, script: Script = (), **options: object) -> StubServer:
        return self.stub(script, **options)


def _v1(stub: StubServer) -> str:
    return f"{stub.url}/v1"


PROVIDER_CASES = (
    ProviderCase(
        name="gemini",
        stub=GeminiStub,
        model=lambda stub: GeminiModel(KEY, "gemini-3.8-flash", stub.url, CLOCK),
        model_name="gemini-3.8-flash",
        ends_apart=False,
    ),
    ProviderCase(
        name="openai",
        stub=OpenAIStub,
        model=lambda stub: OpenAIModel(KEY, "gpt-6-luna", _v1(stub), CLOCK),
        model_name="gpt-6-luna",
    ),
    ProviderCase(
        name="anthropic",
        stub=AnthropicStub,
        model=lambda stub: AnthropicModel(KEY, "claude-sonnet-5-5", stub.url, CLOCK),
        model_name="claude-sonnet-5-5",
    ),
    ProviderCase(
        name="served",
        stub=OpenAIStub,
        model=lambda stub: served_model(KEY, "rein-coach-8b", _v1(stub), CLOCK),
        model_name="rein-coach-8b",
    ),
)
