"""Gemini through google-genai: the only module that imports this SDK.

Its async client runs over httpx, because its aiohttp transport silently repeats a call whose
connection broke, and that call would be paid for without a ledger entry. The SDK's own parsing is
not used, because it hides why a reply is empty. The checks follow the order in which a reply can
fail: prompt blocked, no candidate, finish reason, no text.
"""

import functools
from collections.abc import AsyncGenerator, Mapping
from typing import TYPE_CHECKING, Any

from core.clock import Clock
from core.errors import ModelError, ModelFault
from core.llm.providers.adapter import Connection, SdkModel
from core.llm.providers.faults import fault_of_status
from core.llm.providers.gemini_thinking import thinking_config
from core.llm.reply.stream import COMPLETE, StreamChunk
from core.llm.reply.wire_schema import wire_schema
from core.ports import ModelCall, Usage
from core.text import strip_unstorable

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

_UNNAMED = frozenset({"FINISH_REASON_UNSPECIFIED", ""})
"""Finish reasons that mean none: of a whole reply, and of every piece of a stream but the last."""
_FINISH_FAULTS: Mapping[str, ModelFault] = {
    "MAX_TOKENS": ModelFault.TRUNCATED,
    "CONTINUATION": ModelFault.TRUNCATED,
    "SAFETY": ModelFault.BLOCKED,
    "RECITATION": ModelFault.BLOCKED,
    "BLOCKLIST": ModelFault.BLOCKED,
    "PROHIBITED_CONTENT": ModelFault.BLOCKED,
    "SPII": ModelFault.BLOCKED,
    "MODEL_ARMOR": ModelFault.BLOCKED,
    "LANGUAGE": ModelFault.BAD_REQUEST,
}


class GeminiModel(SdkModel["Client"]):
    """One Gemini model."""

    def __init__(self, api_key: str, name: str, base_url: str | None, clock: Clock) -> None:
        super().__init__(
            provider=PROVIDER, name=name, api_key=api_key, key_name=KEY_NAME, clock=clock
        )
        self._base_url = base_url or BASE_URL

    def _open_client(self) -> "Connection[Client]":
        import httpx2  # noqa: PLC0415 - the SDK's transport, loaded with it
        from google.genai import Client  # noqa: PLC0415 - takes over a second to import
        from google.genai.types import HttpOptions  # noqa: PLC0415 - as above

        tls = _tls()
        http = httpx2.AsyncClient(verify=tls)
        options = HttpOptions(
            base_url=self._base_url,
            client_args={"verify": tls},
            async_client_args={"ssl": tls},
            httpx_async_client=http,
        )
        return Connection(
            Client(api_key=self._key, vertexai=False, http_options=options), http.aclose
        )

    async def _chunks(self, client: "Client", call: ModelCall) -> AsyncGenerator[StreamChunk, None]:
        from google.genai.errors import APIError  # noqa: PLC0415 - loaded by _open
        from google.genai.types import (  # noqa: PLC0415 - as above
            AutomaticFunctionCallingConfig,
            GenerateContentConfig,
            HttpOptions,
            ThinkingConfig,
        )

        config = GenerateContentConfig(
            system_instruction=call.prompt.system,
            response_mime_type=None if call.schema is None else "application/json",
            response_json_schema=None if call.schema is None else wire_schema(call.schema),
            max_output_tokens=call.max_output_tokens,
            temperature=call.temperature,
            thinking_config=ThinkingConfig.model_validate(wanted)
            if (wanted := thinking_config(self.name, call.thinking))
            else None,
            http_options=HttpOptions(timeout=round(call.deadline_s * 1_000)),
            automatic_continuation=False,  # it would make calls past our ledger
            automatic_function_calling=AutomaticFunctionCallingConfig(disable=True),
        )
        models, user = client.aio.models, call.prompt.user
        if call.stream_to is None:
            reply = await models.generate_content(model=self.name, contents=user, config=config)
            if (whole := _to_chunk(reply, whole=True)) is not None:
                yield whole
            return
        try:
            async for piece in await models.generate_content_stream(
                model=self.name, contents=user, config=config
            ):
                if (part := _to_chunk(piece, whole=False)) is not None:
                    yield part
        except APIError as error:
            await _close_stream(error)
            raise

    def _to_model_error(self, error: Exception, call: ModelCall) -> ModelError:
        import httpx2  # noqa: PLC0415 - the SDK's transport, loaded with it
        from google.genai.errors import APIError  # noqa: PLC0415 - loaded by _open

        match error:
            case httpx2.TimeoutException():
                return self._errors.timed_out(call.deadline_s)
            case APIError():
                return self._rejected(error)
            case httpx2.TransportError():
                return self._errors.error(ModelFault.CONNECTION, detail=type(error).__name__)
            case _:  # a body that is no JSON or no response raises anything
                return self._errors.error(ModelFault.BAD_GATEWAY, detail=type(error).__name__)

    def _rejected(self, error: "APIError") -> ModelError:
        details = _details(error)
        text = f"{error.code} {error.status}: {error.message}"
        if error.code == 429:
            daily = any(
                "PerDay" in str(v.get("quotaId", ""))
                for d in details
                for v in d.get("violations") or ()
            )
            return self._errors.rate_limited(_retry_delay(details), daily=daily, detail=text)
        if any(d.get("reason") in {"API_KEY_INVALID", "API_KEY_SERVICE_BLOCKED"} for d in details):
            return self._errors.error(ModelFault.AUTH, detail=text)
        return self._errors.error(fault_of_status(error.code), detail=text)


