"""Runs a kind in the caller's thread and keeps everything in memory until the caller writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic

from core.runs.fingerprint import fingerprint_of
from core.runs.kind import FinishedStage, RunKind
from core.runs.pipeline import run_pipeline
from core.runs.stage import Authors, S, Stage, StageContext, StageResult
from core.settings import Settings
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanRecord, SpanStatus
from core.usecases.runs.recorded_work import RecordedWork, TraceEnd


@dataclass(slots=True)
class _MemoryCheckpoints:
    """Implements core.runs.pipeline.Checkpoints for a run that is written when it is over."""

    keep_failures: bool = False
    results: list[tuple[Stage[Any], StageResult]] = field(default_factory=list)
    failures: list[tuple[Stage[Any], Exception]] = field(default_factory=list)

    def finished(self) -> Mapping[str, str]:
        return {}

    def start(self, _stage: Stage[Any], _started: SpanRecord) -> None:
        """Write nothing: the run is not visible before its end."""

    def finish(self, stage: Stage[Any], result: StageResult) -> object:
        self.results.append((stage, result))
        return result.value

    def fail(self, stage: Stage[Any], error: Exception) -> None:
        if not self.keep_failures:
            raise error
        self.failures.append((stage, error))

    def authors(self) -> Authors:
        return {stage.name: result.author for stage, result in self.results}


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedRun(Generic[S]):
    """A run that is over and not written yet."""

    kind: RunKind[S]
    state: S
    results: tuple[tuple[Stage[S], StageResult], ...]
    recorded: RecordedWork
    authors: Authors
    fingerprint: str | None
    failures: tuple[tuple[Stage[S], Exception], ...] = ()

    @property
    def error(self) -> str | None:
        """The message of the first stage that failed, or None."""
        return str(self.failures[0][1]) if self.failures else None

    def write(self, work: UnitOfWork, *, at: datetime, settings: Settings) -> None:
        """Write the trace and the values in the caller's transaction, and queue the export."""
        end = TraceEnd(
            status=SpanStatus.ERROR if self.failures else SpanStatus.OK,
            at=at,
            error=self.error,
            summary=self.kind.summarize(self.state, self.authors),
            fingerprint=self.fingerprint,
        )
        self.recorded.write_ended(work, end, settings=settings)
        for stage, result in self.results:
            finished = FinishedStage(name=stage.name, result=result, authors=self.authors, at=at)
            self.kind.save(work, self.recorded.identity, finished)
        self.recorded.set_fingerprint(work, self.fingerprint)


def run_inline(
    kind: RunKind[S],
    state: S,
    *,
    context: StageContext,
    recorded: RecordedWork,
    keep_failures: bool = False,
) -> FinishedRun[S]:
    """Run all stages now. An error of a stage propagates and nothing is written.

    With `keep_failures` it becomes part of the result, as in a run of a worker.
    """
    checkpoints = _MemoryCheckpoints(keep_failures=keep_failures)
    with recorded.collect():
        result = run_pipeline(state, context, checkpoints, kind.stages)
    authors = checkpoints.authors()
    return FinishedRun(
        kind=kind,
        state=result.state,
        results=tuple(checkpoints.results),
        recorded=recorded,
        authors=authors,
        fingerprint=fingerprint_of(authors, context.prompts),
        failures=tuple(checkpoints.failures),
    )
