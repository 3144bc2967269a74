"""What the adapters of all SDKs share; each of them is left with what is particular to its maker.

A call runs as a coroutine on the loop of core.llm.providers.deadline, whole or as a stream, and whatever comes of it is collected
as parts. The SDK's errors are turned into ours on that loop and never travel further: they hold the request, with it
the key, and keep the connection of a broken stream open for as long as they live.
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
from core.llm.pricing import cost_of
from core.llm.providers.deadline import (
    OnText,
    release_frames,
    run_in_background,
    stream_with_timeout,
)
from core.llm.providers.faults import ModelErrors
from core.llm.providers.usage import clamp_usage, estimate_usage, partial_usage
from core.llm.reply.stream import COMPLETE, ReplyAccumulator, StreamChunk
from core.ports import Completion, Cost, ModelCall, Usage

C = TypeVar("C")

INTERRUPTED = "broken_off"
"""How a reply ended that came in part and was billed for that part."""


@dataclass(frozen=True, slots=True)
class Connection(Generic[C]):
    """An SDK's client, and how it is closed."""

    client: C
    close: Callable[[], Coroutine[Any, Any, Any]]


class SdkModel(ABC, Generic[C]):
    """One model behind an SDK. Its client is made with the first call, kept, and shared by all threads."""

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
        """Import the SDK and the price tables, which takes up to two seconds that no call should wait for."""
        self._connect()
        self._cost(Usage())

    def complete(self, call: ModelCall) -> Completion:
        """Answer one call; `call.stream_to` is given its text in the thread that called, while it comes in."""
        client, heard = self._connect(), ReplyAccumulator()
        failure = self._receive(client, call, heard)
        if failure is not None and not heard.ended:
            raise self._interrupted(call, heard, failure) if heard.billable else failure
        return self._validated(call, heard)

    @abstractmethod
    def _open_client(self) -> Connection[C]:
        """Import the SDK and return a client of it, with its own retries off."""

    @abstractmethod
    def _chunks(self, client: C, call: ModelCall) -> AsyncGenerator[StreamChunk, None]:
        """Ask, and give what comes of the reply: in pieces where `call.stream_to` is set, and whole otherwise.

        Nothing is given where what came is no reply.
        """

    @abstractmethod
    def _to_model_error(self, error: Exception, call: ModelCall) -> ModelError:
        """Return what an error out of `_parts` means; what nobody knows is a reply that is none."""

    def _connect(self) -> C:
        with self._lock:
            if self._client is None:
                connection = self._open_client()
                weakref.finalize(self, run_in_background, connection.close)
                self._client = connection.client
            return self._client

    def _receive(self, client: C, call: ModelCall, heard: ReplyAccumulator) -> ModelError | None:
        """Hear a reply to its end. Returns what went wrong on the way, None where nothing did."""

        async def hear(show: OnText) -> ModelError | None:
            try:
                async with aclosing(self._chunks(client, call)) as parts:
                    async for part in parts:
                        heard.add(part)
                        if part.text:
                            show(part.text)
            except Exception as error:  # noqa: BLE001 - a page must end in words, and what is unexpected is logged
                failure = self._to_model_error(error, call)
                release_frames(error)
                return failure
            return None

        sink = call.stream_to
        try:
            failure = stream_with_timeout(call.deadline_s, hear, None if sink is None else sink.add)
        except TimeoutError:
            return self._errors.timed_out(call.deadline_s)
        if failure is None and heard.finish is None and heard.text:
            return self._errors.error(
                ModelFault.CONNECTION, detail="the stream ended before the answer did"
            )
        return failure

    def _interrupted(
        self, call: ModelCall, heard: ReplyAccumulator, failure: ModelError
    ) -> ModelError:
        completion = self._completion(heard, partial_usage(call, heard))
        return self._errors.interrupted(failure, replace(completion, finish_reason=INTERRUPTED))

    def _validated(self, call: ModelCall, heard: ReplyAccumulator) -> Completion:
        if not heard.received:
            raise self._errors.error(ModelFault.BAD_GATEWAY, detail="nothing of a reply")
        completion = self._completion(
            heard, heard.usage or estimate_usage(call, heard.text, thought=heard.thought)
        )
        fault = heard.fault or (None if completion.text.strip() else ModelFault.EMPTY)
        if fault is not None:
            raise self._errors.billed(fault, completion)
        return completion

    def _completion(self, heard: ReplyAccumulator, told: Usage) -> Completion:
        usage = clamp_usage(told)
        return Completion(
            text=heard.text,
            model=self.name,
            provider=self.provider,
            usage=usage,
            cost=self._cost(usage),
            finish_reason=heard.finish or COMPLETE,
        )

    def _cost(self, usage: Usage) -> Cost:
        return cost_of(self.provider, self.name, usage, at=self._clock.now())
