"""Let a model propose the next version of a prompt, from what went wrong with the live one.

The rewrite is a draft like that of a person: it has passed the checks of a release, an admin
decides about it, and nothing releases it by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, ModelError, NotFound
from core.experiments.rewrite import (
    PROMPT,
    RewriteDraft,
    Weaknesses,
    quotes_people,
    rewrite_values,
    sources_of,
)
from core.experiments.variant import OFFLINE_COACH, WRITING
from core.ids import new_id
from core.llm.reply.structured import Answer, ask
from core.llm.routing.table import complexity_of
from core.ports import LanguageModel, ModelCall, Purpose
from core.prompts.library import PromptText
from core.runs.goal_run import USUAL
from core.runs.kind import RunIdentity, TraceSummary, TraceText
from core.store.accounts.values import account_of
from core.store.audit.values import AuditEntry
from core.tracing import names
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.evaluation_runs.plan_evaluation_run import first_model
from core.usecases.prompts.check_version import failed_checks, fields_of_reply
from core.usecases.prompts.draft_prompt import MAX_REASON_CHARACTERS, Draft, add_draft, read_draft
from core.usecases.prompts.rewrite_evidence import find_weaknesses
from core.usecases.runs.recorded_work import RecordedWork, TraceEnd
from core.usecases.utc_days import last_days

__all__ = ["REWRITABLE", "Proposed", "propose_rewrite"]

REWRITABLE = tuple(name for name in WRITING if name != USUAL)
"""Prompts that a model reads and whose results people rate."""
DAYS = 30
"""The results and ratings of so many days are looked at."""
MAX_OUTPUT_TOKENS = 12_288
"""A text of the longest prompt, with a thought before it."""
DEADLINE_S = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A draft that a model wrote."""

    name: str
    version: int
    reason: str
    diagnosis: str
    """What the model found to be the cause; it is in the trace, too."""
    model: str
    trace_id: str
    sources: str
    """What it was made from, in words."""

    @property
    def label(self) -> str:
        return f"{self.name}@v{self.version}"


@allow(Access.ADMIN, changes=AuditAction.REWRITE_ASKED, whose="name", outside=True)
def propose_rewrite(rein: Rein, *, viewer: Viewer, name: str, model: str | None = None) -> Proposed:
    """Ask a model once, or twice if its text fails a check, and store its rewrite as a draft.

    Raises NotAllowed below admin, InvalidInput, NotFound if there is no such model, ModelError if
    no usable text came, and Conflict without a key or without anything to learn from.
    """
    writer = _writer(rein, name, model)
    live = rein.prompts.find(name)
    found = find_weaknesses(
        rein,
        viewer=viewer,
        name=name,
        version=live.version,
        provider=writer.provider,
        days=last_days(rein, DAYS),
    )
    if not found.known:
        raise Conflict(
            f"Nothing in the last {DAYS} days says what is wrong with {name}@v{live.version}.",
            advice="It takes a certain complaint, or questions that results fail, of people who "
            "let this model read their words.",
        )
    with rein.database.begin() as work:
        account = account_of(viewer, tier=rein.settings.tier, created_at=rein.clock.now())
        work.accounts.ensure(account)
    recorded = _recorded(rein, live, viewer=viewer)
    answer = _ask(rein, writer, live, found, recorded=recorded, viewer=viewer)
    text = _store(rein, live, answer.value, model=writer.name, viewer=viewer)
    rein.known_texts.expire()
    return Proposed(
        name=name,
        version=text.version,
        reason=text.intent,
        diagnosis=answer.value.diagnosis,
        model=writer.name,
        trace_id=recorded.identity.trace_id,
        sources=sources_of(found),
    )


def _store(
    rein: Rein, live: PromptText, draft: RewriteDraft, *, model: str, viewer: Viewer
) -> PromptText:
    """Store the rewrite as a draft, with a line of the audit log that names the model."""
    with rein.database.begin() as work:
        text = add_draft(
            rein, work, _draft(live, draft, model=model), by=viewer.id, proposed_by=model
        )
        details = {"prompt": text.name, "version": str(text.version), "model": model}
        work.audit.record(
            AuditEntry(
                at=rein.clock.now(),
                actor_id=viewer.id,
                action=AuditAction.PROMPT_DRAFTED,
                subject=f"{text.name}@v{text.version}",
                details=details | {"from": f"v{live.version}"},
            )
        )
    return text


