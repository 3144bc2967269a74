"""A process whose threads call a model with a half-open circuit, as a replica's workers would.

Run as `python -m tests.integration.store.probing ADDRESS THREADS SECONDS`, with the seconds since
the tests' moment; it prints how often the model was called. The probe never reports back, so that
it lasts however long the other process takes.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from core.errors import ModelError
from core.llm.wrappers.circuit_breaker import CircuitBreakerModel
from core.ports import Completion, ModelCall
from core.store.circuit_breakers.sql_circuit_breakers import SqlCircuitBreakers
from core.store.database.engine import Database
from tests.factories.calls import make_call
from tests.fakes import FrozenClock


class WorkerDied(Exception):
    """Ends the probe without a word."""


class DeadlyModel:
    """Counts who reaches it, and answers nobody."""

    name = "m"
    provider = "p"

    def __init__(self) -> None:
        self.asked: list[ModelCall] = []

    def complete(self, call: ModelCall) -> Completion:
        self.asked.append(call)
        raise WorkerDied


def main() -> None:
    url, threads, seconds = sys.argv[1:]
    clock = FrozenClock()
    clock.advance(float(seconds))
    database, model = Database.open(url), DeadlyModel()
    guarded = CircuitBreakerModel(model, SqlCircuitBreakers(database, clock), clock)
    together = Barrier(int(threads))

    def call(_: int) -> None:
        together.wait(30)
        try:
            guarded.complete(make_call())
        except (ModelError, WorkerDied):
            return

    with ThreadPoolExecutor(int(threads)) as pool:
        list(pool.map(call, range(int(threads))))
    database.close()
    sys.stdout.write(str(len(model.asked)))


if __name__ == "__main__":
    main()
