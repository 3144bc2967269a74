"""Make one small call to a model, to see that it answers: through all its wrappers, recorded and billed like any."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from core.accounts.user import Role, User
from core.bootstrap import Rein
from core.errors import Conflict, ModelError, NotFound
from core.ids import new_id
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_breaker import change
from core.llm.wrappers.circuit_state import made_due
from core.ports import Completion, LanguageModel, ModelCall, Purpose, TextSink, Tier
from core.store.accounts.values import Account
from core.store.alerts.values import AlertKind
from core.store.providers.read import is_being_tried
from core.store.traces.values import TraceClosing, TraceOpening
from core.tracing import names
from core.tracing.span_record import SpanRecord, SpanStatus
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace
from core.usecases.exports.queue_exports import queue_trace

PROMPT = "check"
LONGEST_S = 30.0
"""Nobody waits longer for a sentence; what takes longer is a finding of its own."""
ROOM_TOKENS = 2_048
"""The sentence takes thirty; the rest is for models that think before they write."""

_turn = threading.Lock()
_under_way: set[ModelName] = set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of it: the model's reply, or why there is none."""

    model: ModelName
    trace_id: str
    at: datetime
    took_s: float
    """From the question to the answer, with all attempts and the waits between them."""
    attempts: int
    completion: Completion | None
    error: ModelError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A call that has ended, not written as a trace yet."""

    tried: Tried
    root_span_id: str
    spans: tuple[SpanRecord, ...]
    overhead_us: int


def try_model(
    rein: Rein, *, user: User, key: str, sink: TextSink | None = None, ends_rest: bool = False
) -> Tried:
    """Ask the model at `key` of the routing table for one sentence. `sink` is shown it while it comes in.

    With `ends_rest`, a model that is left alone is due for a try from now on, and this call is that try: its answer
    lets the others follow, its failure lets the model rest again.

    The call counts against the budget, and stands in the ledger and in a trace of its own. Raises NotAllowed below
    admin, NotFound for a model that is not set up, and Conflict while it is being tried already.
    """
    user.require(Role.ADMIN)
    model = rein.models.configured.get(key)
    if model is None:
        raise NotFound("This model is not set up.", advice="Set its maker's key, and restart Rein.")
    named = ModelName(provider=model.provider, name=model.name)
    with _alone(rein, named):
        if ends_rest:
            change(rein.breakers, _shared(named), partial(made_due, now=rein.clock.now()))
        asked = _ask(rein, model, named, user=user, tier=_tier_of(rein, user), sink=sink)
        _write(rein, asked, user=user)
    rein.delivery.wake()
    return asked.tried


@contextmanager
def _alone(rein: Rein, model: ModelName) -> Iterator[None]:
    """Hold the turn at a model in this process; another process shows its call in the ledger."""
    busy = Conflict(
        f"{model.name} is being tried already.", advice="Wait for that call; it shows the same."
    )
    with _turn:
        if model in _under_way:
            raise busy
        _under_way.add(model)
    try:
        if is_being_tried(rein.database, model, prompt=PROMPT, now=rein.clock.now()):
            raise busy
        yield
    finally:
        with _turn:
            _under_way.discard(model)


def _shared(model: ModelName) -> str:
    """Return the name under which all replicas know a model."""
    return f"{model.provider}/{model.name}"


def _tier_of(rein: Rein, user: User) -> Tier:
    with rein.database.begin() as work:
        work.users.ensure(Account(user=user, tier=rein.settings.tier, created_at=rein.clock.now()))
        account = work.users.find(user.id)
    return account.tier if account is not None else rein.settings.tier


def _ask(
    rein: Rein,
    model: LanguageModel,
    named: ModelName,
    *,
    user: User,
    tier: Tier,
    sink: TextSink | None,
) -> _Asked:
    trace_id, root, at, began = new_id(), new_span_id(), rein.clock.now(), rein.clock.monotonic()
    call = ModelCall(
        purpose=Purpose.CHECK,
        prompt=rein.shelf.render(PROMPT, date=rein.clock.today()),
        schema=None,
        subject=None,
        max_output_tokens=ROOM_TOKENS,
        deadline_s=min(LONGEST_S, rein.settings.call_deadline_s),
        tier=tier,
        user_id=user.id,
        fresh=True,
        stream_to=sink,
    )
    completion, error = None, None
    with open_trace(trace_id, root):
        try:
            completion = model.complete(call)
        except ModelError as failure:
            error = failure
        spans, overhead_us = COLLECTOR.take(trace_id), COLLECTOR.overhead_us(trace_id)
    tried = Tried(
        model=named,
        trace_id=trace_id,
        at=at,
        took_s=rein.clock.monotonic() - began,
        attempts=sum(one.name == names.llm_call(Purpose.CHECK) for one in spans),
        completion=completion,
        error=error,
    )
    return _Asked(tried=tried, root_span_id=root, spans=spans, overhead_us=overhead_us)


def _write(rein: Rein, asked: _Asked, *, user: User) -> None:
    tried, now = asked.tried, rein.clock.now()
    opening = TraceOpening(
        id=tried.trace_id,
        root_span_id=asked.root_span_id,
        name=names.PROVIDER_CHECK,
        started_at=tried.at,
        user_id=user.id,
        search_text=tried.model.name,
        input=f"Does {tried.model.name} answer?",
    )
    closing = TraceClosing(
        status=SpanStatus.OK if tried.error is None else SpanStatus.ERROR,
        ended_at=now,
        overhead_us=asked.overhead_us,
        error=None if tried.error is None else str(tried.error),
        output=None if tried.completion is None else tried.completion.text,
    )
    with rein.database.begin() as work:
        if tried.error is None:  # it answered, so it is left alone no longer
            work.alerts.resolve(f"{AlertKind.BREAKER_OPEN}:{_shared(tried.model)}", now=now)
        work.traces.open(opening)
        work.traces.add_spans(asked.spans)
        work.traces.close(tried.trace_id, closing)
        queue_trace(work, rein.settings, trace_id=tried.trace_id, sample=False, now=now)
