"""Checkpoints in the database: a stage's value, its domain rows and its spans in one transaction."""

import logging
import time

from core.bootstrap import Rein
from core.errors import ModelError
from core.jobs.lease import Lease
from core.ports import Author
from core.runs.pipeline import RunCancelled
from core.runs.stage import Stage, StageName, StageResult, StageValue
from core.store.runs import stages
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanRecord
from core.tracing.tracer import COLLECTOR
from core.usecases.runs.end import log_fields
from core.usecases.runs.stage_values import save_value

_log = logging.getLogger(__name__)


class StoredCheckpoints:
    """Implements core.runs.pipeline.Checkpoints for one claimed run."""

    def __init__(self, rein: Rein, run: Run, lease: Lease) -> None:
        self._rein = rein
        self._run = run
        self._lease = lease
        self._spans: dict[StageName, str] = {}
        self._began: dict[StageName, float] = {}
        self.authors: dict[StageName, Author] = {}
        """Who wrote the finished stages."""

    def finished(self) -> dict[StageName, str]:
        with self._rein.database.read() as connection:
            rows = stages.results(connection, self._run.id)
        self.authors |= {
            StageName(name): row.author for name, row in rows.items() if row.author is not None
        }
        return {StageName(name): row.output for name, row in rows.items() if row.output is not None}

    def start(self, stage: Stage, started: SpanRecord) -> None:
        if self._lease.lost:
            raise RunCancelled("Another worker has taken this run over.")
        self._spans[stage.name] = started.span_id
        with self._rein.database.begin() as work:
            if not work.runs.is_wanted(self._run.id):
                raise RunCancelled("The person asked to stop.")
            work.runs.start_stage(
                self._run.id, stage.name, attempt=self._run.attempts, now=started.started_at
            )
            self._write_spans(work, (started,))
        self._began[stage.name] = self._rein.clock.monotonic()
        self._note(logging.DEBUG, "stage_started", stage)

    def finish(self, stage: Stage, outcome: StageResult) -> StageValue:
        spans = COLLECTOR.take_below(self._run.trace_id, self._spans.get(stage.name, ""))
        try:
            with self._rein.database.begin() as work:
                self._write_spans(work, spans)
                value = self._save(work, stage, outcome)
        except BaseException:
            COLLECTOR.give_back(self._run.trace_id, spans)
            raise
        self._note(logging.INFO, "stage_finished", stage, model=outcome.author.model)
        return value

    def fail(self, stage: Stage, error: Exception) -> None:
        spans = COLLECTOR.take_below(self._run.trace_id, self._spans.get(stage.name, ""))
        try:
            with self._rein.database.begin() as work:
                self._write_spans(work, spans)
                work.runs.fail_stage(
                    self._run.id, stage.name, error=str(error), now=self._rein.clock.now()
                )
        except BaseException:
            COLLECTOR.give_back(self._run.trace_id, spans)
            raise
        # The kind of the error alone: its words may quote what a person wrote.
        fault = error.fault if isinstance(error, ModelError) else None
        self._note(logging.WARNING, "stage_failed", stage, error=type(error).__name__, fault=fault)

    def _note(self, level: int, event: str, stage: Stage, **fields: object) -> None:
        began = self._began.get(stage.name)
        took = (
            {} if began is None else {"duration_s": round(self._rein.clock.monotonic() - began, 3)}
        )
        told = {name: value for name, value in fields.items() if value is not None}
        names = {"stage": stage.name, "attempt": self._run.attempts}
        _log.log(level, event, extra={"fields": log_fields(self._run) | names | took | told})

    def _write_spans(self, work: UnitOfWork, spans: tuple[SpanRecord, ...]) -> None:
        began = time.perf_counter_ns()
        work.traces.add_spans(spans)
        COLLECTOR.add_overhead(self._run.trace_id, time.perf_counter_ns() - began)

    def _save(self, work: UnitOfWork, stage: Stage, outcome: StageResult) -> StageValue:
        now = self._rein.clock.now()
        first = work.runs.finish_stage(
            self._run.id,
            stage.name,
            output=stage.to_json(outcome.value),
            author=outcome.author,
            now=now,
        )
        if (
            not first
        ):  # another worker committed this stage before us: its value is the one that counts
            stored = work.runs.results(self._run.id)[stage.name].output
            return stage.from_json(stored) if stored is not None else outcome.value
        self.authors[stage.name] = outcome.author
        save_value(work, self._run, outcome, authors=self.authors, now=now)
        return outcome.value
