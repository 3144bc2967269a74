"""Writes every call into the ledger: in flight before it is made, paid before anybody parses the reply.

A crash in between leaves the row in flight, which is the truth: it may have been paid for. A reply that was committed
before its stage was is taken from the ledger when the run resumes, so no finished call is ever made again.
"""

import hashlib
import json
from datetime import datetime

from core.clock import Clock
from core.errors import ModelError
from core.ids import new_id
from core.ports import CallLedger, Completion, LanguageModel, LedgerEntry, ModelCall, completion_of
from core.tracing.tracer import current_trace_id


class Recorded:
    """A model whose every call stands in the ledger."""

    def __init__(self, model: LanguageModel, ledger: CallLedger, clock: Clock) -> None:
        self._model = model
        self._ledger = ledger
        self._clock = clock

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        entry = entry_of(self, call, now=self._clock.now())
        earlier = self._ledger.recall(entry) if call.run_id is not None else None
        if earlier is not None:
            return earlier
        self._ledger.open(entry)
        try:
            completion = self._model.complete(call)
        except ModelError as error:
            self._ledger.fail(
                entry.id,
                fault=error.fault.value,
                message=str(error),
                finished_at=self._clock.now(),
                completion=completion_of(error),
            )
            raise
        self._ledger.close(entry.id, completion, finished_at=self._clock.now())
        return completion


def entry_of(model: LanguageModel, call: ModelCall, *, now: datetime) -> LedgerEntry:
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
        question=_question(model, call),
        started_at=now,
        user_id=call.user_id,
        goal_id=call.goal_id,
        tier=call.tier,
    )


def _question(model: LanguageModel, call: ModelCall) -> str:
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
