"""The run kind of a pair: a judge compares what two variants wrote for one item, in both orders.

Each order is a stage with one call, so that a paid answer is never asked for again. The reasons
may name what the texts say, and go with the goal that the item came from.
"""

from dataclasses import dataclass, field, replace
from functools import partial

from core.experiments.pairwise import (
    PREFERENCE_CODEC,
    Couple,
    Order,
    Preference,
    PreferenceDraft,
    Side,
    compare_prompt,
    read_preference,
)
from core.experiments.variant import Variant
from core.goals.goal import GoalRequest
from core.llm.providers.offline import OFFLINE
from core.llm.routing.model_client import RoutedClient
from core.ports import Author, Purpose
from core.quality.subject import Subject
from core.runs.cases.budget import DELETED, has_room, refusal, require_allowed
from core.runs.cases.case_run import CASE_STATUS
from core.runs.cases.models import CaseModels, Chosen
from core.runs.goal_state import GoalRunState
from core.runs.judged_subject import subject_of
from core.runs.kind import (
    EndedRun,
    FinishedStage,
    RunIdentity,
    RunKind,
    TraceSummary,
    TraceText,
)
from core.runs.model_calls import build_call
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.runs.stages import STAGES
from core.store.evaluation_runs.pair_read import LoadedPair, load_pair
from core.store.evaluation_runs.pairs import PairStore
from core.store.evaluation_runs.values import EndedCase
from core.store.runs import stages as stored
from core.store.runs.newest import EVALUATION_PAIR
from core.store.runs.values import Priority, Run
from core.store.unit_of_work import UnitOfWork
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

SAME = "Both texts are the same."


@dataclass(frozen=True, slots=True, kw_only=True)
class PairState:
    """Two results for one goal, and which one the judge preferred."""

    request: GoalRequest
    sides: tuple[GoalRunState, ...] = ()
    """That of the first variant first."""
    judge: str = ""
    versions: dict[str, int] = field(default_factory=dict)
    """The versions of the prompts when the evaluation run was started."""
    person_id: str | None = None
    refused: str = ""
    baseline_first: Preference | None = None
    variant_first: Preference | None = None


def load(work: UnitOfWork, run: Run) -> PairState:
    """Return both results. A deleted item or a spent budget ends the pair in its first step."""
    found = load_pair(work.connection, run.id)
    if found is None:
        return PairState(
            request=GoalRequest(text="", today=run.submitted_at.date()), refused=DELETED
        )
    whole = found.evaluation_run
    request = found.item.input.request(today=whole.created_at.date())
    return PairState(
        request=request,
        sides=_sides(work, found, request),
        judge=whole.judge,
        versions=dict(whole.variants[0].versions),
        person_id=found.person_id,
        refused=refusal(work, whole, whole.forecast.usd_per_pair),
    )


def may_start(work: UnitOfWork, run: Run) -> bool:
    """Return whether the budget has room for a pair beside what is under way."""
    found = load_pair(work.connection, run.id)
    if found is None:
        return True
    whole = found.evaluation_run
    return has_room(work, whole, whole.forecast.usd_per_pair)


def _sides(work: UnitOfWork, found: LoadedPair, request: GoalRequest) -> tuple[GoalRunState, ...]:
    return tuple(_written(work, run_id, request) for run_id in found.case_runs)


def _written(work: UnitOfWork, run_id: str, request: GoalRequest) -> GoalRunState:
    rows, state = stored.results(work.connection, run_id), GoalRunState(request=request)
    for stage in STAGES:
        row = rows.get(stage.name)
        if row is not None and row.output is not None:
            state = stage.with_value(state, stage.from_json(row.output))
    return state


def prepare(state: PairState, context: StageContext, models: RoutedClient) -> StageContext:
    """Return the context with the judge alone, and with the prompts of the start of the run."""
    judge = Variant(label="", versions={}, model=state.judge)
    chosen = Chosen(variant=judge, judge=state.judge, person_id=state.person_id)
    known = {name: v for name, v in state.versions.items() if (name, v) in context.prompts.texts}
    return replace(
        context,
        models=CaseModels(models, context.coach, chosen),
        prompts=replace(context.prompts, live={**context.prompts.live, **known}),
    )


def compare(
    state: PairState, context: StageContext, live: LiveSpan, *, order: Order
) -> StageResult:
    """Ask the judge which of the two texts is better, in one order."""
    require_allowed(state.refused)
    subjects = [subject_of(side, coach=context.coach) for side in state.sides]
    live.set(keys.INPUT, f"{order.value.replace('_', ' ')}: {state.request.text}")
    couple = _couple(*subjects)
    if couple.baseline == couple.variant:  # nothing to pay a call for
        live.set(keys.OUTPUT, SAME)
        author = Author(model=OFFLINE, provider=OFFLINE)
        return StageResult(value=Preference(side=Side.NEITHER, reason=SAME), author=author)
    call = build_call(
        order.value,
        Purpose.COMPARE,
        compare_prompt(couple, order, prompts=context.prompts),
        PreferenceDraft,
        state=state,
        context=context,
        text=state.request.text,
    )
    answer = context.models.ask(call, PreferenceDraft)
    preference = read_preference(answer.value, couple, order)
    live.set(keys.OUTPUT, f"{preference.side.value}: {preference.reason}")
    return StageResult(value=preference, author=answer.author)


def _couple(baseline: Subject, variant: Subject) -> Couple:
    return Couple(words=baseline.asked, baseline=baseline.answer, variant=variant.answer)


def save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    """Write what the judge preferred in one order."""
    preference = finished.result.value
    if isinstance(preference, Preference) and identity.run_id is not None:
        PairStore(work.connection).save(identity.run_id, Order(finished.name), preference)


def end(work: UnitOfWork, identity: RunIdentity, ended: EndedRun) -> None:
    """Write how the pair has ended."""
    if identity.run_id is not None:
        PairStore(work.connection).end(
            EndedCase(
                run_id=identity.run_id,
                status=CASE_STATUS[ended.status],
                error=ended.error,
                duration_us=None,
                at=ended.at,
            )
        )


def _summarize(_state: PairState, authors: Authors) -> TraceSummary:
    judge = authors.get(Order.BASELINE_FIRST.value)
    return TraceSummary(judge_model=judge.model if judge is not None else "")


def _trace_text(state: PairState) -> TraceText:
    return TraceText(search_text=state.request.text, input=state.request.text)


def _stage(order: Order) -> Stage[PairState]:
    return Stage(
        name=order.value,
        span_name=names.COMPARISON_STAGE,
        needs=(),
        output_field=order.value,
        codec=PREFERENCE_CODEC,
        run=partial(compare, order=order),
    )


PAIR: RunKind[PairState] = RunKind(
    name=EVALUATION_PAIR,
    noun="pair",
    trace_name=names.EVALUATION_PAIR,
    stages=tuple(map(_stage, Order)),
    trace_text=_trace_text,
    summarize=_summarize,
    save=save,
    end=end,
    load=load,
    may_start=may_start,
    prepare=prepare,
    priority=Priority.BATCH,
    bypass_cache=True,
)
