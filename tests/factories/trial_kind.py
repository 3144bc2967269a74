"""A run kind as a later issue would add it: one file, and one line in the tuple of kinds."""

import json
from dataclasses import dataclass, replace
from datetime import date

from core.accounts.user import LOCAL_USER
from core.bootstrap import Rein
from core.codec import Codec
from core.goals.draft import GoalDraft
from core.ids import new_id
from core.ports import Author, Purpose
from core.runs.kind import RunKind, TraceSummary, TraceText
from core.runs.kinds import RUN_KINDS
from core.runs.model_calls import build_call
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.store.accounts.values import Account
from core.store.runs.values import Priority, Run
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import LiveSpan
from core.usecases.runs.queue_run import queue_run

COUNTER = Author(model="counter", provider="code")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryState:
    """A text, how many words it has, and its summary by a model."""

    text: str
    words: int | None = None
    summary: str | None = None


def load(_work: UnitOfWork, run: Run) -> SummaryState:
    return SummaryState(text=json.loads(run.input or "{}")["text"])


def count(state: SummaryState, _context: StageContext, _live: LiveSpan) -> StageResult:
    return StageResult(value=len(state.text.split()), author=COUNTER)


def summarize(state: SummaryState, context: StageContext, _live: LiveSpan) -> StageResult:
    prompt = context.prompts.render(
        "preprocess",
        today=date(2026, 1, 5),
        weekday="Monday",
        domains=(),
        kinds={},
        circumstances={},
        usual={},
        goal=state.text,
    )
    call = build_call(
        "summarize",
        Purpose.PREPROCESS,
        prompt,
        GoalDraft,
        state=state,
        context=context,
        text=state.text,
    )
    answer = context.models.ask(call, GoalDraft)
    return StageResult(value=answer.value.statement, author=answer.author)


def trace_summary(state: SummaryState, authors: Authors) -> TraceSummary:
    writer = authors.get("summarize")
    return TraceSummary(writer_model=writer.model if writer else "", output=state.summary)


SUMMARY = RunKind(
    name="trial_summary",
    noun="summary",
    trace_name="trial_summary",
    stages=(
        Stage(
            name="count",
            span_name="count_stage",
            needs=(),
            output_field="words",
            codec=Codec(int),
            run=count,
        ),
        Stage(
            name="summarize",
            span_name="summary_stage",
            needs=("count",),
            output_field="summary",
            codec=Codec(str),
            run=summarize,
        ),
    ),
    trace_text=lambda state: TraceText(search_text=state.text, input=state.text),
    summarize=trace_summary,
    load=load,
    priority=Priority.BATCH,
)


def with_trial_kind(rein: Rein, kind: RunKind[SummaryState] = SUMMARY) -> Rein:
    """Return Rein with the kind in its tuple."""
    return replace(rein, run_kinds=(*RUN_KINDS, kind))


def queue_summary(
    rein: Rein, text: str = "Run 5 km by May", *, kind: RunKind[SummaryState] = SUMMARY
) -> Run:
    with rein.database.begin() as work:
        work.accounts.ensure(
            Account(user=LOCAL_USER, tier=rein.settings.tier, created_at=rein.clock.now())
        )
        return queue_run(
            work,
            kind,
            user_id=LOCAL_USER.id,
            key=new_id(),
            now=rein.clock.now(),
            input_=json.dumps({"text": text}),
        )
