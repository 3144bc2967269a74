"""Stage 1: from the person's words to a clarified SMART goal with dates."""

from pydantic import TypeAdapter

from core.goals.draft import GoalDraft
from core.goals.goal import ClarifiedGoal
from core.goals.normalize import normalize_goal
from core.offline.clarifying.answers import apply_answers
from core.ports import Purpose
from core.runs.model_calls import call_for, told
from core.runs.needs_answers import NeedsAnswers
from core.runs.stage import Known, Outcome, Stage, StageName, Tools
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan


def run(known: Known, tools: Tools, live: LiveSpan) -> Outcome:
    """Ask the person what is missing, then ask for a GoalDraft and settle it by rule."""
    _ask_the_person(known, tools)
    request = apply_answers(known.request)
    live.set(keys.INPUT, request.text)
    prompt = tools.shelf.render(
        "preprocess",
        today=request.today,
        domains=tools.coach.domains,
        circumstances=told(request.circumstances),
        goal=request.text,
    )
    call = call_for(
        StageName.PREPROCESS, Purpose.PREPROCESS, prompt, GoalDraft, known=known, tools=tools
    )
    answer = tools.models.ask(call, GoalDraft)
    goal = normalize_goal(answer.value, request)
    live.set(keys.OUTPUT, goal.statement)
    return Outcome(value=goal, author=answer.author)


def _ask_the_person(known: Known, tools: Tools) -> None:
    """Raise NeedsAnswers where an answer would change the plan, somebody is there to give it, and may be asked."""
    if known.rounds_left == 0:
        return
    if questions := tools.coach.next_questions(known.request):
        raise NeedsAnswers(questions)


PREPROCESS = Stage(
    name=StageName.PREPROCESS,
    span_name=names.PREPROCESSING_STAGE,
    needs=(),
    fills="goal",
    values=TypeAdapter(ClarifiedGoal),
    run=run,
)
