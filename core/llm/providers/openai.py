"""OpenAI through its SDK, and every other server that speaks the chat-completions API.

The only module that imports this SDK. A Dialect holds the differences between OpenAI and other
servers. Replies are read in one order: a choice, a refusal, the finish reason, text.
"""

import json
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.clock import Clock
from core.errors import ModelError, ModelFault
from core.llm.providers.adapter import Connection, SdkModel
from core.llm.providers.openai_anthropic_errors import to_model_error
from core.llm.reply.stream import COMPLETE, StreamChunk
from core.llm.reply.wire_schema import wire_schema
from core.ports import ModelCall, Usage
from core.text import strip_unstorable

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion, ChatCompletionChunk
    from openai.types.completion_usage import CompletionUsage

BASE_URL = "https://api.openai.com/v1"

_FINISH_FAULTS: Mapping[str, ModelFault] = {
    "length": ModelFault.TRUNCATED,
    "content_filter": ModelFault.BLOCKED,
    "tool_calls": ModelFault.INVALID,
    "function_call": ModelFault.INVALID,
}


_REASONING = re.compile(r"^(?:o\d|gpt-(?:[5-9]|\d\d))(?!.*chat)")
"""OpenAI's models that reason before they answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The differences between servers that speak this API."""

    provider: str
    key_name: str
    limit_field: str
    strict: bool
    """Whether the server guarantees that a reply follows the schema."""
    schema_in_prompt: bool
    """Whether the prompt contains the schema too, for servers that ignore it in the request."""


OPENAI = Dialect(
    provider="openai",
    key_name="OPENAI_API_KEY",
    limit_field="max_completion_tokens",
    strict=True,
    schema_in_prompt=False,
)


class OpenAIModel(SdkModel["AsyncOpenAI"]):
    """One model behind a chat-completions API."""

    def __init__(
        self,
        api_key: str,
        name: str,
        base_url: str | None,
        clock: Clock,
        *,
        dialect: Dialect = OPENAI,
    ) -> None:
        super().__init__(
            provider=dialect.provider,
            name=name,
            api_key=api_key,
            key_name=dialect.key_name,
            clock=clock,
        )
        self._dialect = dialect
        self._base_url = base_url or BASE_URL

    def _open_client(self) -> "Connection[AsyncOpenAI]":
        from openai import AsyncOpenAI  # noqa: PLC0415 - takes most of a second to import

        client = AsyncOpenAI(api_key=self._key, base_url=self._base_url, max_retries=0)
        _ = client.chat.completions  # imports its modules before any deadline begins
        return Connection(client, client.close)

    async def _chunks(
        self, client: "AsyncOpenAI", call: ModelCall
    ) -> AsyncGenerator[StreamChunk, None]:
        request = self._request(call)
        if call.stream_to is None:
            reply = await client.chat.completions.create(**request, timeout=call.deadline_s)
            if (whole := _to_chunk(reply, whole=True)) is not None:
                yield whole
            return
        request["stream_options"] = {"include_usage": True}
        chunks = await client.chat.completions.create(
            **request, timeout=call.deadline_s, stream=True
        )
        async with chunks:
            async for piece in chunks:
                if (part := _to_chunk(piece, whole=False)) is not None:
                    yield part

    def _to_model_error(self, error: Exception, call: ModelCall) -> ModelError:
        import httpx  # noqa: PLC0415 - the SDK's transport, loaded with it
        import openai  # noqa: PLC0415 - loaded by _open

        return to_model_error(error, openai, httpx, self._errors, call.deadline_s)

    def _request(self, call: ModelCall) -> dict[str, Any]:
        system, form = call.prompt.system, dict[str, Any]()
        if call.schema is not None:
            schema = wire_schema(call.schema, closed=True)
            named = {"name": call.schema.__name__, "schema": schema, "strict": self._dialect.strict}
            form["response_format"] = {"type": "json_schema", "json_schema": named}
            if self._dialect.schema_in_prompt:
                system = f"{system}\n\nThe schema of the JSON object:\n{json.dumps(schema)}"
        if _REASONING.match(self.name):  # these reject a temperature
            form |= {"reasoning_effort": call.thinking.value} if call.thinking is not None else {}
        elif call.temperature is not None:
            form["temperature"] = call.temperature
        return {
            "model": self.name,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": call.prompt.user},
            ],
            **form,
            self._dialect.limit_field: call.max_output_tokens,
        }


def _to_chunk(reply: "ChatCompletion | ChatCompletionChunk", *, whole: bool) -> StreamChunk | None:
    """Return a reply or a piece of one as a chunk, or None if it is neither."""
    choices = getattr(reply, "choices", None)
    reported = getattr(reply, "usage", None)
    if choices is None and reported is None:
        return None
    usage = read_usage(reported)
    if not choices:
        return StreamChunk(finish="no_choice" if whole else None, usage=usage)
    message = choices[0].message if whole else choices[0].delta
    refused = bool(message.refusal)
    finish = "refusal" if refused else choices[0].finish_reason or (COMPLETE if whole else None)
    return StreamChunk(
        text=strip_unstorable(message.content or ""),
        thought=str(
            getattr(message, "reasoning_content", None) or ""
        ),  # how most self-hosted servers send it
        finish=finish,
        fault=ModelFault.BLOCKED if refused else _FINISH_FAULTS.get(finish or ""),
        usage=usage,
    )


def read_usage(reported: "CompletionUsage | None") -> Usage | None:
    """Return the reported usage; thinking that no field holds is computed from the total."""
    if reported is None or reported.prompt_tokens is None:
        return None
    written = reported.completion_tokens or 0
    details = reported.completion_tokens_details
    thinking = min((details.reasoning_tokens if details is not None else None) or 0, written)
    hidden = max(0, (reported.total_tokens or 0) - reported.prompt_tokens - written)
    cache = reported.prompt_tokens_details
    return Usage(
        input_tokens=reported.prompt_tokens,
        output_tokens=written - thinking,
        thinking_tokens=thinking + hidden,
        cached_tokens=(cache.cached_tokens if cache is not None else None) or 0,
        cache_write_tokens=getattr(cache, "cache_write_tokens", None)
        or 0,  # gateways to other providers send it
    )
