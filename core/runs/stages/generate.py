"""Stage 2: from the clarified goal to a resolution."""

from pydantic import TypeAdapter

from core.goals.goal import total_weeks
from core.offline.clarifying.answers import apply_answers
from core.ports import Purpose
from core.resolutions.draft import ResolutionDraft
from core.resolutions.normalize import normalize_resolution
from core.resolutions.resolution import Resolution
from core.runs.model_calls import call_for, goal_values, told
from core.runs.stage import Known, Outcome, Stage, StageName, Tools
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan


def run(known: Known, tools: Tools, live: LiveSpan) -> Outcome:
    """Ask for a ResolutionDraft and settle it by rule."""
    goal, request = known.settled_goal(), apply_answers(known.request)
    live.set(keys.INPUT, goal.statement)
    prompt = tools.shelf.render(
        "generate",
        total_weeks=total_weeks(goal),
        circumstances=told(request.circumstances),
        goal=goal_values(goal),
        words=request.text,
    )
    call = call_for(
        StageName.GENERATE, Purpose.GENERATE, prompt, ResolutionDraft, known=known, tools=tools
    )
    answer = tools.models.ask(call, ResolutionDraft)
    resolution = normalize_resolution(answer.value, goal)
    live.set(keys.OUTPUT, resolution.title)
    return Outcome(value=resolution, author=answer.author)


GENERATE = Stage(
    name=StageName.GENERATE,
    span_name=names.GENERATION_STAGE,
    needs=(StageName.PREPROCESS,),
    fills="resolution",
    values=TypeAdapter(Resolution),
    run=run,
)
