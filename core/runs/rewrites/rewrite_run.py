"""The run kind of a rewrite: a model proposes the next version of a prompt, and it is a draft.

What the model is shown is read once, before the run is queued, so that a worker that goes on with
it asks the same. It is removed with the end of the run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.codec import Codec
from core.errors import InvalidInput, NotFound
from core.experiments.rewrite import (
    PROMPT,
    RewriteDraft,
    Weaknesses,
    quotes_people,
    rewrite_values,
)
from core.llm.routing.model_client import RoutedClient
from core.ports import ModelCall, Purpose, Tier
from core.prompts.library import PromptText, parse
from core.runs.kind import (
    EndedRun,
    FinishedStage,
    RunIdentity,
    RunKind,
    TraceSummary,
    TraceText,
)
from core.runs.model_calls import build_call
from core.runs.rewrites.draft import MAX_REASON_CHARACTERS, Draft, read_draft
from core.runs.rewrites.one_model import OneModel
from core.runs.rewrites.version_checks import Known, checks_of, fields_of_reply
from core.runs.stage import Authors, Stage, StageContext, StageResult
from core.store.audit.values import AuditAction, AuditEntry
from core.store.evaluation_runs.usage import RECENT, Needed, mean_tokens
from core.store.prompts.drafts import add_draft_text
from core.store.prompts.texts import next_version
from core.store.runs.inputs import forget_input
from core.store.runs.values import Run
from core.store.trials.open_trials import lock_prompt
from core.store.unit_of_work import UnitOfWork
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan

WRITE = "write"
MAX_OUTPUT_TOKENS = 12_288
"""A text of the longest prompt, with a thought before it."""
DEADLINE_S = 180.0
_NO_VERSION = 1_000_000
"""Added to a version, it is a number that no text has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteInput:
    """What a rewrite was asked for, and what went wrong until then."""

    name: str
    version: int
    """The live version, which is rewritten."""
    model: str
    """Key of the model that writes."""
    tier: Tier
    found: Weaknesses

    @property
    def label(self) -> str:
        return f"{self.name}@v{self.version}"


