"""Builds the values of a prompt's data block, and the model call of a stage."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from core.goals.codec import CIRCUMSTANCES_CODEC, CLARIFIED_GOAL_CODEC
from core.goals.goal import Circumstances, ClarifiedGoal, GoalRequest, total_weeks
from core.goals.weeks import DAYS, days_of, minutes_cap, week_end, week_start
from core.llm.providers.offline import OFFLINE
from core.llm.routing.table import complexity_of
from core.ports import Author, ModelCall, Prompt, Purpose, Thinking
from core.runs.stage import StageContext

OUTPUT_TOKEN_LIMITS: Mapping[Purpose, int] = {
    Purpose.PREPROCESS: 6_144,
    Purpose.GENERATE: 6_144,
    Purpose.EVALUATE: 6_144,
    Purpose.COACH: 3_072,
    Purpose.COMPARE: 3_072,
}
"""Tokens a reply may take, thinking included, by purpose.

The offline coach's drafts take about 300, 750 and 650; a model that thinks at length takes
thousands more. A reply that is cut off is requested again with twice the limit, which is paid
twice; a higher limit reserves more of the budget."""
THINKING: Mapping[Purpose, Thinking] = {
    Purpose.PREPROCESS: Thinking.LOW,
    Purpose.GENERATE: Thinking.MEDIUM,
    Purpose.EVALUATE: Thinking.LOW,
    Purpose.PLAN: Thinking.MEDIUM,
    Purpose.COACH: Thinking.LOW,
    Purpose.COMPARE: Thinking.LOW,
}
"""Thinking counts into the output limit; without a bound, a long thought cuts the reply off."""
TEMPERATURES: Mapping[Purpose, float] = {Purpose.EVALUATE: 0.0, Purpose.COMPARE: 0.0}
"""A judge answers the same questions about the same text in the same way."""
OFFLINE_RESERVE_S = 5.0
"""Time reserved at the end of a run, so that the offline coach can finish it."""


def as_prompt_values(circumstances: Circumstances) -> dict[str, Any]:
    """Return what a person stated about themselves as plain values.

    A default is left out: a model would take "beginner" for the person's own word.
    """
    values: dict[str, Any] = CIRCUMSTANCES_CODEC.dump(circumstances, without_defaults=True)
    return {key: value for key, value in values.items() if value not in (None, [], "")}


def calendar_values(goal: ClarifiedGoal) -> list[dict[str, Any]]:
    """Return the weeks of a goal's plan: first and last day with their weekdays, and minutes."""
    return [_week_values(goal, number) for number in range(1, total_weeks(goal) + 1)]


def _week_values(goal: ClarifiedGoal, number: int) -> dict[str, Any]:
    first = week_start(goal.starts_on, number)
    last = week_end(goal.starts_on, number, ends_on=goal.deadline)
    days = len(days_of(goal.starts_on, number, ends_on=goal.deadline))
    return {
        "week": number,
        "first": f"{DAYS[first.weekday()]} {first.isoformat()}",
        "last": f"{DAYS[last.weekday()]} {last.isoformat()}",
        "minutes": minutes_cap(goal.hours_per_week, days),
    }


def goal_values(goal: ClarifiedGoal) -> dict[str, Any]:
    """Return the clarified goal as plain values; its replies are written already."""
    values: dict[str, Any] = CLARIFIED_GOAL_CODEC.dump(goal, without={"replies"})
    return values


def written_by(author: Author, request: GoalRequest) -> Author:
    """Return the author of a draft; the offline coach's names the settings it was written with."""
    if author.provider != OFFLINE or not request.usual.label:
        return author
    return replace(author, prompt=request.usual.label)


def build_call(
    stage: str,
    purpose: Purpose,
    prompt: Prompt,
    schema: type[BaseModel],
    *,
    state: object,
    context: StageContext,
    text: str,
    max_output_tokens: int | None = None,
) -> ModelCall:
    """Return the model call of a stage, with the usual output limit of its purpose by default.

    The state goes along for the offline coach, which reads values instead of text; `text` is what
    the person wrote, whose complexity decides which models are called.
    """
    return ModelCall(
        purpose=purpose,
        prompt=prompt,
        schema=schema,
        context=state,
        max_output_tokens=max_output_tokens or OUTPUT_TOKEN_LIMITS[purpose],
        thinking=THINKING.get(purpose),
        temperature=TEMPERATURES.get(purpose),
        deadline_s=context.call_deadline_s,
        time_left=lambda: context.time_left() - OFFLINE_RESERVE_S,
        run_id=context.run_id,
        stage=stage,
        first_model=context.first_models.get(purpose),
        tier=context.tier,
        complexity=complexity_of(text),
        user_id=context.user_id,
        goal_id=context.goal_id,
        resumed=context.resumed,
        bypass_cache=context.bypass_cache,
    )
