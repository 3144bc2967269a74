"""Commits a stage's value, rows and spans in one transaction."""

import logging
from typing import Any

from core.bootstrap import Rein
from core.errors import ModelError
from core.jobs.lease import Lease
from core.ports import Author
from core.runs.kind import FinishedStage, RunKind, identity_of
from core.runs.pipeline import RunCancelled
from core.runs.stage import Stage, StageResult
from core.store.runs import stages
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanRecord
from core.usecases.runs.end import log_fields
from core.usecases.runs.recorded_work import RecordedWork

_log = logging.getLogger(__name__)


class StoredCheckpoints:
    """Implements core.runs.pipeline.Checkpoints for one claimed run."""

    def __init__(
        self, rein: Rein, run: Run, lease: Lease, *, kind: RunKind[Any], recorded: RecordedWork
    ) -> None:
        self._rein = rein
        self._run = run
        self._lease = lease
        self._kind = kind
        self._recorded = recorded
        self._made_progress = False
        """Whether a stage was finished in this claim."""
        self._spans: dict[str, str] = {}
        self._started_at: dict[str, float] = {}
        self.authors: dict[str, Author] = {}
        """Who wrote the finished stages."""

    def finished(self) -> dict[str, str]:
        with self._rein.database.read() as connection:
            rows = stages.results(connection, self._run.id)
        self.authors |= {name: row.author for name, row in rows.items() if row.author is not None}
        return {name: row.output for name, row in rows.items() if row.output is not None}

    def start(self, stage: Stage[Any], started: SpanRecord) -> None:
        if self._lease.lost:
            raise RunCancelled("Another worker has claimed this run.")
        self._spans[stage.name] = started.span_id
        with self._rein.database.begin() as work:
            began = work.runs.start_stage(
                self._run.id, stage.name, attempt=self._run.attempts, now=started.started_at
            )
            if not began and not work.runs.may_continue(self._run.id):
                raise RunCancelled("The person cancelled the run.")
            self._recorded.write_spans(work, (started,))
        self._started_at[stage.name] = self._rein.clock.monotonic()
        self._log_stage(logging.DEBUG, "stage_started", stage)

    def finish(self, stage: Stage[Any], result: StageResult) -> object:
        with (
            self._recorded.take_subtree(self._spans.get(stage.name, "")) as spans,
            self._rein.database.begin() as work,
        ):
            self._recorded.write_spans(work, spans)
            value = self._save(work, stage, result)
        self._made_progress = True
        self._log_stage(logging.INFO, "stage_finished", stage, model=result.author.model)
        return value

    def fail(self, stage: Stage[Any], error: Exception) -> None:
        with (
            self._recorded.take_subtree(self._spans.get(stage.name, "")) as spans,
            self._rein.database.begin() as work,
        ):
            self._recorded.write_spans(work, spans)
            work.runs.fail_stage(
                self._run.id, stage.name, error=str(error), now=self._rein.clock.now()
            )
        # The kind of the error alone: its message may quote what a person wrote.
        fault = error.fault if isinstance(error, ModelError) else None
        kind = type(error).__name__
        self._log_stage(logging.WARNING, "stage_failed", stage, error=kind, fault=fault)

    def _log_stage(self, level: int, event: str, stage: Stage[Any], **fields: object) -> None:
        started_at = self._started_at.get(stage.name)
        if started_at is not None:
            fields["duration_s"] = round(self._rein.clock.monotonic() - started_at, 3)
        known = {name: value for name, value in fields.items() if value is not None}
        names = {"stage": stage.name, "attempt": self._run.attempts}
        _log.log(level, event, extra={"fields": log_fields(self._run) | names | known})

    def _save(self, work: UnitOfWork, stage: Stage[Any], result: StageResult) -> object:
        now = self._rein.clock.now()
        first = work.runs.finish_stage(
            self._run.id,
            stage.name,
            output=stage.to_json(result.value),
            author=result.author,
            now=now,
            first_of_claim=not self._made_progress,
        )
        if not first:  # another worker committed this stage before us: its value counts
            stored = work.runs.results(self._run.id)[stage.name].output
            return stage.from_json(stored) if stored is not None else result.value
        self.authors[stage.name] = result.author
        finished = FinishedStage(name=stage.name, result=result, authors=self.authors, at=now)
        self._kind.save(work, identity_of(self._run), finished)
        return result.value
