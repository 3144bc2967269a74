"""Runs the stages of a run kind in the order of their needs; independent stages run in parallel.

The pipeline does not know storage: a Checkpoints object is called when a stage starts, ends or
fails, and commits that together with the spans. A stage that an earlier process has finished is
read back and not run again.
"""

import contextvars
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol

from core.errors import ReinError, StorageUnavailable
from core.goals.clarification import NeedsAnswers
from core.runs.stage import S, Stage, StageContext, StageResult
from core.tracing import attributes as keys
from core.tracing.span_record import SpanRecord
from core.tracing.tracer import LiveSpan, span


class RunCancelled(Exception):
    """The person cancelled the run, or another worker has claimed it."""


class OutOfTime(ReinError):
    """The run has reached its deadline; no further stage is started."""


_INTERRUPTIONS = (RunCancelled, NeedsAnswers, StorageUnavailable)
"""Errors that end a run without being a failure of the stage they came from."""


class Checkpoints(Protocol):
    """Makes progress durable; every method is one transaction."""

    def finished(self) -> Mapping[str, str]:
        """Return the JSON values of the finished stages, by name."""
        ...

    def start(self, stage: Stage[Any], started: SpanRecord) -> None:
        """Record that a stage runs. Raises RunCancelled if no further stage must start."""
        ...

    def finish(self, stage: Stage[Any], result: StageResult) -> object:
        """Commit a stage's value and spans. Returns the value that counts: the first committed."""
        ...

    def fail(self, stage: Stage[Any], error: Exception) -> None:
        """Commit that a stage failed, and why."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineResult(Generic[S]):
    """The state at the end, and the errors of the stages that failed."""

    state: S
    failures: Mapping[str, Exception] = field(default_factory=dict)


def run_pipeline(
    state: S, context: StageContext, checkpoints: Checkpoints, stages: tuple[Stage[S], ...]
) -> PipelineResult[S]:
    """Run every stage whose needs can be met. A failed stage stops only the stages that need it."""
    done = set[str]()
    stored = checkpoints.finished()
    for stage in stages:
        if stage.name in stored:
            state = stage.with_value(state, stage.from_json(stored[stage.name]))
            done.add(stage.name)
    return PipelineRun(
        state=state, context=context, checkpoints=checkpoints, stages=stages, done=done
    ).run()


@dataclass(slots=True, kw_only=True)
class PipelineRun(Generic[S]):
    """One pass over the stages that are not finished."""

    state: S
    context: StageContext
    checkpoints: Checkpoints
    stages: tuple[Stage[S], ...]
    done: set[str]
    failures: dict[str, Exception] = field(default_factory=dict)
    running: dict[Future[object], Stage[S]] = field(default_factory=dict)

    def run(self) -> PipelineResult[S]:
        """Start stages as their needs are met, until none is left or ready."""
        with ThreadPoolExecutor(len(self.stages) or 1, thread_name_prefix="stage") as pool:
            while ready := self._ready() or self.running:
                alone = not self.running and len(ready) == 1
                for stage in self._ready():
                    self._start_in(pool, stage, alone=alone)
                self._collect_finished()
        return PipelineResult(state=self.state, failures=self.failures)

    def _ready(self) -> tuple[Stage[S], ...]:
        busy = {stage.name for stage in self.running.values()} | self.done | self.failures.keys()
        return tuple(s for s in self.stages if s.name not in busy and self.done.issuperset(s.needs))

    def _start_in(self, pool: ThreadPoolExecutor, stage: Stage[S], *, alone: bool) -> None:
        if alone:  # nothing runs in parallel, so it needs no other thread
            future: Future[object] = Future()
            try:
                future.set_result(self._run_stage(stage, self.state))
            except Exception as error:  # noqa: BLE001 - handled with the result
                future.set_exception(error)
        else:
            future = pool.submit(contextvars.copy_context().run, self._run_stage, stage, self.state)
        self.running[future] = stage

    def _collect_finished(self) -> None:
        finished, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in finished:
            stage = self.running.pop(future)
            error = future.exception()
            if isinstance(error, Exception) and not isinstance(error, _INTERRUPTIONS):
                self.failures[stage.name] = error
                self.checkpoints.fail(stage, error)
                continue
            self.state = stage.with_value(self.state, future.result())
            self.done.add(stage.name)

    def _run_stage(self, stage: Stage[S], state: S) -> object:
        if self.context.time_left() <= 0:
            raise OutOfTime(
                f"The time this {self.context.noun} may take is over.",
                advice="What is finished is saved. Try again, and it continues from there.",
            )
        with span(stage.span_name) as live:
            self._record_start(stage, live)
            result: StageResult | NeedsAnswers
            try:
                result = stage.run(state, self.context, live)
            except NeedsAnswers as asked:  # the stage did its part, so its span is no failure
                questions = " ".join(question.text for question in asked.questions)
                live.set(keys.NOTE, "Asked: " + questions)
                result = asked
        if isinstance(result, NeedsAnswers):
            raise result
        return self.checkpoints.finish(stage, result)

    def _record_start(self, stage: Stage[S], live: LiveSpan) -> None:
        try:
            self.checkpoints.start(stage, live.record())
        except RunCancelled:
            live.discard()  # a stage that was not started is no step of the trace
            raise
