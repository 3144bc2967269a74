"""Stage 2: write a resolution for the clarified goal."""

from core.goals.clarification import NeedsAnswers
from core.goals.goal import total_weeks
from core.llm.providers.offline import OFFLINE
from core.offline.clarifying.answers import apply_answers
from core.offline.clarifying.questions import CARD
from core.ports import Purpose
from core.resolutions.draft import ResolutionDraft
from core.resolutions.edit import with_own_title
from core.resolutions.normalize import normalize_resolution
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


def run(state: GoalRunState, context: StageContext, live: LiveSpan) -> StageResult:
    """Show the person what was understood, once; then ask a model for a draft and normalize it."""
    _show_card(state, context)
    goal, request = state.require_goal(), apply_answers(state.request)
    live.set(keys.INPUT, goal.statement)
    prompt = context.prompts.render_live(
        "generate",
        {
            "total_weeks": total_weeks(goal),
            "last_week": calendar_values(goal)[-1],
            "circumstances": as_prompt_values(request.circumstances),
            "goal": goal_values(goal),
            "words": request.text,
        },
    )
    call = build_call(
        StageName.GENERATE,
        Purpose.GENERATE,
        prompt,
        ResolutionDraft,
        state=state,
        context=context,
        text=state.request.text,
    )
    answer = context.models.ask(call, ResolutionDraft)
    resolution = with_own_title(
        normalize_resolution(answer.value, goal),
        state.own_title,
        target=goal.target,
        named=context.coach.number_named(state.own_title, goal.target, today=state.request.today),
    )
    live.set(keys.OUTPUT, resolution.title)
    return StageResult(value=resolution, author=written_by(answer.author, state.request))


def _show_card(state: GoalRunState, context: StageContext) -> None:
    """Raise NeedsAnswers with the card and its questions, if the person has not seen it yet."""
    if state.rounds_left == 0:
        return
    reader = context.author_of(StageName.PREPROCESS)
    card = context.coach.read_card(
        state.request,
        state.require_goal(),
        by_model=reader is not None and reader.provider != OFFLINE,
    )
    raise NeedsAnswers((CARD, *card.questions))


GENERATE = Stage(
    name=StageName.GENERATE,
    span_name=names.GENERATION_STAGE,
    needs=(StageName.PREPROCESS,),
    output_field="resolution",
    codec=RESOLUTION_CODEC,
    run=run,
)
