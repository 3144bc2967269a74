"""(k) Many queued runs on PostgreSQL, worked by several processes: how long it takes, and whether the books add up."""

import time
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy import func, select

from core.bootstrap import Rein
from core.runs.stages import STAGES
from core.store.calls.tables import llm_calls
from core.store.runs.tables import runs, stage_results
from core.store.runs.values import RunStatus
from core.store.traces.tables import spans
from tests.bench.databases import POSTGRES, reins
from tests.bench.figures import Figure, Report
from tests.bench.queueing import KEY, submit, worker
from tests.bench.stand import gemini

PROCESSES = 4
POLL_S = 0.25
PATIENCE_S = 1_800
MODEL_S = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What stands in the database when all runs are over."""

    done: int
    claimed_again: int
    stages: int
    stage_spans: int
    all_spans: int
    calls: int
    unfinished_calls: int

    @classmethod
    def of(cls, rein: Rein) -> "Books":
        """Count."""
        names = [stage.span_name for stage in STAGES]
        with rein.database.read() as connection:
            return cls(
                done=connection.scalar(select(func.count()).where(runs.c.status == RunStatus.DONE))
                or 0,
                claimed_again=connection.scalar(select(func.count()).where(runs.c.attempts > 1))
                or 0,
                stages=connection.scalar(
                    select(func.count()).where(stage_results.c.status == "done")
                )
                or 0,
                stage_spans=connection.scalar(select(func.count()).where(spans.c.name.in_(names)))
                or 0,
                all_spans=connection.scalar(select(func.count()).select_from(spans)) or 0,
                calls=connection.scalar(select(func.count()).where(llm_calls.c.status == "done"))
                or 0,
                unfinished_calls=connection.scalar(
                    select(func.count()).where(llm_calls.c.status != "done")
                )
                or 0,
            )

    def wrong(self, expected: int) -> list[str]:
        """Return what does not add up: so many runs have one row, one span and one call for each stage."""
        each = expected * len(STAGES)
        held = {
            "runs done": (self.done, expected),
            "runs claimed again": (self.claimed_again, 0),
            "stage rows": (self.stages, each),
            "stage spans": (self.stage_spans, each),
            "calls": (self.calls, each),
            "unfinished calls": (self.unfinished_calls, 0),
        }
        return [
            f"{name}: {found} instead of {due}"
            for name, (found, due) in held.items()
            if found != due
        ]


def measure(queued: int) -> Report:
    with (
        gemini({stage.name: MODEL_S for stage in STAGES}) as url,
        reins(GEMINI_API_KEY=KEY, GEMINI_BASE_URL=url) as each,
        ExitStack() as stack,
    ):
        rein = each.get(POSTGRES)
        if rein is None:
            return Report(
                title="(k) Queued runs",
                figures=(),
                remarks=("No PostgreSQL comes with this platform.",),
            )
        began = time.perf_counter()
        for number in range(queued):
            submit(rein, number)
        submitted_s = time.perf_counter() - began
        began = time.perf_counter()
        for _ in range(PROCESSES):
            stack.enter_context(worker(rein))
        while _left(rein) and time.perf_counter() - began < PATIENCE_S:
            time.sleep(POLL_S)
        return _report(
            Books.of(rein), queued, submitted_s=submitted_s, worked_s=time.perf_counter() - began
        )


def _left(rein: Rein) -> int:
    ended = [status for status in RunStatus if status.over]
    with rein.database.read() as connection:
        return connection.scalar(select(func.count()).where(runs.c.status.not_in(ended))) or 0


def _report(books: Books, queued: int, *, submitted_s: float, worked_s: float) -> Report:
    wrong = books.wrong(queued)
    return Report(
        title=f"(k) {queued} runs queued on PostgreSQL, worked by {PROCESSES} processes through google-genai",
        figures=(
            Figure(
                name="Lost or doubled runs, stages, spans and calls",
                value=len(wrong),
                unit="",
                n=queued,
                target="0",
            ),
            Figure(
                name="Until all are over, the start of the processes included",
                value=worked_s,
                unit="s",
                n=queued,
            ),
            Figure(name="Runs a second", value=queued / worked_s, unit="1/s", n=queued),
            Figure(name="To submit one", value=1e3 * submitted_s / queued, unit="ms", n=queued),
            Figure(
                name="Stage rows",
                value=books.stages,
                unit="",
                n=queued,
                target=str(queued * len(STAGES)),
            ),
            Figure(
                name="Stage spans",
                value=books.stage_spans,
                unit="",
                n=queued,
                target=str(queued * len(STAGES)),
            ),
            Figure(
                name="Calls in the ledger",
                value=books.calls,
                unit="",
                n=queued,
                target=str(queued * len(STAGES)),
            ),
            Figure(name="Spans in all", value=books.all_spans, unit="", n=queued),
        ),
        remarks=(
            "The Gemini on loopback takes no time of its own, but a core: model, database and workers share two.",
            *(f"Wrong: {line}" for line in wrong),
        ),
    )
