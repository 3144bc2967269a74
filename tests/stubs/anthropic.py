"""A loopback Anthropic: the Messages API as the real SDK speaks it."""

import json
from collections.abc import Mapping
from typing import Any

from tests.stubs.answers import purpose_of
from tests.stubs.faults import Fault
from tests.stubs.server import Asked, Http, Reply, StubServer, Tokens

_ERRORS: Mapping[Fault, tuple[int, str, str]] = {
    Fault.SERVER_ERROR: (500, "api_error", "Internal server error"),
    Fault.OVERLOADED: (529, "overloaded_error", "Overloaded"),
    Fault.GATEWAY_TIMEOUT: (504, "timeout_error", "Request timed out"),
    Fault.BAD_GATEWAY_STATUS: (502, "api_error", "Bad gateway"),
    Fault.BAD_REQUEST: (400, "invalid_request_error", "messages: field required"),
    Fault.UNAUTHORIZED: (401, "authentication_error", "invalid x-api-key"),
    Fault.FORBIDDEN: (403, "permission_error", "Your key may not use this resource."),
    Fault.UNKNOWN_MODEL: (404, "not_found_error", "model: not found"),
    Fault.DAILY_QUOTA: (429, "rate_limit_error", "This would exceed your organization's limit of tokens per day."),
    Fault.RATE_LIMITED: (429, "rate_limit_error", "Number of requests has exceeded your per-minute rate limit."),
}
_STOP = {
    Fault.TRUNCATED: "max_tokens",
    Fault.TRUNCATED_EMPTY: "max_tokens",
    Fault.SAFETY: "refusal",
    Fault.RECITATION: "refusal",
    Fault.PROMPT_BLOCK: "refusal",
}
_AS_TEXT = frozenset({Fault.BAD_JSON, Fault.FENCED, Fault.PROSE, Fault.CHATTER, Fault.TRUNCATED, Fault.EMPTY_TEXT})
"""Faults of a text that cannot stand in a tool's input, which is an object on the wire."""


class AnthropicStub(StubServer):
    """Messages on 127.0.0.1; `ANTHROPIC_BASE_URL` takes its `url`."""

    def understand(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        tools = body.get("tools") or [{}]
        schema = tools[0].get("input_schema", {})
        return Asked(
            purpose=purpose_of(schema),
            model=body.get("model", ""),
            system=body.get("system", ""),
            user="\n".join(message["content"] for message in body.get("messages", [])),
            schema=schema,
            body=body,
            headers=headers,
            path=path,
        )

    def respond(self, asked: Asked, reply: Reply, text: str, tokens: Tokens) -> Http:
        if reply.fault is Fault.BAD_KEY:
            key = asked.headers.get("Authorization", "")
            return _error(401, "authentication_error", f"invalid x-api-key: {key}")
        if reply.fault in _ERRORS:
            limited = reply.fault in {Fault.RATE_LIMITED, Fault.DAILY_QUOTA}
            return _error(*_ERRORS[reply.fault], headers={"retry-after": f"{reply.retry_s:g}"} if limited else {})
        return Http(status=200, body=json.dumps(_success(asked, reply.fault, text, tokens)).encode())


def _success(asked: Asked, fault: Fault, text: str, tokens: Tokens) -> dict[str, Any]:
    if fault in _AS_TEXT:
        content = [{"type": "text", "text": text}]
    elif text:
        content = [{"type": "tool_use", "id": "toolu_stub", "name": "answer", "input": json.loads(text)}]
    else:
        content = []
    body: dict[str, Any] = {
        "id": "msg_stub",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": content,
        "stop_reason": _STOP.get(fault, "tool_use"),
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


def _error(status: int, kind: str, message: str, *, headers: Mapping[str, str] | None = None) -> Http:
    body = {"type": "error", "error": {"type": kind, "message": message}}
    return Http(status=status, body=json.dumps(body).encode(), headers=headers or {})
