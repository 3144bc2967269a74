"""Records every call in the ledger: in flight before it is made, completed before it is parsed.

The ledger also admits calls. If too little is left of the day's budget, the call is made with a
smaller output token limit or rejected. If the provider already has as many calls as it may, the
call waits; the wait counts towards its deadline, and after half of it the next model is called.

A crash in between leaves the entry in flight, which is true: the call may have been paid for. A
reply that was committed before its stage is read from the ledger when the run resumes, so no
finished call is made twice.
"""

import hashlib
import itertools
import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from core.backoff import Backoff
from core.call_ledger import CallLedger, LedgerEntry
from core.clock import Clock
from core.errors import CallRejected, ModelError, ModelFault, OverBudget
from core.ids import new_id
from core.llm.pricing.max_cost import affordable_output_tokens, max_cost, min_output_tokens
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import BilledError, Completion, LanguageModel, ModelCall, billed_completion
from core.tracing.tracer import current_trace_id

MAX_WAIT_SHARE = 0.5
"""Share of the deadline that a call may spend waiting to be admitted."""
MIN_WAIT_S = 0.001
BACKOFF = Backoff(first_s=0.05, factor=1.5, max_s=1.0)
CLOSE_GRACE = timedelta(seconds=30)
"""How long after its deadline a call in flight may still be closed."""


class LedgeredModel(WrappedModel):
    """A model whose every call is admitted by the ledger and recorded in it."""

    def __init__(
        self,
        model: LanguageModel,
        ledger: CallLedger,
        clock: Clock,
        *,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(model)
        self._ledger = ledger
        self._clock = clock
        self._sleep = sleep
        self._draw = draw

    def complete(self, call: ModelCall) -> Completion:
        entry = ledger_entry_for(self, call, now=self._clock.now())
        may_replay = call.run_id is not None and call.resumed
        stored = self._ledger.replay(entry) if may_replay else None
        if stored is not None:
            return stored
        entry, admitted = self._admit(entry, call)
        try:
            completion = self._model.complete(admitted)
        except ModelError as error:
            if isinstance(error, BilledError):
                error.completion = replace(error.completion, call_id=entry.id)
            self._ledger.fail(
                entry.id,
                fault=error.fault.value,
                message=str(error),
                finished_at=self._clock.now(),
                completion=billed_completion(error),
            )
            raise
        self._ledger.close(entry.id, completion, finished_at=self._clock.now())
        return replace(completion, call_id=entry.id)

    def _admit(self, entry: LedgerEntry, call: ModelCall) -> tuple[LedgerEntry, ModelCall]:
        """Open the entry as soon as the limits allow; return it and the call as it may be made.

        The call gets the time left of its deadline and the largest output token limit that the
        budget allows. Raises CallRejected if the budget allows none, or if the provider is busy
        for half of the deadline.
        """
        usual, entry = call, self._priced(entry, call)
        least = replace(usual, max_output_tokens=min_output_tokens(usual))
        min_cost = max_cost(self.provider, self.name, least, at=entry.started_at)
        entry = replace(entry, min_cost_usd=min_cost.usd)
        began, longest = self._clock.monotonic(), call.deadline_s * MAX_WAIT_SHARE
        for attempt in itertools.count(1):
            waited = self._clock.monotonic() - began
            left_s = call.deadline_s - waited
            now = self._clock.now()
            expires_at = now + timedelta(seconds=left_s) + CLOSE_GRACE
            entry = replace(entry, started_at=now, expires_at=expires_at)
            try:
                self._ledger.open(entry)
            except OverBudget as error:
                limit = affordable_output_tokens(
                    self.provider, self.name, usual, usd=error.left_usd, at=now
                )
                call = replace(usual, max_output_tokens=limit)
                entry = self._priced(entry, call)
            except CallRejected as error:
                if error.fault is not ModelFault.RATE_LIMITED or waited >= longest:
                    raise
                wait_s = BACKOFF.jittered_s(attempt, draw=self._draw)
                self._sleep(max(MIN_WAIT_S, min(wait_s, longest - waited)))
            else:
                return entry, replace(call, deadline_s=left_s)
        raise AssertionError("unreachable: the loop returns or raises")

    def _priced(self, entry: LedgerEntry, call: ModelCall) -> LedgerEntry:
        most = max_cost(self.provider, self.name, call, at=entry.started_at)
        return replace(entry, max_cost_usd=most.usd, max_tokens=most.tokens)


def ledger_entry_for(model: LanguageModel, call: ModelCall, *, now: datetime) -> LedgerEntry:
    """Return the ledger entry of a call that is about to be made."""
    return LedgerEntry(
        id=new_id(),
        trace_id=current_trace_id(),
        run_id=call.run_id,
        stage=call.stage,
        purpose=call.purpose,
        provider=model.provider,
        model=model.name,
        prompt_name=call.prompt.name,
        prompt_version=call.prompt.version,
        prompt_hash=call.prompt.hash,
        attempt=call.attempt,
        request_hash=_request_hash(model, call),
        started_at=now,
        user_id=call.user_id,
        goal_id=call.goal_id,
        tier=call.tier,
    )


def _request_hash(model: LanguageModel, call: ModelCall) -> str:
    # Without the attempt: a request answered at the second attempt needs no third after a crash.
    request = (
        model.provider,
        model.name,
        call.schema.__name__ if call.schema is not None else "",
        str(call.max_output_tokens),
        call.prompt.system,
        call.prompt.user,
    )
    return hashlib.sha256(json.dumps(request).encode()).hexdigest()
