"""Rein with a stub of Opik beside it, on both databases; deliveries are made by hand, one step at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.clock import SystemClock
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.exports.read import list_backlogs
from core.usecases.exports.deliver_outbox import Sender, build_sender, deliver_some
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.opik import OpikStub
from tests.stubs.otlp import OtlpStub

OPIK = "opik"
OTLP = "otlp"

Run = Callable[[], str]
MakeSender = Callable[[str], Sender]


@pytest.fixture
def clock() -> FrozenClock:
    """Stands still at the real time, because the ids of traces carry it."""
    return FrozenClock(SystemClock().now())


@pytest.fixture
def opik() -> Iterator[OpikStub]:
    with OpikStub() as stub:
        yield stub


@pytest.fixture
def otlp() -> Iterator[OtlpStub]:
    with OtlpStub() as stub:
        yield stub


@pytest.fixture
def rein(
    tmp_path: Path, database_url: str, clock: FrozenClock, opik: OpikStub, otlp: OtlpStub
) -> Iterator[Rein]:
    """The whole application with both sinks set up; nothing is delivered until a test says so."""
    settings = make_settings(
        tmp_path,
        REIN_DATABASE_URL=database_url,
        OPIK_URL_OVERRIDE=opik.url,
        OTEL_EXPORTER_OTLP_ENDPOINT=otlp.url,
        REIN_EXPORT_TIMEOUT_S=0.6,
    )
    built = build(settings, clock=clock)
    yield built
    built.delivery.stop()
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.fixture
def make_sender(rein: Rein) -> Iterator[MakeSender]:
    """Builds senders, and gives their connections back at the end."""
    made: list[Sender] = []

    def make(sink: str) -> Sender:
        made.append(build_sender(rein, sink))
        return made[-1]

    yield make
    for sender in made:
        sender.sink.close()


@pytest.fixture
def sender(make_sender: MakeSender) -> Sender:
    """The one that empties Opik's outbox."""
    return make_sender(OPIK)


@pytest.fixture
def run_goal(rein: Rein) -> Run:
    """Runs a goal through the offline coach; returns its trace."""

    def run() -> str:
        submitted = submit_goal(
            rein,
            viewer=LOCAL_VIEWER,
            text="I want to run a 5K by June",
            circumstances=Circumstances(),
            key=new_id(),
        )
        assert execute_run(rein, submitted.run_id)
        return submitted.trace_id

    return run


def deliver_all(sender: Sender, *, steps: int = 80) -> float:
    """Go on until nothing waits, letting the time pass that each wait takes. Returns how long that was."""
    clock = sender.clock
    assert isinstance(clock, FrozenClock)
    began = clock.monotonic()
    for _ in range(steps):
        wait_s = deliver_some(sender)
        if wait_s > 0 and not _pending(sender):
            return clock.monotonic() - began
        clock.advance(wait_s)
    raise AssertionError("Something still waits.")


def _pending(sender: Sender) -> int:
    backlogs = list_backlogs(sender.database)
    return sum(backlog.pending for backlog in backlogs if backlog.sink == sender.sink.name)
