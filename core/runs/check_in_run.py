"""The run kind of a check-in: the coach answers it by rule, in the caller's thread.

The one stage asks the offline coach. A model may write the answer in its place: the stage has the
context of every model call, and the safe answers come from the coach before any other.
"""

from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal, GoalRequest
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.offline.check_ins.subject import CheckInSubject
from core.ports import Author
from core.progress.check_in import COACH_ANSWER_CODEC, CoachAnswer, Retrospective
from core.runs.kind import RunKind, TraceSummary, TraceText
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

ANSWER = "answer"
"""Name of the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInState:
    """A check-in, and its answer once it is written."""

    request: GoalRequest
    goal: ClarifiedGoal
    subject: CheckInSubject
    retrospective: Retrospective | None = None
    """Set in the final check-in of a goal."""
    answer: CoachAnswer | None = None


def _answer(state: CheckInState, context: StageContext, live: LiveSpan) -> StageResult:
    live.set(keys.INPUT, _input(state))
    if state.retrospective is None:
        answer = context.coach.answer_check_in(state.request, state.goal, state.subject)
    else:
        answer = context.coach.answer_retrospective(state.goal, state.subject, state.retrospective)
    live.set(keys.OUTPUT, answer.text)
    return StageResult(value=answer, author=Author(model=OfflineModel.name, provider=OFFLINE))


def _input(state: CheckInState) -> str:
    """Return what was reported, for the trace."""
    report, work = state.subject.report, state.subject.work
    named = {
        "done": f"{len(work.done)} of {len(work.planned)}",
        "number": report.value,
        "effort": report.effort,
        "energy": report.energy,
        "in the way": report.obstacle,
        "note": report.note,
    }
    if state.retrospective is not None:
        named["result"] = state.retrospective.attainment
        named["helped"] = state.retrospective.helped
        named["to keep"] = state.retrospective.to_keep
    return "\n".join(f"{name}: {value}" for name, value in named.items() if value not in {None, ""})


def _summarize(state: CheckInState, authors: Authors) -> TraceSummary:
    author = authors.get(ANSWER)
    return TraceSummary(
        writer_model=author.model if author is not None else "",
        output=state.answer.text if state.answer is not None else None,
    )


CHECK_IN: RunKind[CheckInState] = RunKind(
    name="check_in",
    noun="check-in",
    trace_name=names.CHECK_IN,
    stages=(
        Stage(
            name=ANSWER,
            span_name=names.ANSWERING_STAGE,
            needs=(),
            output_field="answer",
            codec=COACH_ANSWER_CODEC,
            run=_answer,
        ),
    ),
    trace_text=lambda state: TraceText(search_text=state.request.text, input=_input(state)),
    summarize=_summarize,
)
