"""(m) What stands around a model (retries, breaker, span, price, ledger, limits), when the model takes no time."""

from collections.abc import Callable

from core.call_ledger import CallLedger, LedgerEntry
from core.clock import SystemClock
from core.goals.draft import GoalDraft
from core.ids import new_id
from core.llm.factory import SharedServices, wrap
from core.llm.wrappers.circuit_breaker import CircuitBreakerStore
from core.ports import Completion, Cost, LanguageModel, ModelCall, Prompt, Purpose, Usage
from core.store.budgets.values import CallLimits
from core.store.calls.ledger import SqlCallLedger
from core.store.circuit_breakers.sql_circuit_breakers import SqlCircuitBreakers
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace
from tests.bench.databases import reins
from tests.bench.figures import Figure, Report
from tests.bench.stopwatch import Stopwatch, in_ms
from tests.fakes import ListLedger, MemoryCircuitBreakers

WARM_UP = 5
TEXT = "I run 5 km without stopping by Sunday 28 March 2027, three runs a week. " * 40
"""About 3 kB, as long as a prompt or a reply."""

NOTHING = CallLimits()
PLACES = CallLimits(max_concurrent_calls=1_000)
EVERYTHING = CallLimits(
    max_concurrent_calls=1_000,
    tokens_per_minute=10**12,
    budgets_usd={"all": 1e6, "tier:basic": 1e6},
)


class AtOnce:
    """A priced model whose answer is there before it is asked."""

    name = "gemini-3.8-flash"
    provider = "google"

    def complete(self, call: ModelCall) -> Completion:
        del call
        return Completion(
            text=TEXT,
            model=self.name,
            provider=self.provider,
            usage=Usage(input_tokens=900, output_tokens=700),
            cost=Cost(usd=0.002, price_version="bench"),
        )


class MemoryLedger(ListLedger):
    """A ledger in memory. It looks nothing up, because it would look at every line."""

    def replay(self, entry: LedgerEntry) -> Completion | None:
        del entry
        return None


def measure(rounds: int) -> Report:
    clock = SystemClock()
    with reins() as each:
        sides = {"in memory": _stack(MemoryLedger(), MemoryCircuitBreakers())}
        for kind, rein in each.items():
            for what, limits in {
                "no limits": NOTHING,
                "places": PLACES,
                "all limits": EVERYTHING,
            }.items():
                ledger, breakers = (
                    SqlCallLedger(rein.database, limits),
                    SqlCircuitBreakers(rein.database, clock),
                )
                sides[f"{kind}, {what}"] = _stack(ledger, breakers)
        watches = _take(rounds, sides)
    figures: list[Figure] = []
    for name, watch in watches.items():
        aim = "< 1 ms" if name == "in memory" else ""
        figures += [
            in_ms(f"{name}: wall", watch.wall, target=aim),
            in_ms(f"{name}: CPU", watch.cpu),
        ]
    return Report(
        title="(m) The stack around a model, for one call with a prompt and a reply of 3 kB",
        figures=tuple(figures),
        remarks=(
            "Durable sides hold two commits on the disk (fsync on) and a look for a reply that had come back already.",
            "With places, calls under way are counted; with all limits also the tokens of a minute and budgets.",
        ),
    )


def _stack(ledger: CallLedger, breakers: CircuitBreakerStore) -> LanguageModel:
    return wrap(
        {"model": AtOnce()}, SharedServices(ledger=ledger, breakers=breakers, clock=SystemClock())
    )["model"]


def _take(rounds: int, sides: dict[str, LanguageModel]) -> dict[str, Stopwatch]:
    watches = {name: Stopwatch() for name in sides}
    names = list(sides)
    for number in range(WARM_UP + rounds):
        if number == WARM_UP:
            for watch in watches.values():
                watch.clear()
        for name in names[number % len(names) :] + names[: number % len(names)]:
            _call(watches[name], sides[name].complete)
    return watches


def _call(watch: Stopwatch, complete: Callable[[ModelCall], Completion]) -> None:
    trace_id = new_id()
    call = ModelCall(
        purpose=Purpose.PREPROCESS,
        prompt=Prompt(name="preprocess", version=1, hash="abc", system=TEXT, user=TEXT),
        schema=GoalDraft,
        context=None,
        run_id=new_id(),
        user_id="bench",
    )
    with open_trace(trace_id, new_span_id()):
        with watch.running():
            complete(call)
        COLLECTOR.take(trace_id)
