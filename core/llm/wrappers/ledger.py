"""Writes every call into the ledger: in flight before it is made, paid before anybody parses the reply.

The ledger is also what a call must pass: where too little is left of the day's money it is made with less room, or
refused, and where the provider has as many calls as it may, it waits. The wait counts towards the call's deadline, and
one that eats half of it sends the call to the next model instead.

A crash in between leaves the row in flight, which is the truth: it may have been paid for. A reply that was committed
before its stage was is taken from the ledger when the run resumes, so no finished call is ever made again.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from core.clock import Clock
from core.errors import CallRejected, ModelError, ModelFault, OverBudget
from core.ids import new_id
from core.llm.pricing import affordable_output_tokens, max_cost, min_output_tokens
from core.ports import (
    CallLedger,
    Completion,
    LanguageModel,
    LedgerEntry,
    ModelCall,
    billed_completion,
)
from core.tracing.tracer import current_trace_id

MAX_WAIT_SHARE = 0.5
"""Share of the deadline that may be spent waiting for a place."""
MIN_WAIT_S = 0.001
FIRST_WAIT_S = 0.05
MAX_WAIT_S = 1.0
CLOSE_GRACE = timedelta(seconds=30)
"""Time after the deadline in which a call that is still in flight may yet be closed."""


class LedgeredModel:
    """A model whose every call stands in the ledger."""

    def __init__(
        self,
        model: LanguageModel,
        ledger: CallLedger,
        clock: Clock,
        *,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._clock = clock
        self._sleep = sleep
        self._draw = draw

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        entry = ledger_entry_for(self, call, now=self._clock.now())
        earlier = self._ledger.replay(entry) if call.run_id is not None else None
        if earlier is not None:
            return earlier
        entry, admitted = self._admit(entry, call)
        try:
            completion = self._model.complete(admitted)
        except ModelError as error:
            self._ledger.fail(
                entry.id,
                fault=error.fault.value,
                message=str(error),
                finished_at=self._clock.now(),
                completion=billed_completion(error),
            )
            raise
        self._ledger.close(entry.id, completion, finished_at=self._clock.now())
        return completion

    def _admit(self, entry: LedgerEntry, call: ModelCall) -> tuple[LedgerEntry, ModelCall]:
        """Open the ledger's line as soon as there is a place for the call; return it, and the call as it may be made.

        Its deadline is what is left of it, and its room the largest that the budget holds. Raises NotAsked where there
        is no money for it, or no place within half of the deadline.
        """
        usual, entry = call, self._priced(entry, call)
        least = replace(usual, max_output_tokens=min_output_tokens(usual))
        entry = replace(
            entry, min_cost_usd=max_cost(self.provider, self.name, least, at=entry.started_at).usd
        )
        began, wait, longest = (
            self._clock.monotonic(),
            FIRST_WAIT_S,
            call.deadline_s * MAX_WAIT_SHARE,
        )
        while True:
            waited = self._clock.monotonic() - began
            left_s = call.deadline_s - waited
            now = self._clock.now()
            entry = replace(
                entry, started_at=now, expires_at=now + timedelta(seconds=left_s) + CLOSE_GRACE
            )
            try:
                self._ledger.open(entry)
            except OverBudget as offer:
                room = affordable_output_tokens(
                    self.provider, self.name, usual, usd=offer.left_usd, at=now
                )
                call = replace(usual, max_output_tokens=room)
                entry = self._priced(entry, call)
            except CallRejected as refusal:
                if refusal.fault is not ModelFault.RATE_LIMITED or waited >= longest:
                    raise
                drawn = wait * (
                    0.5 + self._draw() / 2
                )  # at random, so that those who wait do not come in step
                self._sleep(max(MIN_WAIT_S, min(drawn, longest - waited)))
                wait = min(MAX_WAIT_S, wait * 1.5)
            else:
                return entry, replace(call, deadline_s=left_s)

    def _priced(self, entry: LedgerEntry, call: ModelCall) -> LedgerEntry:
        ceiling = max_cost(self.provider, self.name, call, at=entry.started_at)
        return replace(entry, max_cost_usd=ceiling.usd, max_tokens=ceiling.tokens)


def ledger_entry_for(model: LanguageModel, call: ModelCall, *, now: datetime) -> LedgerEntry:
    """Return what the ledger is told of a call before it is made."""
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
    # Not the attempt: a question that was answered at the second attempt is not asked a third time after a crash.
    asked = (
        model.provider,
        model.name,
        call.schema.__name__ if call.schema is not None else "",
        str(call.max_output_tokens),
        call.prompt.system,
        call.prompt.user,
    )
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()
