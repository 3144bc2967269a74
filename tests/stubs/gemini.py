"""A loopback Gemini: generateContent as the real SDK speaks it.

As a program: python -m tests.stubs.gemini --port 9000 --latency preprocess=0.6,generate=1.0,evaluate=0.8,plan=0.3
"""

import argparse
import json
import re
import threading
from collections.abc import Mapping
from typing import Any

from tests.stubs.answers import purpose_of
from tests.stubs.faults import Fault
from tests.stubs.server import Asked, Http, Reply, StubServer, Tokens
from tests.stubs.sse import Break, event, pieces

BENCH_LATENCIES = {"preprocess": 0.6, "generate": 1.0, "evaluate": 0.8, "plan": 0.3}
"""Seconds each call takes in the benchmarks."""

_ERRORS: Mapping[Fault, tuple[int, str, str]] = {
    Fault.SERVER_ERROR: (500, "INTERNAL", "An internal error has occurred."),
    Fault.OVERLOADED: (503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    Fault.GATEWAY_TIMEOUT: (504, "DEADLINE_EXCEEDED", "The request timed out."),
    Fault.BAD_GATEWAY_STATUS: (502, "BAD_GATEWAY", "Bad gateway"),
    Fault.BAD_REQUEST: (400, "INVALID_ARGUMENT", "Invalid JSON payload received."),
    Fault.UNAUTHORIZED: (401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
    Fault.FORBIDDEN: (403, "PERMISSION_DENIED", "The caller does not have permission."),
    Fault.UNKNOWN_MODEL: (404, "NOT_FOUND", "The model is not found for API version v1beta."),
}
_FINISH = {
    Fault.TRUNCATED: "MAX_TOKENS",
    Fault.TRUNCATED_EMPTY: "MAX_TOKENS",
    Fault.SAFETY: "SAFETY",
    Fault.RECITATION: "RECITATION",
}


class GeminiStub(StubServer):
    """Gemini on 127.0.0.1; `GEMINI_BASE_URL` takes its `url`."""

    def understand(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Asked:
        config = body.get("generationConfig", {})
        schema = config.get("responseJsonSchema") or config.get("responseSchema") or {}
        found = re.search(r"/models/([^:]+):", path)
        return Asked(
            purpose=purpose_of(schema),
            model=found.group(1) if found else "",
            system=_texts(body.get("systemInstruction", {})),
            user="\n".join(_texts(content) for content in body.get("contents", [])),
            schema=schema,
            body=body,
            headers=headers,
            path=path,
            streamed=":streamGenerateContent" in path and "alt=sse" in path,
        )

    def respond(self, asked: Asked, reply: Reply, text: str, tokens: Tokens) -> Http:
        if reply.fault in {Fault.RATE_LIMITED, Fault.DAILY_QUOTA}:
            return _quota(daily=reply.fault is Fault.DAILY_QUOTA, retry_s=reply.retry_s)
        if reply.fault is Fault.BAD_KEY:
            return _bad_key(asked)
        if reply.fault in _ERRORS:
            return _error(*_ERRORS[reply.fault])
        if asked.streamed:
            return Http(
                status=200, events=[event(piece) for piece in _stream(asked, reply, text, tokens)]
            )
        return Http(
            status=200, body=json.dumps(_success(asked, reply.fault, text, tokens)).encode()
        )

    def error_events(self) -> tuple[bytes, bytes]:
        overloaded = _error(*_ERRORS[Fault.OVERLOADED])
        return tuple(
            event(json.loads(http.body)) for http in (overloaded, _quota(daily=True, retry_s=3_600))
        )


def _stream(asked: Asked, reply: Reply, text: str, tokens: Tokens) -> list[dict[str, Any]]:
    """Return the pieces of a reply; each tells the usage so far, and the last one how it ended."""
    last = _success(asked, reply.fault, "", tokens)
    if not text or "candidates" not in last:
        return [last]
    if reply.breaks is Break.REFUSED:
        last["candidates"][0]["finishReason"] = "SAFETY"
    thoughts = [{"text": "Let me think about it.", "thought": True}] if tokens.thinking else []
    parts = [*thoughts, *({"text": piece} for piece in pieces(text))]
    if reply.breaks is not Break.REFUSED:
        last["candidates"][0]["content"] = {"role": "model", "parts": [parts.pop()]}
    return [*(_piece(asked, reply.fault, part, tokens) for part in parts), last]


def _piece(asked: Asked, fault: Fault, part: dict[str, Any], tokens: Tokens) -> dict[str, Any]:
    body: dict[str, Any] = {"modelVersion": asked.model, "responseId": "stub"}
    body["candidates"] = [{"index": 0, "content": {"role": "model", "parts": [part]}}]
    if fault is not Fault.NO_USAGE:
        body["usageMetadata"] = {"promptTokenCount": tokens.input, "totalTokenCount": tokens.input}
    return body


def _success(asked: Asked, fault: Fault, text: str, tokens: Tokens) -> dict[str, Any]:
    body: dict[str, Any] = {"modelVersion": asked.model, "responseId": "stub"}
    if fault is not Fault.NO_USAGE:
        body["usageMetadata"] = _usage(tokens)
    if fault is Fault.PROMPT_BLOCK:
        return body | {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}
    if fault is Fault.NO_CANDIDATES:
        return body
    candidate: dict[str, Any] = {"index": 0, "finishReason": _FINISH.get(fault, "STOP")}
    if text or fault is Fault.EMPTY_TEXT:
        candidate["content"] = {"role": "model", "parts": [{"text": text}]}
    return body | {"candidates": [candidate]}


def _usage(tokens: Tokens) -> dict[str, Any]:
    return {
        "promptTokenCount": tokens.input,
        "candidatesTokenCount": tokens.output,
        "thoughtsTokenCount": tokens.thinking,
        "cachedContentTokenCount": tokens.cached,
        "totalTokenCount": tokens.input + tokens.output + tokens.thinking,
        "serviceTier": "standard",  # the real API sends it, and the SDK's types do not know it
    }


def _error(
    status: int, name: str, message: str, details: list[dict[str, Any]] | None = None
) -> Http:
    body = {"error": {"code": status, "message": message, "status": name, "details": details or []}}
    return Http(status=status, body=json.dumps(body).encode())


def _quota(*, daily: bool, retry_s: float) -> Http:
    span = "PerDay" if daily else "PerMinute"
    return _error(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota.",
        [
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [{"quotaId": f"GenerateRequests{span}PerProjectPerModel-FreeTier"}],
            },
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{retry_s:g}s"},
        ],
    )


def _bad_key(asked: Asked) -> Http:
    key = next(
        (value for name, value in asked.headers.items() if name.lower() == "x-goog-api-key"), ""
    )
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
    return _error(
        400, "INVALID_ARGUMENT", f"API key not valid: {key}. Please pass a valid API key.", details
    )


def _texts(content: dict[str, Any]) -> str:
    return "".join(part.get("text", "") for part in content.get("parts", []))


def _latencies(text: str) -> dict[str, float]:
    return {
        name: float(seconds)
        for name, _, seconds in (part.partition("=") for part in text.split(",") if part)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="A loopback Gemini with sensible answers.")
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument(
        "--latency", type=_latencies, default=BENCH_LATENCIES, help="purpose=seconds,..."
    )
    given = parser.parse_args()
    with GeminiStub(port=given.port, latencies=given.latency) as stub:
        print(f"GEMINI_BASE_URL={stub.url}", flush=True)  # noqa: T201 - what the caller waits for
        threading.Event().wait()


if __name__ == "__main__":
    main()
