"""Stage 1: clarify the person's words into a SMART goal with dates."""

from dataclasses import replace

from core import formats
from core.goals.codec import CLARIFIED_GOAL_CODEC
from core.goals.draft import GoalDraft
from core.goals.normalize import normalize_goal
from core.llm.providers.offline import OFFLINE
from core.offline.clarifying.answers import apply_answers
from core.plans.sense.mending import sensible_goal
from core.ports import Purpose
from core.runs.goal_reading import KINDS, ReadableDates, goal_rules, usual_values
from core.runs.goal_state import GoalRunState, StageName
from core.runs.model_calls import as_prompt_values, build_call, written_by
from core.runs.stage import Stage, StageContext, StageResult
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan


def run(state: GoalRunState, context: StageContext, live: LiveSpan) -> StageResult:
    """Ask a model for a draft, normalize it by rule, and let what the person set win."""
    request = apply_answers(state.request)
    live.set(keys.INPUT, request.text)
    rules = goal_rules(context.coach, state.request)
    prompt = context.prompts.render_live(
        "preprocess",
        {
            "today": request.today,
            "weekday": formats.weekday(request.today),
            "domains": context.coach.domains,
            "kinds": KINDS,
            "circumstances": as_prompt_values(request.circumstances),
            "usual": usual_values(request, rules),
            "goal": request.text,
        },
    )
    call = build_call(
        StageName.PREPROCESS,
        Purpose.PREPROCESS,
        prompt,
        GoalDraft,
        state=state,
        context=context,
        text=state.request.text,
    )
    answer = context.models.ask(call, GoalDraft, check=ReadableDates(rules))
    goal = normalize_goal(answer.value, request, rules)
    by_model = answer.author.provider != OFFLINE
    stated = context.coach.goal_context(state.request, goal, by_model=by_model)
    if stated.needs_plan_by_rule:
        goal = normalize_goal(context.coach.draft_goal(state.request), request, rules)
    goal = sensible_goal(goal, stated)
    goal = context.coach.correct_goal(state.request, goal)
    goal = replace(goal, replies=context.coach.reply_to_questions(state.request, goal))
    live.set(keys.OUTPUT, goal.statement)
    return StageResult(value=goal, author=written_by(answer.author, state.request))


PREPROCESS = Stage(
    name=StageName.PREPROCESS,
    span_name=names.PREPROCESSING_STAGE,
    needs=(),
    output_field="goal",
    codec=CLARIFIED_GOAL_CODEC,
    run=run,
)
