"""Answers a question that was answered before with the reply that was kept then: nobody is asked, and nothing is paid.

The match is exact: model, prompt, schema, parameters, all of the text, and the person it was written for, because a
reply repeats their words. Only what has been validated is kept, by whoever validates it (core.llm.reply.structured), and what
does not pass when it is read again is forgotten, so that no broken reply is given twice.
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from pydantic import BaseModel

from core.clock import Clock
from core.errors import StorageUnavailable
from core.llm.reply.stream import COMPLETE
from core.llm.wrappers.ledger import ledger_entry_for
from core.llm.wrappers.tracing import set_request, set_response
from core.ports import CallLedger, Completion, LanguageModel, ModelCall
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import span

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """A reply that may be given again. Its text is personal: it stands in no log and no list."""

    key: str
    user_id: str | None
    goal_id: str | None
    """What it was written for; it is removed with it."""
    provider: str
    model: str
    prompt_name: str
    prompt_version: int
    text: str
    answered_by: str
    finish_reason: str
    cost_usd: float | None
    """What it cost when it was written; None where nobody knows."""
    cached_at: datetime
    expires_at: datetime

    def completion(self) -> Completion:
        """Return the reply as an answer that costs nothing."""
        return Completion(
            text=self.text,
            model=self.answered_by,
            provider=self.provider,
            finish_reason=self.finish_reason,
            cache_hit=True,
        )


class ResponseCache(Protocol):
    """Where kept replies stand; all replicas share them."""

    def find(self, key: str) -> CachedResponse | None:
        """Return the reply kept under a key, None where there is none; it may have expired."""
        ...

    def put(self, reply: CachedResponse) -> None:
        """Keep a reply instead of an earlier one with its key; where there is no room, the least used go."""
        ...

    def evict(self, key: str) -> None:
        """Remove what is kept under a key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CachePolicy:
    """How replies are kept."""

    store: ResponseCache
    lifetime: timedelta
    shared: bool = False
    """Whether a reply written for one person may be given to another who asks the very same."""


class CachedModel:
    """A model that is not asked what it has answered already."""

    def __init__(
        self, model: LanguageModel, keeping: CachePolicy, ledger: CallLedger, clock: Clock
    ) -> None:
        self._model = model
        self._keeping = keeping
        self._ledger = ledger
        self._clock = clock

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def provider(self) -> str:
        return self._model.provider

    def complete(self, call: ModelCall) -> Completion:
        kept = None if call.bypass_cache else self._find(call)
        return self._model.complete(call) if kept is None else self._serve(call, kept)

    def put(self, call: ModelCall, completion: Completion) -> None:
        """Keep a validated reply as the answer to `call`. One that cannot be written down is logged and let go."""
        key, now = self._key(call), self._clock.now()
        again = completion.cache_hit or completion.replayed
        if key is None or again or completion.finish_reason != COMPLETE:
            return
        reply = CachedResponse(
            key=key,
            user_id=call.user_id,
            goal_id=call.goal_id,
            provider=self.provider,
            model=self.name,
            prompt_name=call.prompt.name,
            prompt_version=call.prompt.version,
            text=completion.text,
            answered_by=completion.model,
            finish_reason=completion.finish_reason,
            cost_usd=completion.cost.usd,
            cached_at=now,
            expires_at=now + self._keeping.lifetime,
        )
        try:
            self._keeping.store.put(reply)
        except (
            StorageUnavailable
        ):  # the person has their answer; that it was not kept costs nobody anything now
            _log.warning(
                "reply_not_kept",
                exc_info=True,
                extra={"fields": {"model": self.name, "goal": call.goal_id}},
            )

    def evict(self, call: ModelCall) -> None:
        """Forget what is kept as the answer to `call`."""
        key = self._key(call)
        if key is not None:
            self._keeping.store.evict(key)

    def _find(self, call: ModelCall) -> CachedResponse | None:
        key = self._key(call)
        kept = self._keeping.store.find(key) if key is not None else None
        if kept is None:
            return None
        ends = min(
            kept.expires_at, kept.cached_at + self._keeping.lifetime
        )  # the lifetime may have been made shorter
        return kept if self._clock.now() < ends else None

    def _serve(self, call: ModelCall, kept: CachedResponse) -> Completion:
        with span(names.llm_call(call.purpose)) as live:
            set_request(live, self, call)
            entry = ledger_entry_for(self, call, now=self._clock.now())
            # A run that is resumed has paid for this reply itself: that is what its trace says, and what it cost.
            completion = self._ledger.replay(entry) if call.run_id is not None else None
            if completion is None:
                completion = kept.completion()
                live.set(keys.NOTE, _note(call, kept))
                live.set(keys.CACHED_AT, kept.cached_at.isoformat())
                self._ledger.record_hit(
                    entry, completion, key=kept.key, finished_at=self._clock.now()
                )
            set_response(live, completion)
        if call.stream_to is not None:
            call.stream_to.add(completion.text)
        return completion

    def _key(self, call: ModelCall) -> str | None:
        """Return the identity of a question, None where it is nobody's and so cannot be kept for anybody."""
        if call.user_id is None and not self._keeping.shared:
            return None
        asked = (
            self.provider,
            self.name,
            call.prompt.name,
            call.prompt.version,
            call.prompt.hash,
            _schema_text(call.schema),
            call.max_output_tokens,
            call.prompt.system,
            call.prompt.user,
            None if self._keeping.shared else call.user_id,
        )
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def cache_reply(model: LanguageModel, call: ModelCall, completion: Completion) -> None:
    """Keep what a model answered and validation has passed, where it is a model that keeps replies."""
    if isinstance(model, CachedModel):
        model.put(call, completion)


def evict_reply(model: LanguageModel, call: ModelCall, completion: Completion) -> None:
    """Forget a kept reply that did not pass validation."""
    if isinstance(model, CachedModel) and completion.cache_hit:
        model.evict(call)


@cache
def _schema_text(schema: type[BaseModel] | None) -> str:
    """Return a schema as text, built once: that costs five milliseconds."""
    return "" if schema is None else json.dumps(schema.model_json_schema(), sort_keys=True)


def _note(call: ModelCall, kept: CachedResponse) -> str:
    at = kept.cached_at.astimezone()
    cost = f" It cost ${f'{kept.cost_usd:.6f}'.rstrip('0')} then." if kept.cost_usd else ""
    answered = (
        f"From the cache: the same question was answered on {at.day} {at:%B %Y} at {at:%H:%M}"
    )
    return " ".join(filter(None, (call.note, f"{answered}; nothing was paid.{cost}")))
