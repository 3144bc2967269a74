"""Stage 3b: from the resolution to a dated plan. Whoever drafts it, the plan compiler has the last word."""

from pydantic import TypeAdapter

from core.goals.goal import total_weeks
from core.offline.clarifying.answers import apply_answers
from core.plans.compiler import compile_plan
from core.plans.draft import PlanDraft
from core.plans.plan import Plan
from core.ports import Purpose
from core.runs.model_calls import call_for, goal_values, resolution_values, told
from core.runs.stage import Known, Outcome, Stage, StageName, Tools
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

TOKENS_PER_WEEK = 450
"""A week of four tasks with its if-then takes about 350 tokens of JSON; the rest is room."""

TOKENS_BESIDES = 4_096


def run(known: Known, tools: Tools, live: LiveSpan) -> Outcome:
    """Ask for a PlanDraft and compile it."""
    goal, resolution = known.settled_goal(), known.settled_resolution()
    weeks = total_weeks(goal)
    live.set(keys.INPUT, resolution.title)
    prompt = tools.shelf.render(
        "plan",
        starts_on=goal.starts_on,
        total_weeks=weeks,
        hours_per_week=goal.hours_per_week,
        circumstances=told(apply_answers(known.request).circumstances),
        goal=goal_values(goal),
        resolution=resolution_values(resolution),
    )
    call = call_for(
        StageName.PLAN,
        Purpose.PLAN,
        prompt,
        PlanDraft,
        known=known,
        tools=tools,
        max_output_tokens=TOKENS_BESIDES + weeks * TOKENS_PER_WEEK,
    )
    answer = tools.models.ask(call, PlanDraft)
    plan = compile_plan(answer.value, goal)
    live.set(
        keys.OUTPUT,
        f"{plan.total_weeks} weeks, {len(plan.milestones)} milestones, {len(plan.repairs)} repairs",
    )
    return Outcome(value=plan, author=answer.author)


PLAN = Stage(
    name=StageName.PLAN,
    span_name=names.PLANNING_STAGE,
    needs=(StageName.GENERATE,),
    fills="plan",
    values=TypeAdapter(Plan),
    run=run,
)