def _writer(rein: Rein, name: str, key: str | None) -> LanguageModel:
    if name not in REWRITABLE:
        raise InvalidInput(
            f"{name} is not rewritten by a model.",
            field="name",
            advice=f"These can be: {', '.join(REWRITABLE)}. Settings are proposed by rule.",
        )
    chosen = key or first_model(rein, Purpose.REWRITE)
    if chosen == OFFLINE_COACH:
        raise Conflict(
            "A rewrite needs a model, and none is set up.",
            advice="Set a key first. Without one, settings of the coach are proposed by rule.",
        )
    model = rein.models.configured.get(chosen)
    if model is None:
        raise NotFound(f"There is no model “{chosen}” with a key.")
    return model


def _ask(
    rein: Rein,
    model: LanguageModel,
    live: PromptText,
    found: Weaknesses,
    *,
    recorded: RecordedWork,
    viewer: Viewer,
) -> Answer[RewriteDraft]:
    """Ask for a rewrite that passes every check; the trace is written however it ends."""
    values = rewrite_values(live, found, fields=fields_of_reply(live))
    call = _call(rein, live, values, found, viewer=viewer, run_id=recorded.identity.trace_id)
    answer, error = None, None
    with recorded.collect():
        try:
            answer = ask(
                model, call, RewriteDraft, check=partial(_require_usable, rein, live, found)
            )
        except ModelError as failure:
            error = failure
    end = TraceEnd(
        status=SpanStatus.OK if error is None else SpanStatus.ERROR,
        at=rein.clock.now(),
        summary=TraceSummary(output=None if answer is None else answer.value.diagnosis),
        error=None if error is None else str(error),
    )
    with rein.database.begin() as work:
        recorded.write_ended(work, end, settings=rein.settings)
    rein.delivery.wake()
    if answer is None:
        raise error if error is not None else AssertionError("neither an answer nor an error")
    return answer


def _call(
    rein: Rein,
    live: PromptText,
    values: Mapping[str, object],
    found: Weaknesses,
    *,
    viewer: Viewer,
    run_id: str,
) -> ModelCall:
    return ModelCall(
        purpose=Purpose.REWRITE,
        prompt=rein.prompts.render_live(PROMPT, values),
        schema=RewriteDraft,
        context=None,
        max_output_tokens=MAX_OUTPUT_TOKENS,
        deadline_s=max(DEADLINE_S, rein.settings.call_deadline_s),
        tier=rein.settings.tier,
        complexity=complexity_of(live.system),
        run_id=run_id,
        user_id=viewer.id,
        people=found.people,
        resumed=False,
        bypass_cache=True,
    )


def _require_usable(rein: Rein, live: PromptText, found: Weaknesses, draft: RewriteDraft) -> None:
    """Raise if the text cannot be read as a prompt, or fails a check; which the model is shown."""
    version = live.version + 1_000_000  # a number that no text has
    text = read_draft(live, _draft(live, draft, model=""), version=version)
    failed = failed_checks(rein, text)
    if quotes_people(text.system, found):
        raise InvalidInput("Words of a comment or an example stand in the instructions.")
    if failed:
        raise InvalidInput(" ".join(f"{one.name}: {one.found} {one.advice}" for one in failed))


def _draft(live: PromptText, draft: RewriteDraft, *, model: str) -> Draft:
    reason = f"Proposed by {model}: {' '.join(draft.reason.split())}"[:MAX_REASON_CHARACTERS]
    instructions = draft.instructions.replace("\\n", "\n") if _is_one_line(draft) else None
    return Draft(
        name=live.name,
        based_on=live.version,
        reason=reason,
        system=instructions or draft.instructions,
        user=live.user,
    )


def _is_one_line(draft: RewriteDraft) -> bool:
    """Return whether the line breaks came as two characters, as some models write them."""
    return "\n" not in draft.instructions.strip() and "\\n" in draft.instructions


def _recorded(rein: Rein, live: PromptText, *, viewer: Viewer) -> RecordedWork:
    label = f"{live.name}@v{live.version}"
    return RecordedWork(
        RunIdentity(trace_id=new_id(), root_span_id=new_span_id(), user_id=viewer.id),
        trace_name=names.PROMPT_REWRITE,
        text=TraceText(search_text=label, input=f"What should change in {label}?"),
        started_at=rein.clock.now(),
    )
