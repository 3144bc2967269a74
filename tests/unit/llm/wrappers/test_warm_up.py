"""The import of an SDK is no time of the model's, whoever comes first."""

from dataclasses import dataclass, field

from core.llm import factory
from core.ports import Completion, ModelCall
from tests.factories.calls import make_call
from tests.fakes import NOW, FrozenClock, ListLedger, MemoryCircuitBreakers

IMPORT_S, ANSWER_S = 2.0, 0.5


@dataclass
class Cold:
    """A model whose SDK takes its time to import."""

    clock: FrozenClock
    name: str = "cold-1"
    provider: str = "google"
    imports: list[float] = field(default_factory=list)

    def warm(self) -> None:
        if not self.imports:
            self.imports.append(IMPORT_S)
            self.clock.advance(IMPORT_S)

    def complete(self, call: ModelCall) -> Completion:
        del call
        self.warm()
        self.clock.advance(ANSWER_S)
        return Completion(text="ok", model=self.name, provider=self.provider)


def test_a_call_that_comes_before_the_sdk_is_imported_does_not_count_the_import() -> None:
    clock, ledger = FrozenClock(), ListLedger()
    cold = Cold(clock)
    shared = factory.SharedServices(ledger=ledger, breakers=MemoryCircuitBreakers(), clock=clock)
    model = factory.wrap({"cold": cold}, shared)["cold"]

    for _ in range(2):
        model.complete(make_call(run_id=None))

    lines = list(ledger.lines.values())
    assert cold.imports == [IMPORT_S]
    assert (lines[0].entry.started_at - NOW).total_seconds() == IMPORT_S
    took = [
        line.finished_at - line.entry.started_at for line in lines if line.finished_at is not None
    ]
    assert [one.total_seconds() for one in took] == [ANSWER_S] * 2
