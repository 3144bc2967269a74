"""The run kind of a question to the coach: safety rules first, then a model or the rules."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from core.accounts.time_zones import find_time_zone
from core.chat.check import check_reply, require_consistent
from core.chat.evaluation import score_answer
from core.chat.partial_answers import answer_so_far, showable
from core.chat.reply import COACH_REPLY_CODEC, CoachReply, CoachReplyDraft
from core.chat.situation import Situation
from core.errors import NotFound
from core.llm.routing.fallback_chain import NO_MODEL_CONFIGURED
from core.offline.chat.answer import answer
from core.offline.chat.asked import Asked
from core.offline.chat.editing.revisable import with_possible_edits
from core.offline.chat.safe_answer import safe_answer
from core.ports import Author, Purpose
from core.runs.coaching_prompt import MOST_MESSAGES, prompt_values
from core.runs.coaching_state import ANSWER, CoachingState
from core.runs.kind import FinishedStage, RunIdentity, RunKind, TraceSummary, TraceText
from core.runs.model_calls import build_call
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.store.chat.values import NewReply
from core.store.plans.task_states import find_task_states
from core.store.runs.newest import CONVERSATION
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

SAFETY_RULES = Author(model="safety-rules", provider="code")
"""The author of an answer that holds before any model."""


def load(work: UnitOfWork, run: Run) -> CoachingState:
    """Return a question with the plan as it is now. Raises NotFound if either was deleted."""
    given = json.loads(run.input or "{}")
    goal = work.goals.find(run.goal_id) if run.goal_id is not None else None
    plan = work.plans.find_current(run.goal_id) if run.goal_id is not None else None
    asked = work.chat.find_message(str(given.get("message_id", "")))
    if goal is None or goal.clarified is None or plan is None or asked is None:
        raise NotFound("The goal, its plan or the question was deleted.")
    newest, today = work.runs.find_latest(goal.id), date.fromisoformat(given["today"])
    situation = Situation(
        question=asked.text,
        today=today,
        request=goal.request(
            work.clarifications.list_answers(newest.id) if newest is not None else ()
        ),
        goal=goal.clarified,
        plan=plan,
        states=find_task_states(work.connection, goal.id),
        messages=work.chat.list_before(asked, limit=MOST_MESSAGES),
        memories=work.chat.list_memories(goal.id),
        check_ins=work.check_ins.list_last(goal.id),
        time_zone=find_time_zone(given.get("time_zone")),
        goal_id=goal.id,
        paused=work.revisions.find_pause(goal.id, on=today) is not None,
    )
    return CoachingState(situation=situation, message_id=asked.id)


def run(state: CoachingState, context: StageContext, live: LiveSpan) -> StageResult:
    """Answer a question; what the rules of safety answer is shown to no model."""
    live.set(keys.INPUT, state.situation.question)
    asked = context.coach.understand(state.situation)
    safe = safe_answer(state.situation, asked.found, asked.near, kind=asked.kind)
    if safe is not None:
        draft, author = safe, SAFETY_RULES
    else:
        draft, author = _ask(asked, context)
    reply = with_possible_edits(check_reply(draft, state.situation, asked.known), asked)
    scores = score_answer(reply, state.situation) if safe is None else ()
    for score in scores:
        if score.score is not None:
            live.set(keys.score(score.dimension), score.score)
    live.set(keys.OUTPUT, reply.text)
    return StageResult(value=replace(reply, scores=scores), author=author)


def _ask(asked: Asked, context: StageContext) -> tuple[CoachReplyDraft, Author]:
    """Ask a model for a reply that says nothing against the plan; the rules answer last."""
    prompt = context.prompts.render_live("coach", prompt_values(asked))
    call = build_call(
        ANSWER,
        Purpose.COACH,
        prompt,
        CoachReplyDraft,
        state=asked,
        context=context,
        text=asked.question,
    )

    def consistent(draft: CoachReplyDraft) -> None:
        if draft != answer(asked):  # the rules take every word from the plan and its playbook
            require_consistent(draft, asked.situation)

    if context.show_partial is not None:
        call = replace(call, stream_to=_ShownWhileWritten(asked.situation, context.show_partial))
    found = context.models.ask(call, CoachReplyDraft, check=consistent)
    return found.value, found.author


class _ShownWhileWritten:
    """Implements core.ports.TextSink: shows what of a draft may be shown."""

    def __init__(self, situation: Situation, show: Callable[[str], None]) -> None:
        self._situation, self._show = situation, show
        self._draft = ""

    def add(self, text: str) -> None:
        self._draft += text
        self._show(showable(answer_so_far(self._draft), self._situation))

    def restart(self) -> None:
        self._draft = ""
        self._show("")


def save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    """Write the reply into the conversation, and the facts to remember."""
    reply = finished.result.value
    if not isinstance(reply, CoachReply):
        raise TypeError(f"Answering gave a {type(reply).__name__}.")
    if identity.goal_id is None:
        raise NotFound("The goal of this conversation was deleted.")
    if identity.run_id is None or work.chat.find_question(identity.run_id) is None:
        return  # the conversation was cleared meanwhile
    author = finished.result.author
    reason = author.fallback_reason or ""
    new = NewReply(
        goal_id=identity.goal_id,
        user_id=identity.user_id,
        run_id=identity.run_id,
        trace_id=identity.trace_id,
        reply=reply,
        author=author.model,
        because="" if reason == NO_MODEL_CONFIGURED else reason,
        created_at=finished.at,
    )
    work.chat.add_reply(new)


def summarize(state: CoachingState, authors: Authors) -> TraceSummary:
    """Return who answered, with which prompt, and the answer."""
    writer = authors.get(ANSWER)
    return TraceSummary(
        writer_model=writer.model if writer else "",
        prompt_version=(writer.prompt or "") if writer else "",
        output=state.reply.text if state.reply is not None else None,
    )


def _trace_text(state: CoachingState) -> TraceText:
    return TraceText(search_text=state.situation.question, input=state.situation.question)


COACHING: RunKind[CoachingState] = RunKind(
    name=CONVERSATION,
    noun="answer",
    trace_name=names.COACHING_SESSION,
    stages=(
        Stage(
            name=ANSWER,
            span_name=names.COACHING_STAGE,
            needs=(),
            output_field="reply",
            codec=COACH_REPLY_CODEC,
            run=run,
        ),
    ),
    trace_text=_trace_text,
    summarize=summarize,
    save=save,
    load=load,
)
