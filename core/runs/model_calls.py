"""Values as they enter a prompt's data block, and the call every stage makes."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from core.goals.goal import Circumstances, ClarifiedGoal
from core.llm.routing.table import complexity_of
from core.ports import ModelCall, Prompt, Purpose
from core.resolutions.resolution import Resolution
from core.runs.stage import GoalRunState, StageContext, StageName

OUTPUT_TOKEN_LIMITS: Mapping[Purpose, int] = {
    Purpose.PREPROCESS: 6_144,
    Purpose.GENERATE: 6_144,
    Purpose.EVALUATE: 6_144,
}
"""Tokens a reply may take, thinking included. The offline coach's drafts take about 300, 750 and 650; a model that
thinks at length takes thousands more, and one that needs still more is asked again with twice the room, which is paid
twice. What is reserved from a budget grows with it."""
RESERVE_S = 5.0
"""Time at the end of a run that no model gets, so that the offline coach can finish what they left."""

_CIRCUMSTANCES = TypeAdapter(Circumstances)
_GOAL = TypeAdapter(ClarifiedGoal)
_RESOLUTION = TypeAdapter(Resolution)


def as_prompt_values(circumstances: Circumstances) -> dict[str, Any]:
    """Return what the person told about themselves; what they did not tell is left out."""
    values: dict[str, Any] = _CIRCUMSTANCES.dump_python(circumstances, mode="json")
    return {key: value for key, value in values.items() if value not in (None, [], "")}


def goal_values(goal: ClarifiedGoal) -> dict[str, Any]:
    """Return the clarified goal as plain values."""
    values: dict[str, Any] = _GOAL.dump_python(goal, mode="json")
    return values


def resolution_values(resolution: Resolution) -> dict[str, Any]:
    """Return the resolution as plain values."""
    values: dict[str, Any] = _RESOLUTION.dump_python(resolution, mode="json")
    return values


def build_call(
    stage: StageName,
    purpose: Purpose,
    prompt: Prompt,
    schema: type[BaseModel],
    *,
    known: GoalRunState,
    tools: StageContext,
    max_output_tokens: int | None = None,
) -> ModelCall:
    """Return the call of one stage; what the run knows goes along for a model that reads values instead of text.

    It has the room that is usual for its purpose where it is given no other.
    """
    return ModelCall(
        purpose=purpose,
        prompt=prompt,
        schema=schema,
        context=known,
        max_output_tokens=max_output_tokens or OUTPUT_TOKEN_LIMITS[purpose],
        deadline_s=tools.call_deadline_s,
        time_left=lambda: tools.time_left() - RESERVE_S,
        run_id=tools.run_id,
        stage=stage,
        tier=tools.tier,
        complexity=complexity_of(known.request.text),
        user_id=tools.user_id,
        goal_id=tools.goal_id,
        bypass_cache=tools.bypass_cache,
    )
