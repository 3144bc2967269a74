"""A goal with everything written for it as JSON values: the output of the CLI and the API."""

from typing import Any

from core.goals.codec import CLARIFIED_GOAL_CODEC, SLOT_CODEC
from core.goals.goal import ClarifiedGoal
from core.goals.reading import Reading
from core.plans.plan import PLAN_CODEC, Plan
from core.precision import without_noise
from core.quality.batch import evaluation_to_json
from core.resolutions.resolution import RESOLUTION_CODEC
from core.runs.goal_state import StageName
from core.store.goals.read import GoalView
from core.store.runs.values import RunStatus
from core.store.traces.read import TraceRow

__all__ = ["PENDING", "StageName", "plan_json", "progress_to_json", "status_of", "to_json"]

Json = dict[str, Any]

PENDING = "pending"
"""The state of a stage that has not begun."""


def progress_to_json(
    view: GoalView, trace: TraceRow | None, reading: Reading | None = None
) -> Json:
    """Return the status of a goal and of its stages, and the result as far as it is committed."""
    begun = {stage.stage: stage.status.value for stage in view.stages}
    progress: Json = {
        "id": view.goal_id,
        "status": status_of(view),
        "stages": {stage.value: begun.get(stage.value, PENDING) for stage in StageName},
    }
    if view.error is not None:
        progress["error"] = f"{view.error} {view.error_advice or ''}".strip()
    return progress | to_json(view, trace, reading)


def status_of(view: GoalView) -> RunStatus:
    """Return the status of the goal's newest run; a goal without a run is queued."""
    return view.status or RunStatus.QUEUED


def to_json(view: GoalView, trace: TraceRow | None, reading: Reading | None = None) -> Json:
    """Return the complete result; parts that are not committed yet are None."""
    return {
        "goal": {"id": view.goal_id, "text": view.text} | _clarified(view.clarified),
        "reading": reading_json(reading) if reading is not None else None,
        "resolution": RESOLUTION_CODEC.dump(view.resolution) if view.resolution else None,
        "evaluation": evaluation_to_json(view.evaluation) if view.evaluation else None,
        "plan": plan_json(view.plan) if view.plan else None,
        "trace_id": view.trace_id,
        "totals": totals_json(trace),
        "written_by": {stage.stage: stage.model for stage in view.stages if stage.model},
    }


def reading_json(reading: Reading) -> Json:
    """Return what was understood, slot by slot."""
    return {name.value: SLOT_CODEC.dump(slot) for name, slot in reading.slots.items()}


def _clarified(goal: ClarifiedGoal | None) -> Json:
    dumped: Json = CLARIFIED_GOAL_CODEC.dump(goal) if goal is not None else {}
    return dumped


def plan_json(plan: Plan) -> Json:
    """Return the plan with the hours of each week."""
    dumped: Json = PLAN_CODEC.dump(plan)
    dumped["total_weeks"] = plan.total_weeks
    for week, row in zip(plan.weeks, dumped["weeks"], strict=True):
        row["hours"] = week.hours
    return dumped


def totals_json(trace: TraceRow | None) -> Json | None:
    """Return the totals of a trace; `cost_usd` is None if no price is known."""
    if trace is None:
        return None
    return {
        "duration_s": round(trace.duration_ms / 1000, 3) if trace.duration_ms is not None else None,
        "input_tokens": trace.input_tokens,
        "output_tokens": trace.output_tokens,
        "cost_usd": None if trace.cost_usd is None else without_noise(trace.cost_usd),
        "errors": trace.errors,
    }
