"""Converts the errors of the OpenAI and Anthropic SDKs, which share one design."""

from collections.abc import Mapping
from http import HTTPStatus
from types import ModuleType

from core.errors import ModelError, ModelFault
from core.llm.providers.faults import ModelErrors, fault_of_status
from core.retry_after import retry_after_s

_QUOTA_PHRASES = (
    "insufficient_quota",
    "credit balance",
    "billing",
    "spend limit",
    "per day",
    "(rpd)",
    "(tpd)",
)
"""Phrases of a quota that a short wait does not restore."""
_BLOCKED_PHRASES = (
    "content_filter",
    "content_policy",
    "content management policy",
    "safety system",
)

_STATUS_OF: Mapping[object, int] = {
    "overloaded_error": 529,
    "insufficient_quota": 429,
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "timeout_error": 504,
    "billing_error": 402,
    "invalid_api_key": 401,
    "authentication_error": 401,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "content_filter": 400,
    "invalid_request_error": 400,
}
"""HTTP status by the type of an error event, which has none; other types are server errors."""


def to_model_error(
    error: Exception,
    sdk: ModuleType,
    transport: ModuleType,
    failures: ModelErrors,
    deadline_s: float,
) -> ModelError:
    """Return the ModelError for an error of an SDK call, without the request in it.

    The SDK wraps its transport's errors until the reply begins; a stream raises them unwrapped.
    """
    if isinstance(error, (sdk.APITimeoutError, transport.TimeoutException)):
        return failures.timed_out(deadline_s)
    if isinstance(error, sdk.APIStatusError):
        return _rejected(failures, error.status_code, error.response.headers, error.body)
    if isinstance(error, sdk.APIResponseValidationError):
        return failures.error(ModelFault.BAD_GATEWAY, detail=type(error).__name__)
    if isinstance(error, (sdk.APIConnectionError, transport.TransportError)):
        return failures.error(ModelFault.CONNECTION, detail=type(error.__cause__ or error).__name__)
    if isinstance(error, sdk.APIError):  # an error event inside a stream
        return _rejected(failures, HTTPStatus.OK, {}, error.body)
    # A body that is no JSON, or JSON that is no reply, raises anything.
    return failures.error(ModelFault.BAD_GATEWAY, detail=type(error).__name__)


def _rejected(
    failures: ModelErrors, status: int, headers: Mapping[str, str], body: object
) -> ModelError:
    text = _error_text(body)
    status = _reported_status(body) if status < HTTPStatus.BAD_REQUEST else status
    detail = f"{status}: {text}" if text else str(status)
    lowered = text.lower()
    quota_spent = any(mark in lowered for mark in _QUOTA_PHRASES)
    if status == 429 or (status in {400, 402, 403} and quota_spent):
        wait = retry_after_s(headers, now=failures.clock.now())
        return failures.rate_limited(wait, daily=quota_spent, detail=detail)
    if status == 400 and any(mark in lowered for mark in _BLOCKED_PHRASES):
        return failures.error(ModelFault.BLOCKED, detail=detail)
    return failures.error(fault_of_status(status), detail=detail)


def _reported_status(body: object) -> int:
    """Return the HTTP status that an error event of a stream corresponds to."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    codes = [inner.get(key) for key in ("code", "type")] if isinstance(inner, dict) else []
    number = next(
        (code for code in codes if isinstance(code, int) and code >= HTTPStatus.BAD_REQUEST), None
    )
    return number or next(
        (_STATUS_OF[code] for code in codes if code in _STATUS_OF), HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _error_text(body: object) -> str:
    inner = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(inner, dict):
        return " ".join(str(inner[key]) for key in ("code", "type", "message") if inner.get(key))
    return str(inner) if inner else ""
