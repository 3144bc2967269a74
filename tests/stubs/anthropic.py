"""A loopback Anthropic: the Messages API as the real SDK speaks it."""

import json
from collections.abc import Mapping
from typing import Any

from tests.stubs.answers import purpose_of
from tests.stubs.faults import Fault
from tests.stubs.server import Asked, Http, Reply, StubServer, Tokens
from tests.stubs.sse import Break, event, pieces

_ERRORS: Mapping[Fault, tuple[int, str, str]] = {
    Fault.SERVER_ERROR: (500, "api_error", "Internal server error"),
    Fault.OVERLOADED: (529, "overloaded_error", "Overloaded"),
    Fault.GATEWAY_TIMEOUT: (504, "timeout_error", "Request timed out"),
    Fault.BAD_GATEWAY_STATUS: (502, "api_error", "Bad gateway"),
    Fault.BAD_REQUEST: (400, "invalid_request_error", "messages: field required"),
    Fault.UNAUTHORIZED: (401, "authentication_error", "invalid x-api-key"),
    Fault.FORBIDDEN: (403, "permission_error", "Your key may not use this resource."),
    Fault.UNKNOWN_MODEL: (404, "not_found_error", "model: not found"),
    Fault.DAILY_QUOTA: (
        429,
        "rate_limit_error",
        "This would exceed your organization's limit of tokens per day.",
    ),
    Fault.RATE_LIMITED: (
        429,
        "rate_limit_error",
        "Number of requests has exceeded your per-minute rate limit.",
    ),
}
_STOP = {
    Fault.TRUNCATED: "max_tokens",
    Fault.TRUNCATED_EMPTY: "max_tokens",
    Fault.SAFETY: "refusal",
    Fault.RECITATION: "refusal",
    Fault.PROMPT_BLOCK: "refusal",
}
_AS_TEXT = frozenset(
    {Fault.BAD_JSON, Fault.FENCED, Fault.PROSE, Fault.CHATTER, Fault.TRUNCATED, Fault.EMPTY_TEXT}
)
"""Faults of a text that cannot stand in a tool's input, which is an object on the wire."""


class AnthropicStub(StubServer):
    """Messages on 127.0.0.1; `ANTHROPIC_BASE_URL` takes its `url`."""

    def understand(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        tools = body.get("tools") or [{}]
        format_ = body.get("output_config", {}).get("format", {})
        schema = tools[0].get("input_schema") or format_.get("schema", {})
        return Asked(
            purpose=purpose_of(schema),
            model=body.get("model", ""),
            system=body.get("system", ""),
            user="\n".join(message["content"] for message in body.get("messages", [])),
            schema=schema,
            body=body,
            headers=headers,
            path=path,
            streamed=bool(body.get("stream")),
        )

    def respond(self, asked: Asked, reply: Reply, text: str, tokens: Tokens) -> Http:
        if reply.fault is Fault.BAD_KEY:
            key = asked.headers.get("Authorization", "")
            return _error(401, "authentication_error", f"invalid x-api-key: {key}")
        if reply.fault in _ERRORS:
            limited = reply.fault in {Fault.RATE_LIMITED, Fault.DAILY_QUOTA}
            return _error(
                *_ERRORS[reply.fault],
                headers={"retry-after": f"{reply.retry_s:g}"} if limited else {},
            )
        if asked.streamed:
            told = _stream(asked, reply, text, tokens)
            return Http(status=200, events=[event(data, name=data["type"]) for data in told])
        return Http(
            status=200, body=json.dumps(_success(asked, reply.fault, text, tokens)).encode()
        )

    def error_events(self) -> tuple[bytes, bytes]:
        refusals = (_error(*_ERRORS[fault]) for fault in (Fault.OVERLOADED, Fault.DAILY_QUOTA))
        return tuple(event(json.loads(http.body), name="error") for http in refusals)


def _stream(asked: Asked, reply: Reply, text: str, tokens: Tokens) -> list[dict[str, Any]]:
    """Return the events of a message: its start with the input's usage, its blocks, its end with the output's."""
    whole = _success(asked, reply.fault, "", tokens)
    usage = whole.pop("usage", None)
    start = whole | {"content": [], "stop_reason": None}
    end: dict[str, Any] = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    if reply.breaks is Break.REFUSED:
        end["stop_reason"] = "refusal"
    blocks = [_thinking(0)] if tokens.thinking else []
    if text:
        blocks.append(
            _words(len(blocks), text, as_tool=bool(asked.schema) and reply.fault not in _AS_TEXT)
        )
    ended: dict[str, Any] = {"type": "message_delta", "delta": end}
    if usage is not None:
        start["usage"] = usage | {"output_tokens": 1, "output_tokens_details": None}
        ended["usage"] = {name: usage[name] for name in ("output_tokens", "output_tokens_details")}
    return [
        {"type": "message_start", "message": start},
        {"type": "ping"},
        *(told for block in blocks for told in block),
        ended,
        {"type": "message_stop"},
    ]


def _block(index: int, start: dict[str, Any], deltas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"type": "content_block_start", "index": index, "content_block": start},
        *({"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas),
        {"type": "content_block_stop", "index": index},
    ]


def _thinking(index: int) -> list[dict[str, Any]]:
    thought = {"type": "thinking_delta", "thinking": "Let me think about it."}
    signed = {"type": "signature_delta", "signature": "c2lnbmVk"}
    return _block(index, {"type": "thinking", "thinking": "", "signature": ""}, [thought, signed])


def _words(index: int, text: str, *, as_tool: bool) -> list[dict[str, Any]]:
    if as_tool:
        tool = {"type": "tool_use", "id": "toolu_stub", "name": "answer", "input": {}}
        return _block(
            index,
            tool,
            [{"type": "input_json_delta", "partial_json": piece} for piece in pieces(text)],
        )
    return _block(
        index,
        {"type": "text", "text": ""},
        [{"type": "text_delta", "text": piece} for piece in pieces(text)],
    )


def _success(asked: Asked, fault: Fault, text: str, tokens: Tokens) -> dict[str, Any]:
    if fault in _AS_TEXT or (text and not asked.schema):
        content = [{"type": "text", "text": text}]
    elif text:
        content = [
            {"type": "tool_use", "id": "toolu_stub", "name": "answer", "input": json.loads(text)}
        ]
    else:
        content = []
    body: dict[str, Any] = {
        "id": "msg_stub",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": content,
        "stop_reason": _STOP.get(fault, "tool_use" if asked.schema else "end_turn"),
        "stop_sequence": None,
    }
    if fault is not Fault.NO_USAGE:
        body["usage"] = {
            "input_tokens": tokens.input - tokens.cached,
            "cache_read_input_tokens": tokens.cached,
            "cache_creation_input_tokens": 0,
            "output_tokens": tokens.output + tokens.thinking,
            "output_tokens_details": {"thinking_tokens": tokens.thinking},
        }
    return body


def _error(
    status: int, kind: str, message: str, *, headers: Mapping[str, str] | None = None
) -> Http:
    body = {"type": "error", "error": {"type": kind, "message": message}}
    return Http(status=status, body=json.dumps(body).encode(), headers=headers or {})
