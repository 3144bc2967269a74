"""Stage 1: from the person's words to a clarified SMART goal with dates."""

from pydantic import TypeAdapter

from core.goals.clarification import NeedsAnswers
from core.goals.draft import GoalDraft
from core.goals.goal import ClarifiedGoal
from core.goals.normalize import normalize_goal
from core.offline.playbooks.playbook import load_playbooks
from core.offline.reading.answers import apply_answers
from core.offline.reading.goal_parser import parse_goal
from core.offline.reading.questions import next_questions
from core.ports import Purpose
from core.runs.model_calls import as_prompt_values, build_call
from core.runs.stage import GoalRunState, Stage, StageContext, StageName, StageResult
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan


def run(known: GoalRunState, tools: StageContext, live: LiveSpan) -> StageResult:
    """Ask the person what is missing, then ask for a GoalDraft and settle it by rule."""
    _ask_the_person(known)
    request = apply_answers(known.request)
    live.set(keys.INPUT, request.text)
    prompt = tools.shelf.render(
        "preprocess",
        today=request.today,
        domains=tuple(load_playbooks()),
        circumstances=as_prompt_values(request.circumstances),
        goal=request.text,
    )
    call = build_call(
        StageName.PREPROCESS, Purpose.PREPROCESS, prompt, GoalDraft, known=known, tools=tools
    )
    answer = tools.models.ask(call, GoalDraft)
    goal = normalize_goal(answer.value, request)
    live.set(keys.OUTPUT, goal.statement)
    return StageResult(value=goal, author=answer.author)


def _ask_the_person(known: GoalRunState) -> None:
    """Raise NeedsAnswers where an answer would change the plan, somebody is there to give it, and may be asked."""
    if known.rounds_left == 0:
        return
    request = known.request
    facts = parse_goal(request.text, today=request.today)
    if questions := next_questions(facts, request.circumstances, request.answers):
        raise NeedsAnswers(questions)


PREPROCESS = Stage(
    name=StageName.PREPROCESS,
    span_name=names.PREPROCESSING_STAGE,
    needs=(),
    output_field="goal",
    adapter=TypeAdapter(ClarifiedGoal),
    run=run,
)
