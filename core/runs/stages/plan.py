"""Stage 3: plan the resolution week by week; the plan compiler corrects every draft."""

import logging
from dataclasses import replace

from core.goals.goal import total_weeks
from core.llm.providers.offline import OFFLINE
from core.offline.clarifying.answers import apply_answers
from core.plans.care import put_care_first
from core.plans.compiler import compile_plan, violated_invariants
from core.plans.draft import PlanDraft
from core.plans.plan import PLAN_CODEC, Plan, Repair
from core.plans.sense.mending import sensible_plan
from core.ports import Purpose
from core.resolutions.resolution import RESOLUTION_CODEC
from core.runs.goal_state import GoalRunState, StageName
from core.runs.model_calls import (
    as_prompt_values,
    build_call,
    calendar_values,
    goal_values,
    written_by,
)
from core.runs.stage import Stage, StageContext, StageResult
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

_log = logging.getLogger(__name__)

TOKENS_PER_WEEK = 450
"""A week of four tasks with its if-then takes about 350 tokens of JSON; the rest is a margin."""

BASE_TOKENS = 4_096
WEEKS_PER_DEADLINE = 24
"""Weeks for which a plan may take the usual time once more: a year is 14,000 tokens of JSON."""


def run(state: GoalRunState, context: StageContext, live: LiveSpan) -> StageResult:
    """Ask a model for a draft of the plan and compile it."""
    goal, resolution = state.require_goal(), state.require_resolution()
    weeks = total_weeks(goal)
    live.set(keys.INPUT, resolution.title)
    request = apply_answers(state.request)
    prompt = context.prompts.render_live(
        "plan",
        {
            "starts_on": goal.starts_on,
            "total_weeks": weeks,
            "hours_per_week": goal.hours_per_week,
            "circumstances": as_prompt_values(request.circumstances),
            "goal": goal_values(goal),
            "resolution": RESOLUTION_CODEC.dump(resolution),
            "weeks": calendar_values(goal),
            "words": request.text,
        },
    )
    call = build_call(
        StageName.PLAN,
        Purpose.PLAN,
        prompt,
        PlanDraft,
        state=state,
        context=context,
        text=state.request.text,
        max_output_tokens=BASE_TOKENS + weeks * TOKENS_PER_WEEK,
    )
    call = replace(call, deadline_s=call.deadline_s * (1 + weeks / WEEKS_PER_DEADLINE))
    answer = context.models.ask(call, PlanDraft)
    by_model = answer.author.provider != OFFLINE
    plan = _sensible(answer.value, state, context, by_model=by_model)
    live.set(
        keys.OUTPUT,
        f"{plan.total_weeks} weeks, {len(plan.milestones)} milestones, {len(plan.repairs)} repairs",
    )
    _report_violations(plan, live)
    return StageResult(value=plan, author=written_by(answer.author, state.request))


def _sensible(
    draft: PlanDraft, state: GoalRunState, context: StageContext, *, by_model: bool
) -> Plan:
    """Return the plan mended by the laws of sense, or the plan by rule if that is the safe one."""
    goal, resolution = state.require_goal(), state.require_resolution()
    stated = context.coach.goal_context(state.request, goal, by_model=by_model)
    plan = compile_plan(put_care_first(draft, stated.care, goal), goal)
    mended = None if stated.needs_plan_by_rule else sensible_plan(plan, goal, stated)
    if mended is not None:
        return mended
    by_rule = compile_plan(context.coach.draft_plan(state.request, goal, resolution), goal)
    note = Repair(
        rule="sense.replaced",
        week=None,
        text="The drafted plan did not fit this goal, so this is the plan by rule for its kind.",
    )
    return replace(
        sensible_plan(by_rule, goal, stated) or by_rule, repairs=(note, *by_rule.repairs)
    )


def _report_violations(plan: Plan, live: LiveSpan) -> None:
    violated = violated_invariants(plan)
    if violated:
        live.set(keys.PLAN_VIOLATIONS, ", ".join(violated))
        _log.warning("plan_invariants_violated", extra={"fields": {"invariants": violated}})


PLAN = Stage(
    name=StageName.PLAN,
    span_name=names.PLANNING_STAGE,
    needs=(StageName.GENERATE,),
    output_field="plan",
    codec=PLAN_CODEC,
    run=run,
)
