"""Check that a model answers, with one small call through all its wrappers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, ModelError, NotFound
from core.ids import new_id
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_breaker import update_state
from core.llm.wrappers.circuit_state import CLOSED, half_open_now
from core.ports import Completion, LanguageModel, ModelCall, Purpose, TextSink, Tier
from core.runs.kind import RunIdentity, TraceSummary, TraceText
from core.store.accounts.values import account_of
from core.store.alerts.values import AlertKind
from core.store.providers.read import is_test_running
from core.tracing import names
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.runs.recorded_work import RecordedWork, TraceEnd

PROMPT = "check"
MAX_SECONDS = 30.0
"""The deadline of the call; a model that takes longer for a sentence fails the check."""
MAX_OUTPUT_TOKENS = 2_048
"""The sentence takes thirty tokens; the others are for models that think first."""

_lock = threading.Lock()
_running: set[ModelName] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCheck:
    """The result of a check: the model's reply, or its error."""

    model: ModelName
    trace_id: str
    at: datetime
    took_s: float
    """From the call to its answer, with all attempts and the waits between them."""
    attempts: int
    completion: Completion | None
    error: ModelError | None


@allow(Access.ADMIN, changes=AuditAction.MODEL_TRIED, outside=True)
def check_model(
    rein: Rein, *, viewer: Viewer, key: str, sink: TextSink | None = None, as_probe: bool = False
) -> ModelCheck:
    """Ask the model at `key` of the routing table for one sentence, which `sink` shows.

    With `as_probe` the call is made even if the model's circuit is open, as its probe: an answer
    closes the circuit, a failure keeps it open.

    The call counts towards the budget and has its own ledger entry and trace. Raises NotAllowed
    below admin, NotFound if the model is not set up, and Conflict if a check is under way.
    """
    model = rein.models.configured.get(key)
    if model is None:
        raise NotFound("This model is not set up.", advice="Save its provider's key on Settings.")
    named = ModelName(provider=model.provider, name=model.name)
    with _exclusive(rein, named):
        if as_probe:
            update_state(
                rein.breakers, _circuit_key(named), partial(half_open_now, now=rein.clock.now())
            )
        call = _call(rein, viewer=viewer, tier=_tier_of(rein, viewer), sink=sink)
        recorded = _recorded(rein, named, viewer=viewer)
        checked = _make_call(rein, model, call, recorded=recorded)
        _write(rein, checked, recorded)
    rein.delivery.wake()
    return checked


@allow(Access.ADMIN, changes=AuditAction.MODEL_TRIED, outside=True)
def check_candidate(rein: Rein, *, viewer: Viewer, model: LanguageModel) -> ModelCheck:
    """Ask a model that is not set up yet, with a key that is not saved, for one sentence.

    One attempt with its own ledger entry and trace, which no other call waits for. An answer closes
    the model's circuit. Raises NotAllowed below admin, and Conflict if a check is under way.
    """
    named = ModelName(provider=model.provider, name=model.name)
    with _exclusive(rein, named):
        call = _call(rein, viewer=viewer, tier=_tier_of(rein, viewer), sink=None)
        recorded = _recorded(rein, named, viewer=viewer)
        checked = _make_call(rein, model, call, recorded=recorded)
        _write(rein, checked, recorded)
    if checked.error is None:
        update_state(rein.breakers, _circuit_key(named), lambda _: CLOSED)
    else:  # it is no key of ours, so no alert is due
        with rein.database.begin() as work:
            work.alerts.resolve(
                f"{AlertKind.KEY_REFUSED}:{_circuit_key(named)}", now=rein.clock.now()
            )
    rein.delivery.wake()
    return checked


@contextmanager
def _exclusive(rein: Rein, model: ModelName) -> Iterator[None]:
    """Allow one check of a model at a time: a set covers this process, the ledger all others."""
    busy = Conflict(
        f"{model.name} is being checked already.", advice="Wait for that call; it shows the same."
    )
    with _lock:
        if model in _running:
            raise busy
        _running.add(model)
    try:
        if is_test_running(rein.database, model, prompt=PROMPT, now=rein.clock.now()):
            raise busy
        yield
    finally:
        with _lock:
            _running.discard(model)


def _circuit_key(model: ModelName) -> str:
    """Return the key of a model's circuit."""
    return f"{model.provider}/{model.name}"


def _tier_of(rein: Rein, viewer: Viewer) -> Tier:
    with rein.database.begin() as work:
        work.accounts.ensure(
            account_of(viewer, tier=rein.settings.tier, created_at=rein.clock.now())
        )
        account = work.accounts.find(viewer.id)
    return account.tier if account is not None else rein.settings.tier


def _call(rein: Rein, *, viewer: Viewer, tier: Tier, sink: TextSink | None) -> ModelCall:
    return ModelCall(
        purpose=Purpose.CHECK,
        prompt=rein.prompts.render(PROMPT, date=rein.clock.today(viewer.time_zone)),
        schema=None,
        context=None,
        max_output_tokens=MAX_OUTPUT_TOKENS,
        deadline_s=min(MAX_SECONDS, rein.settings.call_deadline_s),
        tier=tier,
        user_id=viewer.id,
        bypass_cache=True,
        stream_to=sink,
    )


def _recorded(rein: Rein, model: ModelName, *, viewer: Viewer) -> RecordedWork:
    return RecordedWork(
        RunIdentity(trace_id=new_id(), root_span_id=new_span_id(), user_id=viewer.id),
        trace_name=names.PROVIDER_CHECK,
        text=TraceText(search_text=model.name, input=f"Does {model.name} answer?"),
        started_at=rein.clock.now(),
    )


def _make_call(
    rein: Rein, model: LanguageModel, call: ModelCall, *, recorded: RecordedWork
) -> ModelCheck:
    began = rein.clock.monotonic()
    completion, error = None, None
    with recorded.collect():
        try:
            completion = model.complete(call)
        except ModelError as failure:
            error = failure
    return ModelCheck(
        model=ModelName(provider=model.provider, name=model.name),
        trace_id=recorded.identity.trace_id,
        at=recorded.started_at,
        took_s=rein.clock.monotonic() - began,
        attempts=sum(one.name == names.llm_call(Purpose.CHECK) for one in recorded.spans),
        completion=completion,
        error=error,
    )


def _write(rein: Rein, checked: ModelCheck, recorded: RecordedWork) -> None:
    now, reply = rein.clock.now(), checked.completion
    end = TraceEnd(
        status=SpanStatus.OK if checked.error is None else SpanStatus.ERROR,
        at=now,
        summary=TraceSummary(output=None if reply is None else reply.text),
        error=None if checked.error is None else str(checked.error),
    )
    with rein.database.begin() as work:
        if checked.error is None:  # it answered, so its circuit is closed
            work.alerts.resolve(f"{AlertKind.BREAKER_OPEN}:{_circuit_key(checked.model)}", now=now)
        recorded.write_ended(work, end, settings=rein.settings)
