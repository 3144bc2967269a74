"""A loopback chat-completions server: OpenAI as the real SDK speaks it, and any server that imitates it."""

import json
from collections.abc import Mapping
from typing import Any

from tests.stubs.answers import purpose_of
from tests.stubs.faults import Fault
from tests.stubs.server import Asked, Http, Reply, StubServer, Tokens
from tests.stubs.sse import Break, event, pieces

_ERRORS: Mapping[Fault, tuple[int, str, str, str]] = {
    Fault.SERVER_ERROR: (500, "server_error", "", "The server had an error."),
    Fault.OVERLOADED: (503, "server_error", "", "The engine is currently overloaded."),
    Fault.GATEWAY_TIMEOUT: (504, "server_error", "", "Gateway timeout"),
    Fault.BAD_GATEWAY_STATUS: (502, "server_error", "", "Bad gateway"),
    Fault.BAD_REQUEST: (400, "invalid_request_error", "", "Unknown parameter."),
    Fault.UNAUTHORIZED: (401, "invalid_request_error", "invalid_api_key", "Missing bearer token."),
    Fault.FORBIDDEN: (403, "invalid_request_error", "", "Country not supported."),
    Fault.UNKNOWN_MODEL: (
        404,
        "invalid_request_error",
        "model_not_found",
        "The model does not exist.",
    ),
    Fault.PROMPT_BLOCK: (
        400,
        "invalid_request_error",
        "content_filter",
        "Filtered by the content management policy.",
    ),
    Fault.DAILY_QUOTA: (
        429,
        "insufficient_quota",
        "insufficient_quota",
        "You exceeded your current quota.",
    ),
    Fault.RATE_LIMITED: (
        429,
        "requests",
        "rate_limit_exceeded",
        "Rate limit reached for requests per min (RPM).",
    ),
}
_FINISH = {
    Fault.TRUNCATED: "length",
    Fault.TRUNCATED_EMPTY: "length",
    Fault.RECITATION: "content_filter",
}


class OpenAIStub(StubServer):
    """Chat completions on 127.0.0.1; `OPENAI_BASE_URL` takes its `base_url`."""

    unbilled = frozenset({Fault.PROMPT_BLOCK})

    @property
    def base_url(self) -> str:
        return f"{self.url}/v1"

    def understand(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
        said = {message["role"]: message["content"] for message in body.get("messages", [])}
        return Asked(
            purpose=purpose_of(schema),
            model=body.get("model", ""),
            system=said.get("system", ""),
            user=said.get("user", ""),
            schema=schema,
            body=body,
            headers=headers,
            path=path,
            streamed=bool(body.get("stream")),
        )

    def respond(self, asked: Asked, reply: Reply, text: str, tokens: Tokens) -> Http:
        if reply.fault is Fault.BAD_KEY:
            key = asked.headers.get("Authorization", "")
            return _error(
                401,
                "invalid_request_error",
                "invalid_api_key",
                f"Incorrect API key provided: {key}.",
            )
        if reply.fault in _ERRORS:
            limited = reply.fault in {Fault.RATE_LIMITED, Fault.DAILY_QUOTA}
            return _error(
                *_ERRORS[reply.fault],
                headers={"retry-after": f"{reply.retry_s:g}"} if limited else {},
            )
        if asked.streamed:
            return Http(status=200, events=_stream(asked, reply, text, tokens))
        return Http(
            status=200, body=json.dumps(_success(asked, reply.fault, text, tokens)).encode()
        )

    def error_events(self) -> tuple[bytes, bytes]:
        refusals = (_error(*_ERRORS[fault]) for fault in (Fault.OVERLOADED, Fault.DAILY_QUOTA))
        return tuple(event(json.loads(http.body)) for http in refusals)


def _stream(asked: Asked, reply: Reply, text: str, tokens: Tokens) -> list[bytes]:
    """Return the chunks of a reply: the role, the words, how it ended, the usage if it was asked for, and the mark."""
    whole = _success(asked, reply.fault, text, tokens)
    ends = (
        [event(_chunk(asked, [], usage=whole["usage"]))]
        if "usage" in whole and _wants_usage(asked)
        else []
    )
    if not whole["choices"]:
        return [*ends, event("[DONE]")]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if tokens.thinking:
        deltas.append({"reasoning_content": "Let me think about it."})
    if reply.fault is Fault.SAFETY:
        deltas += [
            {"refusal": piece} for piece in pieces(whole["choices"][0]["message"]["refusal"])
        ]
    deltas += [{"content": piece} for piece in pieces(text)]
    finish = (
        "content_filter" if reply.breaks is Break.REFUSED else whole["choices"][0]["finish_reason"]
    )
    chunks = [event(_chunk(asked, [_choice(delta)])) for delta in deltas]
    return [
        b": keep-alive\n\n",
        *chunks,
        event(_chunk(asked, [_choice({}, finish)])),
        *ends,
        event("[DONE]"),
    ]


def _wants_usage(asked: Asked) -> bool:
    return bool(asked.body.get("stream_options", {}).get("include_usage"))


def _choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}


def _chunk(
    asked: Asked, choices: list[dict[str, Any]], *, usage: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "id": "chatcmpl-stub",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": asked.model,
        "choices": choices,
        "usage": usage,
    }


def _success(asked: Asked, fault: Fault, text: str, tokens: Tokens) -> dict[str, Any]:
    refused = fault is Fault.SAFETY
    message = {"role": "assistant", "content": None if refused or fault is Fault.EMPTY else text}
    if refused:
        message["refusal"] = "I cannot help with that."
    choice = {"index": 0, "message": message, "finish_reason": _FINISH.get(fault, "stop")}
    body: dict[str, Any] = {
        "id": "chatcmpl-stub",
        "object": "chat.completion",
        "created": 0,
        "model": asked.model,
        "choices": [] if fault is Fault.NO_CANDIDATES else [choice],
    }
    if fault is not Fault.NO_USAGE:
        written = tokens.output + tokens.thinking
        body["usage"] = {
            "prompt_tokens": tokens.input,
            "completion_tokens": written,
            "total_tokens": tokens.input + written,
            "prompt_tokens_details": {"cached_tokens": tokens.cached},
            "completion_tokens_details": {"reasoning_tokens": tokens.thinking},
        }
    return body


def _error(
    status: int, kind: str, code: str, message: str, *, headers: Mapping[str, str] | None = None
) -> Http:
    error = {"message": message, "type": kind, "param": None, "code": code or None}
    return Http(status=status, body=json.dumps({"error": error}).encode(), headers=headers or {})