INPUT_CODEC: Codec[RewriteInput] = Codec(RewriteInput)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A text that has passed the checks, before it has a number."""

    name: str
    based_on: int
    content: str
    diagnosis: str
    """What the model found to be the cause."""
    model: str


WRITTEN_CODEC: Codec[Rewritten] = Codec(Rewritten)


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteState:
    """What is rewritten, and then the text."""

    asked: RewriteInput
    measured: Mapping[tuple[Purpose, str], Needed]
    at: datetime
    """When it was asked for, at whose prices its cost is forecast."""
    written: Rewritten | None = None


def load(work: UnitOfWork, run: Run) -> RewriteState:
    """Return what the run was asked for. Raises NotFound once it has ended."""
    if run.input is None:
        raise NotFound("What this rewrite started from is not there any more.")
    at = run.submitted_at
    return RewriteState(
        asked=INPUT_CODEC.load_text(run.input),
        measured=mean_tokens(work.connection, since=at - RECENT),
        at=at,
    )


def prepare(state: RewriteState, context: StageContext, models: RoutedClient) -> StageContext:
    """Return the context with the chosen model alone."""
    return replace(context, models=OneModel(models, state.asked.model))


def write(state: RewriteState, context: StageContext, live: LiveSpan) -> StageResult:
    """Ask for a text that passes every check, once or after what failed was shown once."""
    asked, client = state.asked, context.models
    if not isinstance(client, OneModel):
        raise TypeError("A rewrite has one model.")
    text = context.prompts.find(asked.name, asked.version)
    known = Known(
        prompts=context.prompts,
        models=client.routed,
        measured=state.measured,
        tier=asked.tier,
        at=state.at,
    )

    def usable(draft: RewriteDraft) -> None:
        _require_usable(draft, text, asked.found, known)

    live.set(keys.INPUT, asked.label)
    answer = client.ask(_call(state, text, context), RewriteDraft, check=usable)
    model = client.model.name
    written = Rewritten(
        name=asked.name,
        based_on=asked.version,
        content=_read(text, answer.value, model=model).content,
        diagnosis=answer.value.diagnosis,
        model=model,
    )
    live.set(keys.OUTPUT, written.diagnosis)
    return StageResult(value=written, author=answer.author)


def _call(state: RewriteState, text: PromptText, context: StageContext) -> ModelCall:
    found = state.asked.found
    values = rewrite_values(text, found, fields=fields_of_reply(text))
    call = build_call(
        WRITE,
        Purpose.REWRITE,
        context.prompts.render_live(PROMPT, values),
        RewriteDraft,
        state=None,
        context=context,
        text=text.system,
        max_output_tokens=MAX_OUTPUT_TOKENS,
    )
    deadline_s = max(DEADLINE_S, context.call_deadline_s)
    return replace(call, deadline_s=deadline_s, people=found.people, tier=state.asked.tier)


def _require_usable(draft: RewriteDraft, text: PromptText, found: Weaknesses, known: Known) -> None:
    """Raise if the text cannot be read as a prompt, or fails a check; which the model is shown."""
    read = _read(text, draft, model="")
    failed = [check for check in checks_of(read, known) if not check.passed]
    if quotes_people(read.system, found):
        raise InvalidInput("Words of a comment or an example stand in the instructions.")
    if failed:
        raise InvalidInput(" ".join(f"{one.name}: {one.found} {one.advice}" for one in failed))


def _read(text: PromptText, draft: RewriteDraft, *, model: str) -> PromptText:
    """Return a rewrite as a text; what is sent with each call stays as it is."""
    reason = f"Proposed by {model}: {' '.join(draft.reason.split())}"[:MAX_REASON_CHARACTERS]
    written = draft.instructions
    if "\n" not in written.strip():  # some models write the line breaks as two characters
        written = written.replace("\\n", "\n")
    made = Draft(
        name=text.name, based_on=text.version, reason=reason, system=written, user=text.user
    )
    return read_draft(text, made, version=text.version + _NO_VERSION)


def save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    """Store the text as a draft, with a line of the audit log that names the model."""
    one = finished.result.value
    if not isinstance(one, Rewritten):
        raise TypeError(f"Rewriting gave a {type(one).__name__}.")
    lock_prompt(work.connection, one.name)
    text = parse(one.name, next_version(work.connection, one.name), one.content)
    by, at = identity.user_id, finished.at
    add_draft_text(
        work.connection, text, based_on=one.based_on, by=by, at=at, proposed_by=one.model
    )
    details = {"prompt": text.name, "version": str(text.version), "model": one.model}
    work.audit.record(
        AuditEntry(
            at=at,
            actor_id=by,
            action=AuditAction.PROMPT_DRAFTED,
            subject=f"{text.name}@v{text.version}",
            details=details | {"from": f"v{one.based_on}"},
        )
    )


def end(work: UnitOfWork, identity: RunIdentity, _ended: EndedRun) -> None:
    """Remove what people wrote, which was there for a worker that goes on."""
    if identity.run_id is not None:
        forget_input(work.connection, identity.run_id)


def _summarize(state: RewriteState, _authors: Authors) -> TraceSummary:
    return TraceSummary(output=None if state.written is None else state.written.diagnosis)


def _trace_text(state: RewriteState) -> TraceText:
    label = state.asked.label
    return TraceText(search_text=label, input=f"What should change in {label}?")


REWRITE: RunKind[RewriteState] = RunKind(
    name="prompt_rewrite",
    noun="rewrite",
    trace_name=names.PROMPT_REWRITE,
    stages=(
        Stage(
            name=WRITE,
            span_name=names.REWRITING_STAGE,
            needs=(),
            output_field="written",
            codec=WRITTEN_CODEC,
            run=write,
        ),
    ),
    trace_text=_trace_text,
    summarize=_summarize,
    save=save,
    end=end,
    load=load,
    prepare=prepare,
    bypass_cache=True,
    deadline_s=3 * DEADLINE_S,
)
