"""Gemini through google-genai: the only module that knows this SDK.

Its async client is used over httpx, because its aiohttp transport silently repeats a call whose connection broke, and a
call nobody wrote down may be paid twice. Nothing of the SDK's own parsing is trusted: it swallows why a reply is empty.
The checks follow the order in which a reply can fail: prompt blocked, no candidate, how it finished, no text.
"""

import functools
import threading
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.clock import Clock
from core.errors import ModelError, ModelFault
from core.llm.deadline import soon, within
from core.llm.faults import Failures, fault_of_status
from core.llm.pricing import cost_of
from core.llm.replies import storable
from core.llm.usage import estimate
from core.llm.wire_schema import wire_schema
from core.ports import Completion, Cost, ModelCall, Usage

if TYPE_CHECKING:
    from ssl import SSLContext

    from google.genai import Client
    from google.genai.errors import APIError
    from google.genai.types import (
        BlockedReason,
        Candidate,
        FinishReason,
        GenerateContentResponse,
        GenerateContentResponseUsageMetadata,
    )

BASE_URL = "https://generativelanguage.googleapis.com/"
PROVIDER = "google"
KEY_NAME = "GEMINI_API_KEY"

_FINISHED = frozenset({"STOP", "FINISH_REASON_UNSPECIFIED", ""})
_FINISH_FAULTS: Mapping[str, ModelFault] = {
    "MAX_TOKENS": ModelFault.TRUNCATED,
    "SAFETY": ModelFault.BLOCKED,
    "RECITATION": ModelFault.BLOCKED,
    "BLOCKLIST": ModelFault.BLOCKED,
    "PROHIBITED_CONTENT": ModelFault.BLOCKED,
    "SPII": ModelFault.BLOCKED,
    "MODEL_ARMOR": ModelFault.BLOCKED,
    "LANGUAGE": ModelFault.BAD_REQUEST,
}


class GeminiModel:
    """One Gemini model. Its client is made with the first call, kept, and shared by all threads."""

    provider = PROVIDER

    def __init__(self, api_key: str, name: str, base_url: str | None, clock: Clock) -> None:
        self.name = name
        self._key = api_key
        self._base_url = base_url or BASE_URL
        self._clock = clock
        self._failures = Failures(model=name, key_name=KEY_NAME, secret=api_key, clock=clock)
        self._lock = threading.Lock()
        self._client: Client | None = None

    def warm(self) -> None:
        """Import the SDK and the price tables, which takes two seconds that no call should wait for."""
        self._connect()
        self._cost(Usage())

    def complete(self, call: ModelCall) -> Completion:
        client = self._connect()
        response = self._ask(client, call)
        return self._checked(call, response)

    def _connect(self) -> "Client":
        with self._lock:
            if self._client is None:
                import httpx2  # noqa: PLC0415 - the SDK's transport, loaded with it
                from google.genai import Client  # noqa: PLC0415 - takes over a second to import
                from google.genai.types import HttpOptions  # noqa: PLC0415 - as above

                tls = _tls()
                http = httpx2.AsyncClient(verify=tls)
                weakref.finalize(self, soon, http.aclose)
                options = HttpOptions(
                    base_url=self._base_url,
                    client_args={"verify": tls},
                    async_client_args={"ssl": tls},
                    httpx_async_client=http,
                )
                self._client = Client(api_key=self._key, vertexai=False, http_options=options)
            return self._client

    def _ask(self, client: "Client", call: ModelCall) -> "GenerateContentResponse":
        import httpx2  # noqa: PLC0415 - loaded with the SDK by _connect
        from google.genai.errors import APIError  # noqa: PLC0415 - as above
        from google.genai.types import GenerateContentConfig, HttpOptions  # noqa: PLC0415 - as above

        config = GenerateContentConfig(
            system_instruction=call.prompt.system,
            response_mime_type=None if call.schema is None else "application/json",
            response_json_schema=None if call.schema is None else wire_schema(call.schema),
            max_output_tokens=call.max_output_tokens,
            http_options=HttpOptions(timeout=round(call.deadline_s * 1_000)),
        )
        try:
            return within(
                call.deadline_s,
                lambda: client.aio.models.generate_content(model=self.name, contents=call.prompt.user, config=config),
            )
        except (TimeoutError, httpx2.TimeoutException):
            raise self._failures.too_late(call.deadline_s) from None
        except APIError as error:
            raise self._refused(error) from None  # the original may carry the request, and with it the key
        except httpx2.TransportError as error:
            raise self._failures.of(ModelFault.CONNECTION, detail=type(error).__name__) from None
        except Exception as error:  # a body that is no JSON, or JSON that is no response, surfaces as anything
            raise self._failures.of(ModelFault.BAD_GATEWAY, detail=type(error).__name__) from error

    def _refused(self, error: "APIError") -> ModelError:
        details = _details(error)
        text = f"{error.code} {error.status}: {error.message}"
        if error.code == 429:
            daily = any("PerDay" in str(v.get("quotaId", "")) for d in details for v in d.get("violations") or ())
            return self._failures.rate_limited(_retry_delay(details), daily=daily, detail=text)
        if any(d.get("reason") in {"API_KEY_INVALID", "API_KEY_SERVICE_BLOCKED"} for d in details):
            return self._failures.of(ModelFault.AUTH, detail=text)
        return self._failures.of(fault_of_status(error.code), detail=text)

    def _checked(self, call: ModelCall, response: "GenerateContentResponse") -> Completion:
        if response.usage_metadata is None and response.prompt_feedback is None and not response.candidates:
            raise self._failures.of(ModelFault.BAD_GATEWAY, detail="JSON without anything of a reply")
        candidate = response.candidates[0] if response.candidates else None
        text = _text(candidate)
        feedback = response.prompt_feedback
        blocked = feedback.block_reason if feedback is not None else None
        finish = _name(blocked) or _name(candidate.finish_reason if candidate is not None else None)
        usage = read_usage(response.usage_metadata) or estimate(call, text)
        completion = Completion(
            text=text,
            model=self.name,
            provider=self.provider,
            usage=usage,
            cost=self._cost(usage),
            finish_reason="stop" if finish in _FINISHED else finish.lower(),
        )
        fault = _fault(finish, text, blocked=blocked is not None, answered=candidate is not None)
        if fault is not None:
            raise self._failures.billed(fault, completion)
        return completion

    def _cost(self, usage: Usage) -> Cost:
        return cost_of(self.provider, self.name, usage, at=self._clock.now())