@functools.cache
def _tls() -> "SSLContext":
    """Return the TLS context of all clients; the SDK would load certificates thrice for each."""
    import httpx2  # noqa: PLC0415 - the SDK's transport, loaded with it

    return httpx2.create_ssl_context()


async def _close_stream(error: "APIError") -> None:
    """Close a stream that carried an error, which the SDK leaves to the garbage collector."""
    reply: Any = error.response
    if (pieces := getattr(reply, "segment_iterator", None)) is not None:
        await pieces.aclose()
        await reply.response_stream.aclose()


def _to_chunk(reply: "GenerateContentResponse", *, whole: bool) -> StreamChunk | None:
    """Return a reply or a piece of one as a chunk, or None if it is neither."""
    feedback, usage = reply.prompt_feedback, read_usage(reply.usage_metadata)
    if reply.usage_metadata is None and feedback is None and not reply.candidates:
        return None
    if feedback is not None and feedback.block_reason is not None:
        return StreamChunk(
            finish=_name(feedback.block_reason).lower(), fault=ModelFault.BLOCKED, usage=usage
        )
    candidate = reply.candidates[0] if reply.candidates else None
    finish = _name(candidate.finish_reason if candidate is not None else None)
    ended = finish not in _UNNAMED or whole
    good = finish in _UNNAMED or finish == "STOP"
    return StreamChunk(
        text=_text(candidate, thought=False),
        thought=_text(candidate, thought=True),
        finish=(COMPLETE if good else finish.lower()) if ended else None,
        fault=None if good else _FINISH_FAULTS.get(finish, ModelFault.INVALID),
        usage=usage,
    )


def _name(reason: "BlockedReason | FinishReason | None") -> str:
    return "" if reason is None else str(reason.value)


def _text(candidate: "Candidate | None", *, thought: bool) -> str:
    parts = (
        candidate.content.parts if candidate is not None and candidate.content is not None else None
    )
    return strip_unstorable(
        "".join(part.text for part in parts or () if part.text and bool(part.thought) is thought)
    )


def read_usage(reported: "GenerateContentResponseUsageMetadata | None") -> Usage | None:
    """Return the reported usage, or None; the tokens that tools read count as input.

    Some servers count the thoughts among the candidates' tokens too; the total shows it.
    """
    if reported is None or reported.prompt_token_count is None:
        return None
    read = reported.prompt_token_count + (reported.tool_use_prompt_token_count or 0)
    written, thinking = reported.candidates_token_count or 0, reported.thoughts_token_count or 0
    total = reported.total_token_count
    includes_thinking = total is not None and total in {
        read + written,
        reported.prompt_token_count + written,
    }
    if includes_thinking and thinking <= written:
        written -= thinking
    return Usage(
        input_tokens=read,
        output_tokens=written,
        thinking_tokens=thinking,
        cached_tokens=reported.cached_content_token_count or 0,
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
