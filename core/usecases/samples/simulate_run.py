"""Run the pipeline in memory and write what came of it with other dates: how the sample gets its past."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.accounts.user import SAMPLE_USER_ID
from core.goals.goal import GoalRequest
from core.ids import new_id
from core.llm.routing.fallback_chain import FallbackChain
from core.offline.coach import OfflineCoach
from core.prompts.shelf import Shelf
from core.runs.pipeline import run_pipeline
from core.runs.stage import Known, Outcome, Stage, StageName, StageValue, Tools
from core.runs.stages import STAGES
from core.store.goals.values import GoalRecord
from core.store.runs.values import Run, RunStatus
from core.store.traces.values import EndedTrace
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanRecord, SpanStatus
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace
from core.usecases.goals.submit import GOAL_RUN
from core.usecases.runs.stage_values import closing, opening, save_value

DEADLINE_S = 30.0


@dataclass(slots=True)
class _Notes:
    """Checkpoints that only remember."""

    outcomes: list[tuple[Stage, Outcome]] = field(default_factory=list)

    def finished(self) -> Mapping[StageName, str]:
        return {}

    def start(self, _stage: Stage, _started: SpanRecord) -> None:
        """Nobody watches it either, so nothing is written before the end."""

    def finish(self, stage: Stage, outcome: Outcome) -> StageValue:
        self.outcomes.append((stage, outcome))
        return outcome.value

    def fail(self, _stage: Stage, error: Exception) -> None:
        raise error


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A finished run that has not been written yet."""

    request: GoalRequest
    outcomes: tuple[tuple[Stage, Outcome], ...]
    spans: tuple[SpanRecord, ...]
    trace_id: str
    root_span_id: str
    started_at: datetime
    ended_at: datetime
    overhead_us: int
    overall: float | None

    def write(self, work: UnitOfWork) -> None:
        """Write the goal, its run and its trace as the sample's, at the dates it was given."""
        goal_id, at = new_id(at_ms=_milliseconds(self.started_at)), self.started_at
        work.goals.add(
            GoalRecord(
                id=goal_id,
                user_id=SAMPLE_USER_ID,
                text=self.request.text,
                circumstances=self.request.circumstances,
                trace_id=self.trace_id,
                sample=True,
                created_at=at,
            )
        )
        run = work.runs.submit(
            run_id=new_id(at_ms=_milliseconds(at)),
            goal_id=goal_id,
            user_id=SAMPLE_USER_ID,
            kind=GOAL_RUN,
            key=goal_id,
            trace_id=self.trace_id,
            root_span_id=self.root_span_id,
            now=at,
            sample=True,
        )
        self._write_trace(work, run)
        self._write_outcomes(work, run)
        work.runs.finish(run.id, status=RunStatus.DONE, error=None, advice=None, now=self.ended_at)

    def _write_outcomes(self, work: UnitOfWork, run: Run) -> None:
        authors = {stage.name: outcome.author for stage, outcome in self.outcomes}
        for stage, outcome in self.outcomes:
            work.runs.start_stage(run.id, stage.name, attempt=1, now=self.started_at)
            work.runs.finish_stage(
                run.id,
                stage.name,
                output=stage.to_json(outcome.value),
                author=outcome.author,
                now=self.ended_at,
            )
            save_value(work, run, outcome, authors=authors, now=self.ended_at)

    def _write_trace(self, work: UnitOfWork, run: Run) -> None:
        ended = EndedTrace(
            opening=opening(run, goal_text=self.request.text, started_at=self.started_at),
            spans=self.spans,
            closing=closing(
                status=SpanStatus.OK,
                ended_at=self.ended_at,
                authors={stage.name: outcome.author for stage, outcome in self.outcomes},
                overall=self.overall,
                overhead_us=self.overhead_us,
            ),
        )
        work.traces.insert_ended([ended])


def rehearse(
    request: GoalRequest,
    *,
    models: FallbackChain,
    shelf: Shelf,
    coach: OfflineCoach,
    started_at: datetime,
) -> Rehearsal:
    """Run the pipeline now and date it as if it had begun at `started_at`. Raises whatever a stage raises."""
    trace_id, root = new_id(at_ms=_milliseconds(started_at)), new_span_id()
    notes = _Notes()
    with open_trace(trace_id, root):
        tools = Tools(
            models=models,
            shelf=shelf,
            coach=coach,
            run_id=trace_id,
            call_deadline_s=DEADLINE_S,
        )
        result = run_pipeline(Known(request=request), tools, notes, STAGES)
        spans = COLLECTOR.take(trace_id)
        overhead_us = COLLECTOR.overhead_us(trace_id)
    shift = started_at - min(span.started_at for span in spans)
    moved = tuple(_moved(span, shift) for span in spans)
    return Rehearsal(
        request=request,
        outcomes=tuple(notes.outcomes),
        spans=moved,
        trace_id=trace_id,
        root_span_id=root,
        started_at=started_at,
        ended_at=max(span.ended_at or started_at for span in moved),
        overhead_us=overhead_us,
        overall=result.known.evaluation.overall if result.known.evaluation is not None else None,
    )


def _moved(span: SpanRecord, shift: timedelta) -> SpanRecord:
    ended_at = span.ended_at + shift if span.ended_at is not None else None
    return replace(span, started_at=span.started_at + shift, ended_at=ended_at)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1_000)
