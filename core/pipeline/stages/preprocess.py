"""Stage 1: from the person's words to a clarified SMART goal with dates."""

from pydantic import TypeAdapter

from core.coaching.drafts import GoalDraft
from core.coaching.goal import ClarifiedGoal
from core.coaching.settle import settle_goal
from core.offline.playbook import load_playbooks
from core.pipeline.asking import call_for, told
from core.pipeline.stage import Known, Outcome, Stage, StageName, Tools
from core.ports import Purpose
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan


def run(known: Known, tools: Tools, live: LiveSpan) -> Outcome:
    """Ask for a GoalDraft and settle it by rule."""
    request = known.request
    live.set(keys.INPUT, request.text)
    prompt = tools.shelf.render(
        "preprocess",
        today=request.today,
        domains=tuple(load_playbooks()),
        circumstances=told(request.circumstances),
        goal=request.text,
    )
    call = call_for(StageName.PREPROCESS, Purpose.PREPROCESS, prompt, GoalDraft, known=known, tools=tools)
    answer = tools.models.ask(call, GoalDraft)
    goal = settle_goal(answer.value, request)
    live.set(keys.OUTPUT, goal.statement)
    return Outcome(value=goal, author=answer.author)


PREPROCESS = Stage(
    name=StageName.PREPROCESS,
    span_name=names.PREPROCESSING_STAGE,
    needs=(),
    fills="goal",
    values=TypeAdapter(ClarifiedGoal),
    run=run,
)
