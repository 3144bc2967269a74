"""The pass over the stages: order, what runs side by side, failure, cancelling and resuming."""

import threading
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.codec import Codec
from core.goals.goal import GoalRequest
from core.ids import new_id
from core.ports import Author
from core.runs.goal_state import GoalRunState, StageName
from core.runs.pipeline import RunCancelled, run_pipeline
from core.runs.stage import Stage, StageContext, StageResult
from core.runs.stages import STAGES
from core.tracing.span_record import SpanRecord
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace

STATE = GoalRunState(request=GoalRequest(text="run 5 km", today=date(2026, 1, 5)))
CONTEXT = cast("StageContext", SimpleNamespace(time_left=lambda: 60.0))
AUTHOR = Author(model="m", provider="p")


@dataclass
class Notes:
    """Checkpoints in memory."""

    stored: dict[str, str] = field(default_factory=dict)
    started: list[StageName] = field(default_factory=list)
    ended: list[StageName] = field(default_factory=list)
    failed: dict[str, Exception] = field(default_factory=dict)
    stop_after: StageName | None = None

    def finished(self) -> dict[str, str]:
        return self.stored

    def start(self, stage: Stage[Any], started: SpanRecord) -> None:
        if self.stop_after in self.ended:
            raise RunCancelled("stop")
        assert started.ended_at is None
        self.started.append(stage.name)

    def finish(self, stage: Stage[Any], result: StageResult) -> object:
        self.ended.append(stage.name)
        return result.value

    def fail(self, stage: Stage[Any], error: Exception) -> None:
        self.failed[stage.name] = error


def stage(name: StageName, *needs: StageName, run: Any = None) -> Stage[Any]:
    output_field = {
        "preprocess": "goal",
        "generate": "resolution",
        "evaluate": "evaluation",
        "plan": "plan",
    }[name]

    def answer(state: GoalRunState, context: StageContext, live: Any) -> StageResult:
        del context, live
        value = run(state) if run is not None else f"{name} done"
        return StageResult(value=value, author=AUTHOR)

    return Stage(
        name=name,
        span_name=f"{name}_stage",
        needs=needs,
        output_field=output_field,
        codec=Codec(str),
        run=answer,
    )


def four(**runs: Any) -> tuple[Stage[Any], ...]:
    return (
        stage(StageName.PREPROCESS, run=runs.get("preprocess")),
        stage(StageName.GENERATE, StageName.PREPROCESS, run=runs.get("generate")),
        stage(StageName.EVALUATE, StageName.GENERATE, run=runs.get("evaluate")),
        stage(StageName.PLAN, StageName.GENERATE, run=runs.get("plan")),
    )


def test_the_pipeline_has_the_fixed_stages_and_span_names() -> None:
    assert [(s.name.value, s.span_name) for s in STAGES] == [
        ("preprocess", "preprocessing_stage"),
        ("generate", "generation_stage"),
        ("evaluate", "evaluation_stage"),
        ("plan", "planning_stage"),
    ]


def test_evaluation_and_planning_run_side_by_side() -> None:
    both = threading.Barrier(2, timeout=5)

    def meet(_: GoalRunState) -> str:
        both.wait()
        return "met"

    result = run_pipeline(STATE, CONTEXT, Notes(), four(evaluate=meet, plan=meet))

    assert (result.state.evaluation, result.state.plan) == ("met", "met")


def test_a_finished_stage_is_read_back_and_not_run_again() -> None:
    notes = Notes(stored={StageName.PREPROCESS: '"earlier"', StageName.GENERATE: '"before"'})

    result = run_pipeline(STATE, CONTEXT, notes, four())

    assert sorted(notes.started) == [StageName.EVALUATE, StageName.PLAN]
    assert result.state.goal == cast("Any", "earlier")


def test_a_failed_stage_stops_only_the_stages_that_need_it() -> None:
    def fail(_: GoalRunState) -> str:
        raise ValueError("no verdict")

    notes = Notes()
    result = run_pipeline(STATE, CONTEXT, notes, four(evaluate=fail))

    assert set(result.failures) == {StageName.EVALUATE} == set(notes.failed)
    assert result.state.plan == cast("Any", "plan done")


def test_nothing_runs_after_its_need_has_failed() -> None:
    def fail(_: GoalRunState) -> str:
        raise ValueError("unreadable")

    notes = Notes()
    run_pipeline(STATE, CONTEXT, notes, four(preprocess=fail))

    assert notes.started == [StageName.PREPROCESS]


def test_cancelling_keeps_what_is_finished_and_starts_nothing_more() -> None:
    notes = Notes(stop_after=StageName.GENERATE)

    with pytest.raises(RunCancelled):
        run_pipeline(STATE, CONTEXT, notes, four())

    assert notes.ended == [StageName.PREPROCESS, StageName.GENERATE]
    assert not notes.failed


def test_each_stage_has_a_span_under_the_root() -> None:
    trace_id, root = new_id(), new_span_id()

    with open_trace(trace_id, root):
        run_pipeline(STATE, CONTEXT, Notes(), four())
        spans = COLLECTOR.take(trace_id)

    assert {s.name for s in spans} == {
        "preprocess_stage",
        "generate_stage",
        "evaluate_stage",
        "plan_stage",
    }
    assert {s.parent_id for s in spans} == {root}
