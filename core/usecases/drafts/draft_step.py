"""Do a step of a goal's run again with another model or prompt version, as a draft.

A draft is returned and stored nowhere: it has no trace, no goal, no score and no export, so neither
its person nor a quality figure ever sees it. Only its model calls are in the ledger, because they
are paid: without the words of their replies, and for the viewer who asked.
"""

import json
from dataclasses import dataclass, replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import is_id, new_id
from core.llm.providers.offline import OFFLINE
from core.llm.routing.fallback_chain import FallbackChain
from core.ports import Completion, LanguageModel, ModelCall, Tier
from core.runs.goal_run import GOAL, GOAL_REWRITE
from core.runs.goal_state import GoalRunState, StageName
from core.runs.kind import RunIdentity, TraceText
from core.runs.offline_models import offline_answers
from core.runs.stage import Stage, StageContext, StageResult
from core.runs.stages import STAGES
from core.store.runs import stages as stored
from core.store.runs.values import StageRow
from core.store.traces.read import find_trace
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id, span
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.runs.recorded_work import RecordedWork

__all__ = ["Draft", "DraftChoices", "StageName", "draft_step", "list_draft_choices"]

_BY_NAME: dict[str, Stage[GoalRunState]] = {stage.name: stage for stage in STAGES}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChoices:
    """What a step can be done again with."""

    stages: tuple[StageName, ...]
    models: tuple[str, ...]
    """Keys of the configured models, the offline coach last."""
    versions: dict[StageName, tuple[int, ...]]
    """Versions of each stage's prompt, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What came out, beside what the person has."""

    stage: StageName
    before: str
    """The value of the run, as JSON with a line for each value."""
    after: str
    model: str
    prompt: str | None
    cost_usd: float | None
    """Sum of the known costs; None if no cost is known."""
    cost_known: bool
    seconds: float


class _Uncached:
    """A model without its cache: what a draft replied must not answer a person's request."""

    def __init__(self, model: LanguageModel, words_of: str | None) -> None:
        self._model = model
        self._words_of = words_of
        self.name = model.name
        self.provider = model.provider

    def complete(self, call: ModelCall) -> Completion:
        return self._model.complete(replace(call, words_of=self._words_of))


@allow(Access.ADMIN)
def list_draft_choices(rein: Rein, *, viewer: Viewer, trace_id: str) -> DraftChoices | None:
    """Return the choices, or None for a trace that is no goal's run. Raises NotAllowed."""
    _, rows = _load(rein, trace_id)
    done = tuple(name for name in StageName if name in rows and rows[name].output is not None)
    if not done:
        return None
    versions = {
        name: tuple(sorted((v for n, v in rein.prompts.texts if n == name), reverse=True))
        for name in done
    }
    return DraftChoices(
        stages=done, models=(*sorted(rein.models.configured), OFFLINE), versions=versions
    )


@allow(
    Access.ADMIN, reads_texts=True, changes=AuditAction.STEP_TRIED, whose="trace_id", outside=True
)
def draft_step(
    rein: Rein, *, viewer: Viewer, trace_id: str, stage: StageName, model: str, version: int
) -> Draft:
    """Return what the step makes of the run's earlier results. A model's call is paid.

    Raises NotAllowed below admin, NotFound, Conflict if the run has no such step, and ModelError.
    """
    state, rows = _load(rein, trace_id)
    before = rows[stage].output if stage in rows else None
    if state is None or before is None:
        raise Conflict("This trace has no finished step of that name.")
    chosen = offline_answers(rein.coach) if model == OFFLINE else rein.models.configured.get(model)
    if chosen is None:
        raise NotFound("This model is not set up.", advice="Save its provider's key on Settings.")
    draft_id, began = new_id(), rein.clock.monotonic()
    model_of_draft = _Uncached(chosen, _owner_of(rein, trace_id))
    context = _context(rein, model_of_draft, draft_id, viewer, prompt=(stage, version))
    recorded = _recorded(draft_id, viewer, rein)
    try:
        result = _run(_BY_NAME[stage], _state_before(stage, state, rows), context, recorded)
    finally:
        with rein.database.begin() as work:
            work.calls.forget_words(run_id=draft_id)
    costs = [one.cost_usd for one in recorded.spans if one.cost_usd is not None]
    return Draft(
        stage=stage,
        before=_in_lines(before),
        after=_in_lines(_BY_NAME[stage].to_json(result.value)),
        model=result.author.model,
        prompt=result.author.prompt,
        cost_usd=sum(costs) if costs else None,
        cost_known=all(one.cost_known for one in recorded.spans),
        seconds=rein.clock.monotonic() - began,
    )


def _owner_of(rein: Rein, trace_id: str) -> str | None:
    """Return the person whose words the trace holds."""
    detail = find_trace(rein.database, trace_id)
    return None if detail is None else detail.row.user_id


def _load(rein: Rein, trace_id: str) -> tuple[GoalRunState | None, dict[str, StageRow]]:
    """Return the goal a trace's run began with and its stages; nothing if it is no goal's run."""
    detail = find_trace(rein.database, trace_id) if is_id(trace_id) else None
    if detail is None or detail.row.run_id is None:
        return None, {}
    with rein.database.read() as connection:
        work = UnitOfWork(connection)
        run = work.runs.get(detail.row.run_id)
        if run is None or run.kind not in {GOAL.name, GOAL_REWRITE.name}:
            return None, {}
        state = GOAL.load_state(work, run)
        return replace(state, rounds_left=0), stored.results(connection, run.id)


def _state_before(stage: StageName, state: GoalRunState, rows: dict[str, StageRow]) -> GoalRunState:
    """Return the state with the results of all stages that this one needs."""
    waiting = list(_BY_NAME[stage].needs)
    while waiting:
        needed = _BY_NAME[waiting.pop()]
        row = rows.get(needed.name)
        if row is not None and row.output is not None:
            state = needed.with_value(state, needed.from_json(row.output))
        waiting += needed.needs
    return state


def _context(
    rein: Rein, model: LanguageModel, draft_id: str, viewer: Viewer, *, prompt: tuple[str, int]
) -> StageContext:
    name, version = prompt
    return StageContext(
        models=FallbackChain((model,)),
        prompts=replace(rein.prompts, live=dict(rein.prompts.live) | {name: version}),
        coach=rein.coach,
        run_id=draft_id,
        call_deadline_s=rein.settings.call_deadline_s,
        user_id=viewer.id,
        tier=Tier.BASIC,
        noun="draft",
        resumed=False,
        bypass_cache=True,
    )


def _recorded(draft_id: str, viewer: Viewer, rein: Rein) -> RecordedWork:
    """Return the collector of the draft's spans, which are read here and never written."""
    return RecordedWork(
        RunIdentity(trace_id=draft_id, root_span_id=new_span_id(), user_id=viewer.id),
        trace_name="draft",
        text=TraceText(search_text="", input=""),
        started_at=rein.clock.now(),
    )


def _run(
    stage: Stage[GoalRunState], state: GoalRunState, context: StageContext, recorded: RecordedWork
) -> StageResult:
    with recorded.collect(), span(stage.span_name) as live:
        return stage.run(state, context, live)


def _in_lines(value: str) -> str:
    """Return a value with a line for each part, without ids, which are new in every draft."""
    return json.dumps(_without_ids(json.loads(value)), indent=1, ensure_ascii=False)


def _without_ids(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value
