"""Runs the stages of a goal in the order of their needs, those that wait for nothing else side by side.

The pipeline decides nothing about storage: a Checkpoints object is told when a stage starts, ends or fails, and commits
that together with the spans. Stages that were finished before (in an earlier process, perhaps) are read back and not
run again.
"""

import contextvars
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Protocol

from core.errors import ReinError, StorageUnavailable
from core.goals.clarification import NeedsAnswers
from core.runs.stage import GoalRunState, Stage, StageContext, StageName, StageResult, StageValue
from core.tracing import attributes as keys
from core.tracing.span_record import SpanRecord
from core.tracing.tracer import LiveSpan, span


class RunCancelled(Exception):
    """The person asked to stop, or another worker has taken the run over."""


class OutOfTime(ReinError):
    """The run has taken as long as it may; no further stage is begun."""


_INTERRUPTIONS = (RunCancelled, NeedsAnswers, StorageUnavailable)
"""What ends a walk without being a failure of the stage it happened in."""


class Checkpoints(Protocol):
    """Where progress is made durable; every method is one transaction."""

    def finished(self) -> Mapping[StageName, str]:
        """Return the JSON values of the stages that are done."""
        ...

    def start(self, stage: Stage, started: SpanRecord) -> None:
        """Record that a stage runs. Raises RunCancelled where no further stage must start."""
        ...

    def finish(self, stage: Stage, outcome: StageResult) -> StageValue:
        """Commit a stage's value and spans. Returns the value that counts: the first committed one wins."""
        ...

    def fail(self, stage: Stage, error: Exception) -> None:
        """Commit that a stage failed, and why."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineResult:
    """What is known at the end, and the stages that failed with their errors."""

    state: GoalRunState
    failures: Mapping[StageName, Exception] = field(default_factory=dict)


def run_pipeline(
    known: GoalRunState, tools: StageContext, checkpoints: Checkpoints, stages: tuple[Stage, ...]
) -> PipelineResult:
    """Run every stage whose needs can be met. A failed stage stops only the stages that need it."""
    done = set[StageName]()
    stored = checkpoints.finished()
    for stage in stages:
        if stage.name in stored:
            known = stage.with_value(known, stage.from_json(stored[stage.name]))
            done.add(stage.name)
    return PipelineRun(
        known=known, tools=tools, checkpoints=checkpoints, stages=stages, done=done
    ).run()


@dataclass(slots=True, kw_only=True)
class PipelineRun:
    known: GoalRunState
    tools: StageContext
    checkpoints: Checkpoints
    stages: tuple[Stage, ...]
    done: set[StageName]
    failures: dict[StageName, Exception] = field(default_factory=dict)
    running: dict[Future[StageValue], Stage] = field(default_factory=dict)

    def run(self) -> PipelineResult:
        # Two threads: no more than two stages of this pipeline can ever be ready together.
        with ThreadPoolExecutor(max_workers=2, thread_name_prefix="stage") as pool:
            while ready := self._ready() or self.running:
                alone = not self.running and len(ready) == 1
                for stage in self._ready():
                    self._begin(stage, pool, alone=alone)
                self._settle()
        return PipelineResult(state=self.known, failures=self.failures)

    def _ready(self) -> tuple[Stage, ...]:
        busy = {stage.name for stage in self.running.values()} | self.done | self.failures.keys()
        return tuple(s for s in self.stages if s.name not in busy and self.done.issuperset(s.needs))

    def _begin(self, stage: Stage, pool: ThreadPoolExecutor, *, alone: bool) -> None:
        if alone:  # nothing runs beside it, so it needs no other thread
            future: Future[StageValue] = Future()
            try:
                future.set_result(self._run(stage, self.known))
            except Exception as error:  # noqa: BLE001 - a page must end in words, and what is unexpected is logged
                future.set_exception(error)
        else:
            future = pool.submit(contextvars.copy_context().run, self._run, stage, self.known)
        self.running[future] = stage

    def _settle(self) -> None:
        finished, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in finished:
            stage = self.running.pop(future)
            error = future.exception()
            if isinstance(error, Exception) and not isinstance(error, _INTERRUPTIONS):
                self.failures[stage.name] = error
                self.checkpoints.fail(stage, error)
                continue
            self.known = stage.with_value(self.known, future.result())
            self.done.add(stage.name)

    def _run(self, stage: Stage, known: GoalRunState) -> StageValue:
        if self.tools.time_left() <= 0:
            raise OutOfTime(
                "The time this goal may take is over.",
                advice="What is finished is kept. Try again, and it goes on from there.",
            )
        with span(stage.span_name) as live:
            self._start(stage, live)
            outcome: StageResult | NeedsAnswers
            try:
                outcome = stage.run(known, self.tools, live)
            except NeedsAnswers as asked:  # the step has done its part, so its span is no failure
                live.set(
                    keys.NOTE, "Asked: " + " ".join(question.text for question in asked.questions)
                )
                outcome = asked
        if isinstance(outcome, NeedsAnswers):
            raise outcome
        return self.checkpoints.finish(stage, outcome)

    def _start(self, stage: Stage, live: LiveSpan) -> None:
        try:
            self.checkpoints.start(stage, live.record())
        except RunCancelled:
            live.forget()  # a stage that was not begun is no step of the trace
            raise
