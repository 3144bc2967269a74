"""Claude through the Anthropic SDK: the only module that imports it.

Up to Claude 4, a typed answer is requested as the input of a tool that the model must use. Later
models reject that and a temperature; they take the schema of their answer and an effort instead. A
model that answers in another form is parsed like any other.
"""

import json
import re
from collections.abc import AsyncGenerator, Mapping
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
    from anthropic import AsyncAnthropic, AsyncStream
    from anthropic.types import Message
    from anthropic.types import Usage as ReportedUsage

BASE_URL = "https://api.anthropic.com"
PROVIDER = "anthropic"
KEY_NAME = "ANTHROPIC_API_KEY"
TOOL = "answer"

_UP_TO_4 = re.compile(r"^claude-(?:[123](?!\d)|(?:haiku|sonnet|opus)-4-[0-6](?!\d))")
_FINISHED = frozenset({"end_turn", "tool_use", "stop_sequence"})
_FINISH_FAULTS: Mapping[str, ModelFault] = {
    "max_tokens": ModelFault.TRUNCATED,
    "refusal": ModelFault.BLOCKED,
    "model_context_window_exceeded": ModelFault.BAD_REQUEST,
}


class AnthropicModel(SdkModel["AsyncAnthropic"]):
    """One Claude model."""

    def __init__(self, api_key: str, name: str, base_url: str | None, clock: Clock) -> None:
        super().__init__(
            provider=PROVIDER, name=name, api_key=api_key, key_name=KEY_NAME, clock=clock
        )
        self._base_url = base_url or BASE_URL

    def _open_client(self) -> "Connection[AsyncAnthropic]":
        from anthropic import AsyncAnthropic  # noqa: PLC0415 - takes most of a second to import

        client = AsyncAnthropic(api_key=self._key, base_url=self._base_url, max_retries=0)
        _ = client.messages  # imports its modules before any deadline begins
        return Connection(client, client.close)

    async def _chunks(
        self, client: "AsyncAnthropic", call: ModelCall
    ) -> AsyncGenerator[StreamChunk, None]:
        request = self._request(call)
        if call.stream_to is None:
            reply = await client.messages.create(**request, timeout=call.deadline_s)
            if (whole := _message_chunk(reply)) is not None:
                yield whole
            return
        reported: ReportedUsage | None = None
        events: AsyncStream[Any] = await client.messages.create(
            **request, timeout=call.deadline_s, stream=True
        )
        async with events:
            async for event in events:
                match getattr(event, "type", None):
                    case "message_start":
                        reported = event.message.usage
                        yield StreamChunk(usage=read_usage(reported))
                    case "content_block_delta":
                        yield _delta_chunk(event.delta)
                    case "message_delta":
                        reported = _merge_usage(reported, event.usage)
                        yield _final_chunk(event.delta.stop_reason, usage=read_usage(reported))

    def _to_model_error(self, error: Exception, call: ModelCall) -> ModelError:
        import anthropic  # noqa: PLC0415 - loaded by _open
        import httpx2  # noqa: PLC0415 - the SDK's transport, loaded with it

        return to_model_error(error, anthropic, httpx2, self._errors, call.deadline_s)

    def _request(self, call: ModelCall) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.name,
            "max_tokens": call.max_output_tokens,
            "system": call.prompt.system,
            "messages": [{"role": "user", "content": call.prompt.user}],
        }
        if _UP_TO_4.match(self.name) is None:
            return request | self._output_config(call)
        if call.temperature is not None:
            request["temperature"] = call.temperature
        if call.schema is not None:
            tool = {
                "name": TOOL,
                "description": "Hand in the answer as the JSON object that was asked for.",
                "input_schema": wire_schema(call.schema),
            }
            request |= {"tools": [tool], "tool_choice": {"type": "tool", "name": TOOL}}
        return request

    def _output_config(self, call: ModelCall) -> dict[str, Any]:
        from anthropic import transform_schema  # noqa: PLC0415 - loaded by _open

        config: dict[str, Any] = {}
        if call.thinking is not None:
            config["effort"] = call.thinking.value
        if call.schema is not None:
            schema = transform_schema(wire_schema(call.schema, closed=True))
            config["format"] = {"type": "json_schema", "schema": schema}
        return {"output_config": config} if config else {}


def _message_chunk(reply: "Message") -> StreamChunk | None:
    content = getattr(reply, "content", None)
    reported: ReportedUsage | None = getattr(reply, "usage", None)
    if content is None and reported is None:
        return None
    return _final_chunk(
        reply.stop_reason or "end_turn", text=_text(content), usage=read_usage(reported)
    )


def _delta_chunk(delta: Any) -> StreamChunk:  # noqa: ANN401 - five types, and what proxies send
    text = getattr(delta, "text", None) or getattr(delta, "partial_json", None) or ""
    return StreamChunk(text=strip_unstorable(text), thought=getattr(delta, "thinking", None) or "")


def _final_chunk(reason: str | None, *, usage: Usage | None, text: str = "") -> StreamChunk:
    if reason is None:
        return StreamChunk(text=text, usage=usage)
    if reason in _FINISHED:
        return StreamChunk(text=text, finish=COMPLETE, usage=usage)
    return StreamChunk(
        text=text, finish=reason, fault=_FINISH_FAULTS.get(reason, ModelFault.INVALID), usage=usage
    )


def _text(content: Any) -> str:  # noqa: ANN401 - a dozen types, and what proxies send
    blocks = content if isinstance(content, list) else []
    for block in blocks:
        if getattr(block, "type", "") == "tool_use":
            return strip_unstorable(json.dumps(block.input, ensure_ascii=False))
    return strip_unstorable(
        "".join(block.text for block in blocks if getattr(block, "type", "") == "text")
    )


def _merge_usage(
    reported: "ReportedUsage | None",
    later: Any,  # noqa: ANN401 - proxies omit it
) -> "ReportedUsage | None":
    """Return the usage from the start of a stream, updated by the usage from its end."""
    from anthropic.types import Usage as ReportedUsage  # noqa: PLC0415 - loaded with the SDK

    known = {name: value for name, value in dict(later or {}).items() if value is not None}
    return ReportedUsage.construct(**{**dict(reported or {}), **known}) if known else reported


def read_usage(reported: "ReportedUsage | None") -> Usage | None:
    """Return the reported usage; Anthropic counts cached input apart, thinking in the output."""
    if reported is None or reported.input_tokens is None:
        return None
    read, written = reported.cache_read_input_tokens or 0, reported.cache_creation_input_tokens or 0
    details, created = reported.output_tokens_details, reported.cache_creation
    thinking = min(
        (details.thinking_tokens if details is not None else None) or 0, reported.output_tokens
    )
    return Usage(
        input_tokens=reported.input_tokens + read + written,
        output_tokens=reported.output_tokens - thinking,
        thinking_tokens=thinking,
        cached_tokens=read,
        cache_write_tokens=written,
        cache_write_1h_tokens=min(
            (created.ephemeral_1h_input_tokens if created is not None else None) or 0, written
        ),
    )