@functools.cache
def _tls() -> "SSLContext":
    """Return one TLS context for all clients: the SDK would read the certificates three times for each."""
    import httpx2  # noqa: PLC0415 - loaded with the SDK

    return httpx2.create_ssl_context()


def _fault(finish: str, text: str, *, blocked: bool, answered: bool) -> ModelFault | None:
    if blocked:
        return ModelFault.BLOCKED
    if not answered:
        return ModelFault.EMPTY
    if finish not in _FINISHED:
        return _FINISH_FAULTS.get(finish, ModelFault.INVALID)
    return None if text.strip() else ModelFault.EMPTY


def _name(reason: "BlockedReason | FinishReason | None") -> str:
    return "" if reason is None else str(reason.value)


def _text(candidate: "Candidate | None") -> str:
    parts = candidate.content.parts if candidate is not None and candidate.content is not None else None
    return storable("".join(part.text for part in parts or () if part.text and not part.thought))


def read_usage(told: "GenerateContentResponseUsageMetadata | None") -> Usage | None:
    """Return what a reply billed, None where it tells nothing; what tools read counts as input."""
    if told is None or told.prompt_token_count is None:
        return None
    return Usage(
        input_tokens=told.prompt_token_count + (told.tool_use_prompt_token_count or 0),
        output_tokens=told.candidates_token_count or 0,
        thinking_tokens=told.thoughts_token_count or 0,
        cached_tokens=told.cached_content_token_count or 0,
    )


def _details(error: "APIError") -> list[dict[str, Any]]:
    body = error.details
    inner = body.get("error", body) if isinstance(body, dict) else {}
    details = inner.get("details", []) if isinstance(inner, dict) else []
    return [d for d in details if isinstance(d, dict)] if isinstance(details, list) else []


def _retry_delay(details: list[dict[str, Any]]) -> float | None:
    for detail in details:
        try:
            return float(str(detail["retryDelay"]).removesuffix("s"))
        except (KeyError, ValueError):
            continue
    return None
