"""Answers a repeated request with the stored response: no model is called and nothing is paid.

The match is exact: model, prompt, schema, parameters, the whole text, and the person it was written
for, because a reply repeats their words. Only a validated reply is cached, by the code that
validates it (core.llm.reply.structured). A cached reply that fails validation when it is read again
is evicted, so that no broken reply is served twice.
"""

import hashlib
import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from pydantic import BaseModel

from core import formats
from core.call_ledger import CallLedger
from core.clock import Clock
from core.errors import StorageUnavailable
from core.llm.reply.stream import COMPLETE
from core.llm.wrappers.ledger import ledger_entry_for
from core.llm.wrappers.tracing import set_request, set_response
from core.llm.wrappers.wrapped_model import WrappedModel
from core.ports import Completion, LanguageModel, ModelCall
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import span

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """A stored response. Its text is personal, so no log and no list holds it."""

    key: str
    user_id: str | None
    goal_id: str | None
    """The goal it was written for; both are removed together."""
    provider: str
    model: str
    prompt_name: str
    prompt_version: int
    text: str
    call_id: str | None = None
    """Id of the ledger row that stores the text, so that the cache need not."""
    answered_by: str
    finish_reason: str
    cost_usd: float | None
    """The cost of the original call; None if its price is unknown."""
    cached_at: datetime
    expires_at: datetime

    def completion(self) -> Completion:
        """Return the response as a completion that costs nothing."""
        return Completion(
            text=self.text,
            model=self.answered_by,
            provider=self.provider,
            finish_reason=self.finish_reason,
            cache_hit=True,
        )


class ResponseCache(Protocol):
    """The store of cached responses, shared by all replicas."""

    def find(self, key: str) -> CachedResponse | None:
        """Return the response under a key, or None. The response may have expired."""
        ...

    def put(self, reply: CachedResponse) -> None:
        """Store a response under its key. If the cache is full, the least used ones are evicted."""
        ...

    def evict(self, key: str) -> None:
        """Remove the response under a key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CachePolicy:
    """Where responses are cached, for how long, and for whom."""

    store: ResponseCache
    lifetime: timedelta
    shared: bool = False
    """Whether a response written for one person may answer the same request of another."""


class CachedModel(WrappedModel):
    """A model that is not called for a request it has already answered."""

    def __init__(
        self, model: LanguageModel, policy: CachePolicy, ledger: CallLedger, clock: Clock
    ) -> None:
        super().__init__(model)
        self._policy = policy
        self._ledger = ledger
        self._clock = clock

    def complete(self, call: ModelCall) -> Completion:
        cached = None if call.bypass_cache else self._find(call)
        return self._model.complete(call) if cached is None else self._serve(call, cached)

    def put(self, call: ModelCall, completion: Completion) -> None:
        """Cache a validated response to `call`. A failure to store it is logged, not raised."""
        key, now = self._key(call), self._clock.now()
        is_new = not (completion.cache_hit or completion.replayed)
        if key is None or not is_new or completion.finish_reason != COMPLETE:
            return
        response = CachedResponse(
            key=key,
            user_id=call.user_id,
            goal_id=call.goal_id,
            provider=self.provider,
            model=self.name,
            prompt_name=call.prompt.name,
            prompt_version=call.prompt.version,
            text=completion.text,
            call_id=completion.call_id,
            answered_by=completion.model,
            finish_reason=completion.finish_reason,
            cost_usd=completion.cost.usd,
            cached_at=now,
            expires_at=now + self._policy.lifetime,
        )
        try:
            self._policy.store.put(response)
        except (
            StorageUnavailable
        ):  # the person has their answer, so nothing is lost but a later hit
            fields = {"model": self.name, "goal": call.goal_id}
            _log.warning("response_not_cached", exc_info=True, extra={"fields": fields})

    def evict(self, call: ModelCall) -> None:
        """Remove the cached response to `call`."""
        key = self._key(call)
        if key is not None:
            self._policy.store.evict(key)

    def _find(self, call: ModelCall) -> CachedResponse | None:
        key = self._key(call)
        cached = self._policy.store.find(key) if key is not None else None
        if cached is None:
            return None
        # The lifetime may have been shortened since the response was stored.
        ends = min(cached.expires_at, cached.cached_at + self._policy.lifetime)
        return cached if self._clock.now() < ends else None

    def _serve(self, call: ModelCall, cached: CachedResponse) -> Completion:
        with span(names.llm_call(call.purpose)) as live:
            set_request(live, self, call)
            entry = ledger_entry_for(self, call, now=self._clock.now())
            # A resumed run has paid for this response itself, so its trace shows the original call.
            may_replay = call.run_id is not None and call.resumed
            completion = self._ledger.replay(entry) if may_replay else None
            if completion is None:
                completion = replace(cached.completion(), call_id=entry.id)
                live.set(keys.NOTE, _note(call, cached))
                live.set(keys.CACHED_AT, cached.cached_at.isoformat())
                self._ledger.record_hit(
                    entry, completion, key=cached.key, finished_at=self._clock.now()
                )
            set_response(live, completion)
        if call.stream_to is not None:
            call.stream_to.add(completion.text)
        return completion

    def _key(self, call: ModelCall) -> str | None:
        """Return the cache key of a request, or None if it has no person and is not shared."""
        if call.user_id is None and not self._policy.shared:
            return None
        request = (
            self.provider,
            self.name,
            call.prompt.name,
            call.prompt.version,
            call.prompt.hash,
            _schema_text(call.schema),
            call.max_output_tokens,
            call.prompt.system,
            call.prompt.user,
            None if self._policy.shared else call.user_id,
        )
        return hashlib.sha256(json.dumps(request).encode()).hexdigest()


def cache_reply(model: LanguageModel, call: ModelCall, completion: Completion) -> None:
    """Cache a validated reply if the model has a cache."""
    if (cache := _cache_of(model)) is not None:
        cache.put(call, completion)


def evict_reply(model: LanguageModel, call: ModelCall, completion: Completion) -> None:
    """Remove a reply from the cache it came from, because it failed validation."""
    if completion.cache_hit and (cache := _cache_of(model)) is not None:
        cache.evict(call)


def _cache_of(model: LanguageModel) -> CachedModel | None:
    """Return the cache of a model, which may stand behind other wrappers."""
    found: object = model
    while not isinstance(found, CachedModel):
        if not isinstance(found, WrappedModel):
            return None
        found = found.wrapped
    return found


@cache
def _schema_text(schema: type[BaseModel] | None) -> str:
    """Return a schema as text. It is built once, because that takes five milliseconds."""
    return "" if schema is None else json.dumps(schema.model_json_schema(), sort_keys=True)


def _note(call: ModelCall, cached: CachedResponse) -> str:
    at = cached.cached_at.astimezone()
    cost = f" It cost {formats.money(cached.cost_usd)} then." if cached.cost_usd else ""
    when = f"{formats.long_day(at)} at {formats.clock_time(at)}"
    answered = f"From the cache: the same request was answered on {when}"
    return " ".join(filter(None, (call.note, f"{answered}; nothing was paid.{cost}")))
