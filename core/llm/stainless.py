"""What the OpenAI and the Anthropic SDK have in common: one generator made both, so they fail alike."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import ModuleType
from typing import Any, TypeVar

from core.errors import ModelError, ModelFault
from core.llm.deadline import within
from core.llm.faults import Failures, fault_of_status

T = TypeVar("T")

_SPENT = ("insufficient_quota", "credit balance", "billing", "spend limit", "per day", "(rpd)", "(tpd)")
"""Words of a refusal that no short wait will mend."""
_BLOCKED = ("content_filter", "content_policy", "content management policy", "safety system")


def ask_sdk(sdk: ModuleType, failures: Failures, deadline_s: float, start: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run one SDK call within its deadline. Raises ModelError for whatever went wrong, without the request in it."""
    try:
        return within(deadline_s, start)
    except (TimeoutError, sdk.APITimeoutError):
        raise failures.too_late(deadline_s) from None
    except sdk.APIStatusError as error:
        raise _refused(failures, error.status_code, error.response.headers, error.body) from None
    except sdk.APIResponseValidationError as error:
        raise failures.of(ModelFault.BAD_GATEWAY, detail=type(error).__name__) from None
    except sdk.APIConnectionError as error:
        raise failures.of(ModelFault.CONNECTION, detail=type(error.__cause__ or error).__name__) from None
    except Exception as error:  # a body that is no JSON, or JSON that is no reply, surfaces as anything
        raise failures.of(ModelFault.BAD_GATEWAY, detail=type(error).__name__) from error


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return the seconds a server asks to wait, given as milliseconds, seconds or a date; None where it names none."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1_000)
        given = headers.get("retry-after", "").strip()
        if not given or given[0].isdigit():
            return max(0.0, float(given)) if given else None
        until = parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def _refused(failures: Failures, status: int, headers: Mapping[str, str], body: object) -> ModelError:
    words = _words(body)
    detail = f"{status}: {words}" if words else str(status)
    lowered = words.lower()
    spent = any(mark in lowered for mark in _SPENT)
    if status == 429 or (status in {400, 402, 403} and spent):
        wait = retry_after(headers, now=failures.clock.now())
        return failures.rate_limited(wait, daily=spent, detail=detail)
    if status == 400 and any(mark in lowered for mark in _BLOCKED):
        return failures.of(ModelFault.BLOCKED, detail=detail)
    return failures.of(fault_of_status(status), detail=detail)


def _words(body: object) -> str:
    inner = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(inner, dict):
        return " ".join(str(inner[key]) for key in ("code", "type", "message") if inner.get(key))
    return str(inner) if inner else ""
