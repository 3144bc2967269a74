"""A bad day of one provider: every call is answered in time, and the bill is exact."""

import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from core.clock import SystemClock
from core.goals.draft import GoalDraft
from core.llm.providers.anthropic import AnthropicModel
from core.llm.providers.gemini import GeminiModel
from core.llm.providers.offline import OfflineModel
from core.llm.reply.structured import Answer
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.wrappers.circuit_breaker import CircuitBreakerModel
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.retry import RetryingModel
from core.llm.wrappers.tracing import TracedModel
from core.ports import LanguageModel, Purpose, Usage
from tests.factories.calls import make_goal_call
from tests.fakes import ListLedger, MemoryCircuitBreakers
from tests.integration.llm.provider_cases import KEY
from tests.integration.llm.test_providers import offline_draft
from tests.stubs.anthropic import AnthropicStub
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked, Reply, Tokens

GOALS = 80
DEADLINE_S = 4.0
FAULTS = (
    Fault.OVERLOADED,
    Fault.RESET,
    Fault.GARBAGE,
    Fault.BAD_JSON,
    Fault.EMPTY,
    Fault.TRUNCATED,
)


class BadDay:
    """Fails 30 calls in a hundred and hangs in five, in an order that is the same in every run."""

    def __init__(self) -> None:
        self._calls = 0
        self._lock = threading.Lock()

    def __call__(self, _: Asked) -> Reply:
        with self._lock:
            self._calls += 1
            drawn = int.from_bytes(hashlib.sha256(str(self._calls).encode()).digest()[:2]) % 100
        if drawn < 30:
            return Reply(fault=FAULTS[drawn % len(FAULTS)])
        return Reply(fault=Fault.HANG if drawn >= 95 else Fault.OK)


def test_on_a_bad_day_everybody_is_answered_in_time_and_the_bill_is_exact() -> None:
    ledger, breakers, clock = ListLedger(), MemoryCircuitBreakers(), SystemClock()

    def stack(model: LanguageModel) -> LanguageModel:
        recorded = TracedModel(LedgeredModel(model, ledger, clock))
        return RetryingModel(
            CircuitBreakerModel(recorded, breakers, clock),
            clock,
            sleep=lambda s: time.sleep(s / 20),
        )

    with GeminiStub(BadDay()) as first, AnthropicStub() as second:
        gemini = GeminiModel(KEY, "gemini-3.8-flash", first.url, clock)
        claude = AnthropicModel(KEY, "claude-sonnet-5-5", second.url, clock)
        gemini.warm()
        claude.warm()
        chain = FallbackChain(
            (stack(gemini), stack(claude), OfflineModel({Purpose.PREPROCESS: offline_draft}))
        )

        def one(number: int) -> tuple[Answer[GoalDraft], float]:
            began = time.monotonic()
            answer = chain.ask(make_goal_call(f"goal {number}", deadline_s=DEADLINE_S), GoalDraft)
            return answer, time.monotonic() - began

        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(one, range(GOALS)))

    answers = [answer for answer, _ in results]
    assert all(answer.author.model for answer in answers)
    assert all(
        (answer.author.fallback_reason is None) is (answer.author.provider == "google")
        for answer in answers
    )
    assert {answer.author.provider for answer in answers} >= {"google", "anthropic"}
    assert sorted(took for _, took in results)[int(GOALS * 0.95)] < 3 * DEADLINE_S
    usages = [
        line.completion.usage for line in ledger.lines.values() if line.completion is not None
    ]
    assert summed(usages) == first.billed + second.billed
    assert len(ledger.lines) == first.calls + second.calls


def summed(usages: list[Usage]) -> Tokens:
    return Tokens(
        input=sum(usage.input_tokens for usage in usages),
        output=sum(usage.output_tokens for usage in usages),
        thinking=sum(usage.thinking_tokens for usage in usages),
        cached=sum(usage.cached_tokens for usage in usages),
    )
