"""OpenAI through its SDK, and with it every server that speaks the same chat-completions API.

The only module that knows this SDK. What differs between OpenAI and a server of one's own is a Dialect; the checks of a
reply are the same: a choice at all, a refusal, how it finished, text.
"""

import json
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
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
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion
    from openai.types.completion_usage import CompletionUsage

BASE_URL = "https://api.openai.com/v1"

_FINISH_FAULTS: Mapping[str, ModelFault] = {
    "length": ModelFault.TRUNCATED,
    "content_filter": ModelFault.BLOCKED,
    "tool_calls": ModelFault.INVALID,
    "function_call": ModelFault.INVALID,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Where servers that speak this API differ."""

    provider: str
    key_name: str
    limit_field: str
    strict: bool
    """Whether the server promises to follow the schema to the letter."""
    schema_in_prompt: bool
    """Whether the schema is also written into the prompt, for servers that ignore the request for it."""


OPENAI = Dialect(
    provider="openai",
    key_name="OPENAI_API_KEY",
    limit_field="max_completion_tokens",
    strict=True,
    schema_in_prompt=False,
)


class OpenAIModel:
    """One model behind a chat-completions API. Its client is made with the first call, kept, and shared by threads."""

    def __init__(
        self, api_key: str, name: str, base_url: str | None, clock: Clock, *, dialect: Dialect = OPENAI
    ) -> None:
        self.name = name
        self.provider = dialect.provider
        self._dialect = dialect
        self._key = api_key
        self._base_url = base_url or BASE_URL
        self._clock = clock
        self._failures = Failures(model=name, key_name=dialect.key_name, secret=api_key, clock=clock)
        self._lock = threading.Lock()
        self._client: AsyncOpenAI | None = None

    def warm(self) -> None:
        """Import the SDK and the price tables, which no call should wait for."""
        self._connect()
        self._cost(Usage())

    def complete(self, call: ModelCall) -> Completion:
        client = self._connect()
        import openai  # noqa: PLC0415 - loaded by _connect

        request = self._request(call)
        reply = ask_sdk(
            openai,
            self._failures,
            call.deadline_s,
            lambda: client.chat.completions.create(**request, timeout=call.deadline_s),
        )
        return self._checked(call, reply)

    def _connect(self) -> "AsyncOpenAI":
        with self._lock:
            if self._client is None:
                from openai import AsyncOpenAI  # noqa: PLC0415 - takes most of a second to import

                client = AsyncOpenAI(api_key=self._key, base_url=self._base_url, max_retries=0)
                weakref.finalize(self, soon, client.close)
                _ = client.chat.completions  # imports the rest now, outside of any call's deadline
                self._client = client
            return self._client

    def _request(self, call: ModelCall) -> dict[str, Any]:
        system, form = call.prompt.system, dict[str, Any]()
        if call.schema is not None:
            schema = wire_schema(call.schema, closed=True)
            named = {"name": call.schema.__name__, "schema": schema, "strict": self._dialect.strict}
            form["response_format"] = {"type": "json_schema", "json_schema": named}
            if self._dialect.schema_in_prompt:
                system = f"{system}\n\nThe schema of the JSON object:\n{json.dumps(schema)}"
        return {
            "model": self.name,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": call.prompt.user}],
            **form,
            self._dialect.limit_field: call.max_output_tokens,
        }

    def _checked(self, call: ModelCall, reply: "ChatCompletion") -> Completion:
        choices = getattr(reply, "choices", None)
        told: CompletionUsage | None = getattr(reply, "usage", None)
        if choices is None and told is None:
            raise self._failures.of(ModelFault.BAD_GATEWAY, detail="nothing of a reply")
        choice = choices[0] if choices else None
        text = storable((choice.message.content or "") if choice is not None else "")
        refused = bool(choice is not None and choice.message.refusal)
        finish = "refusal" if refused else (choice.finish_reason or "stop") if choice is not None else "no_choice"
        usage = read_usage(told) or estimate(call, text)
        completion = Completion(
            text=text,
            model=self.name,
            provider=self.provider,
            usage=usage,
            cost=self._cost(usage),
            finish_reason=finish,
        )
        fault = ModelFault.BLOCKED if refused else _FINISH_FAULTS.get(finish)
        if fault is None and not text.strip():
            fault = ModelFault.EMPTY
        if fault is not None:
            raise self._failures.billed(fault, completion)
        return completion

    def _cost(self, usage: Usage) -> Cost:
        return cost_of(self.provider, self.name, usage, at=self._clock.now())


def read_usage(told: "CompletionUsage | None") -> Usage | None:
    """Return what a reply billed. Thinking that a server leaves out of its parts is found in its total."""
    if told is None or told.prompt_tokens is None:
        return None
    written = told.completion_tokens or 0
    inside = told.completion_tokens_details
    thinking = min((inside.reasoning_tokens if inside is not None else None) or 0, written)
    hidden = max(0, (told.total_tokens or 0) - told.prompt_tokens - written)
    cache = told.prompt_tokens_details
    return Usage(
        input_tokens=told.prompt_tokens,
        output_tokens=written - thinking,
        thinking_tokens=thinking + hidden,
        cached_tokens=(cache.cached_tokens if cache is not None else None) or 0,
        cache_write_tokens=getattr(cache, "cache_write_tokens", None) or 0,  # gateways to other makers send it
    )
