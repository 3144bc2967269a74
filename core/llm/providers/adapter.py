"""The base of all SDK adapters; a subclass holds only what is particular to its provider.

A call runs as a coroutine on the loop of core.llm.providers.deadline, whole or as a stream, and its
reply is collected in chunks. The SDK's errors are converted on that loop and go no further: they
hold the request and with it the key, and they keep the connection of a broken stream open.
"""

import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from core.clock import Clock
from core.errors import ModelError, ModelFault
from core.llm.pricing.prices import cost_of
from core.llm.providers.deadline import (
    OnText,
    release_frames,
    run_in_background,
    stream_with_timeout,
)
from core.llm.providers.faults import ModelErrors
from core.llm.providers.usage import clamp_usage, known_usage, partial_usage
from core.llm.reply.stream import COMPLETE, ReplyAccumulator, StreamChunk
from core.ports import Completion, Cost, ModelCall, Usage

C = TypeVar("C")

INTERRUPTED = "broken_off"
"""The finish reason of a reply that broke off after a part that was billed."""


@dataclass(frozen=True, slots=True)
class Connection(Generic[C]):
    """An SDK's client and the coroutine that closes it."""

    client: C
    close: Callable[[], Coroutine[Any, Any, Any]]


class SdkModel(ABC, Generic[C]):
    """One model behind an SDK. The first call makes its client, which all threads share."""

    host: str = ""
    """Where its requests go; set by the catalog."""

    def __init__(
        self, *, provider: str, name: str, api_key: str, key_name: str, clock: Clock
    ) -> None:
        self.provider = provider
        self.name = name
        self._key = api_key
        self._clock = clock
        self._errors = ModelErrors(model=name, key_name=key_name, secret=api_key, clock=clock)
        self._lock = threading.Lock()
        self._client: C | None = None

    def warm(self) -> None:
        """Import the SDK and the price tables, which takes up to two seconds."""
        self._connect()
        self._cost(Usage())

    def complete(self, call: ModelCall) -> Completion:
        """Answer one call. `call.stream_to` gets the text in the calling thread as it arrives."""
        client, reply = self._connect(), ReplyAccumulator()
        failure = self._receive(client, call, reply)
        if failure is not None and not reply.ended:
            raise self._interrupted(call, reply, failure) if reply.billable else failure
        return self._validated(call, reply)

    @abstractmethod
    def _open_client(self) -> Connection[C]:
        """Import the SDK and return a client with its own retries off."""

    @abstractmethod
    def _chunks(self, client: C, call: ModelCall) -> AsyncGenerator[StreamChunk, None]:
        """Make the call and yield its reply: in chunks if `call.stream_to` is set, else whole.

        Yields nothing if the response is not a reply.
        """

    @abstractmethod
    def _to_model_error(self, error: Exception, call: ModelCall) -> ModelError:
        """Return the ModelError for an error of `_chunks`; BAD_GATEWAY if it is an unknown one."""

    def _connect(self) -> C:
        with self._lock:
            if self._client is None:
                connection = self._open_client()
                weakref.finalize(self, run_in_background, connection.close)
                self._client = connection.client
            return self._client

    def _receive(self, client: C, call: ModelCall, reply: ReplyAccumulator) -> ModelError | None:
        """Receive a reply to its end. Returns the error that interrupted it, or None."""

        async def receive(on_text: OnText) -> ModelError | None:
            try:
                async with aclosing(self._chunks(client, call)) as chunks:
                    async for chunk in chunks:
                        reply.add(chunk)
                        if chunk.text:
                            on_text(chunk.text)
            except Exception as error:  # noqa: BLE001 - an SDK may raise anything
                failure = self._to_model_error(error, call)
                release_frames(error)
                return failure
            return None

        sink = call.stream_to
        try:
            failure = stream_with_timeout(
                call.deadline_s, receive, None if sink is None else sink.add
            )
        except TimeoutError:
            return self._errors.timed_out(call.deadline_s)
        if failure is None and reply.finish is None and reply.text:
            return self._errors.error(
                ModelFault.CONNECTION, detail="the stream ended before the answer did"
            )
        return failure

    def _interrupted(
        self, call: ModelCall, reply: ReplyAccumulator, failure: ModelError
    ) -> ModelError:
        completion = self._completion(reply, partial_usage(call, reply))
        return self._errors.interrupted(failure, replace(completion, finish_reason=INTERRUPTED))

    def _validated(self, call: ModelCall, reply: ReplyAccumulator) -> Completion:
        if not reply.received:
            raise self._errors.error(ModelFault.BAD_GATEWAY, detail="no reply")
        completion = self._completion(reply, known_usage(call, reply))
        fault = reply.fault or (None if completion.text.strip() else ModelFault.EMPTY)
        if fault is not None:
            raise self._errors.billed(fault, completion)
        return completion

    def _completion(self, reply: ReplyAccumulator, reported: Usage) -> Completion:
        usage = clamp_usage(reported)
        return Completion(
            text=reply.text,
            model=self.name,
            provider=self.provider,
            usage=usage,
            cost=self._cost(usage),
            finish_reason=reply.finish or COMPLETE,
        )

    def _cost(self, usage: Usage) -> Cost:
        return cost_of(self.provider, self.name, usage, at=self._clock.now())
