"""Claude through the Anthropic SDK: the only module that knows it.

The answer is asked for as the input of a tool the model must use, which every Claude model supports; a model that
answers in text all the same is read like any other.
"""

import json
import threading
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.clock import Clock
from core.errors import ModelFault
from core.llm.deadline import soon
from core.llm.faults import Failures
from core.llm.pricing import cost_of
from core.llm.replies import storable
from core.llm.stainless import ask_sdk
from core.llm.usage import estimate
from core.llm.wire_schema import wire_schema
from core.ports import Completion, Cost, ModelCall, Usage

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic
    from anthropic.types import Message
    from anthropic.types import Usage as ToldUsage

BASE_URL = "https://api.anthropic.com"
PROVIDER = "anthropic"
KEY_NAME = "ANTHROPIC_API_KEY"
TOOL = "answer"

_FINISHED = frozenset({"end_turn", "tool_use", "stop_sequence"})
_FINISH_FAULTS: Mapping[str, ModelFault] = {
    "max_tokens": ModelFault.TRUNCATED,
    "refusal": ModelFault.BLOCKED,
    "model_context_window_exceeded": ModelFault.BAD_REQUEST,
}


class AnthropicModel:
    """One Claude model. Its client is made with the first call, kept, and shared by all threads."""

    provider = PROVIDER

    def __init__(self, api_key: str, name: str, base_url: str | None, clock: Clock) -> None:
        self.name = name
        self._key = api_key
        self._base_url = base_url or BASE_URL
        self._clock = clock
        self._failures = Failures(model=name, key_name=KEY_NAME, secret=api_key, clock=clock)
        self._lock = threading.Lock()
        self._client: AsyncAnthropic | None = None

    def warm(self) -> None:
        """Import the SDK and the price tables, which no call should wait for."""
        self._connect()
        self._cost(Usage())

    def complete(self, call: ModelCall) -> Completion:
        client = self._connect()
        import anthropic  # noqa: PLC0415 - loaded by _connect

        request = self._request(call)
        reply = ask_sdk(
            anthropic,
            self._failures,
            call.deadline_s,
            lambda: client.messages.create(**request, timeout=call.deadline_s),
        )
        return self._checked(call, reply)

    def _connect(self) -> "AsyncAnthropic":
        with self._lock:
            if self._client is None:
                from anthropic import AsyncAnthropic  # noqa: PLC0415 - takes most of a second to import

                client = AsyncAnthropic(api_key=self._key, base_url=self._base_url, max_retries=0)
                weakref.finalize(self, soon, client.close)
                _ = client.messages  # imports the rest now, outside of any call's deadline
                self._client = client
            return self._client

    def _request(self, call: ModelCall) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.name,
            "max_tokens": call.max_output_tokens,
            "system": call.prompt.system,
            "messages": [{"role": "user", "content": call.prompt.user}],
        }
        if call.schema is not None:
            tool = {
                "name": TOOL,
                "description": "Hand in the answer as the JSON object that was asked for.",
                "input_schema": wire_schema(call.schema),
            }
            request |= {"tools": [tool], "tool_choice": {"type": "tool", "name": TOOL}}
        return request

    def _checked(self, call: ModelCall, reply: "Message") -> Completion:
        content = getattr(reply, "content", None)
        told: ToldUsage | None = getattr(reply, "usage", None)
        if content is None and told is None:
            raise self._failures.of(ModelFault.BAD_GATEWAY, detail="nothing of a reply")
        text = _text(content)
        finish = reply.stop_reason or "end_turn"
        usage = read_usage(told) or estimate(call, text)
        completion = Completion(
            text=text,
            model=self.name,
            provider=self.provider,
            usage=usage,
            cost=self._cost(usage),
            finish_reason="stop" if finish in _FINISHED else finish,
        )
        fault = None if finish in _FINISHED else _FINISH_FAULTS.get(finish, ModelFault.INVALID)
        if fault is None and not text.strip():
            fault = ModelFault.EMPTY
        if fault is not None:
            raise self._failures.billed(fault, completion)
        return completion

    def _cost(self, usage: Usage) -> Cost:
        return cost_of(self.provider, self.name, usage, at=self._clock.now())


def read_usage(told: "ToldUsage | None") -> Usage | None:
    """Return what a reply billed; Anthropic counts cached input apart and thinking within the output."""
    if told is None or told.input_tokens is None:
        return None
    read, written = told.cache_read_input_tokens or 0, told.cache_creation_input_tokens or 0
    inside = told.output_tokens_details
    thinking = min((inside.thinking_tokens if inside is not None else None) or 0, told.output_tokens)
    return Usage(
        input_tokens=told.input_tokens + read + written,
        output_tokens=told.output_tokens - thinking,
        thinking_tokens=thinking,
        cached_tokens=read,
        cache_write_tokens=written,
    )


def _text(content: Any) -> str:  # noqa: ANN401 - blocks of a dozen types, and what a proxy makes of them
    blocks = content if isinstance(content, list) else []
    for block in blocks:
        if getattr(block, "type", "") == "tool_use":
            return storable(json.dumps(block.input, ensure_ascii=False))
    return storable("".join(block.text for block in blocks if getattr(block, "type", "") == "text"))
