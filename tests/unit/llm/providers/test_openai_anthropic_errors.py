"""Errors of the two SDKs that fail alike: how long to wait, and whether waiting helps."""

from datetime import UTC, datetime

import pytest

from core.errors import ModelFault
from core.llm.providers.faults import ModelErrors
from core.llm.providers.openai_anthropic_errors import _rejected
from tests.fakes import FrozenClock

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "body", "fault", "daily"),
    [
        (
            429,
            {"error": {"type": "requests", "message": "Rate limit reached (RPM)"}},
            ModelFault.RATE_LIMITED,
            False,
        ),
        (
            429,
            {"error": {"code": "insufficient_quota", "message": "Spent."}},
            ModelFault.RATE_LIMITED,
            True,
        ),
        (
            400,
            {"error": {"message": "Your credit balance is too low."}},
            ModelFault.RATE_LIMITED,
            True,
        ),
        (402, {"error": {"message": "Billing problem"}}, ModelFault.RATE_LIMITED, True),
        (
            400,
            {"error": {"code": "content_filter", "message": "Filtered."}},
            ModelFault.BLOCKED,
            False,
        ),
        (400, {"error": {"message": "Unknown parameter."}}, ModelFault.BAD_REQUEST, False),
        (401, {"error": {"message": "No key."}}, ModelFault.AUTH, False),
        (
            529,
            {"type": "error", "error": {"type": "overloaded_error"}},
            ModelFault.OVERLOADED,
            False,
        ),
        (500, "plain words", ModelFault.OVERLOADED, False),
        (503, None, ModelFault.OVERLOADED, False),
    ],
)
def test_a_refusal_is_named_by_its_status_and_its_words(
    clock: FrozenClock, status: int, body: object, fault: ModelFault, *, daily: bool
) -> None:
    errors = ModelErrors(model="m", key_name="KEY", secret="s3cret", clock=clock)

    error = _rejected(errors, status, {}, body)

    assert (error.fault, error.daily) == (fault, daily)
    assert str(status) in str(error)


@pytest.mark.parametrize(
    ("body", "fault", "daily"),
    [
        (
            {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
            ModelFault.OVERLOADED,
            False,
        ),
        (
            {"error": {"type": "rate_limit_error", "message": "per-minute"}},
            ModelFault.RATE_LIMITED,
            False,
        ),
        (
            {"error": {"type": "api_error", "message": "Internal server error"}},
            ModelFault.OVERLOADED,
            False,
        ),
        (
            {"type": "insufficient_quota", "code": "insufficient_quota"},
            ModelFault.RATE_LIMITED,
            True,
        ),
        (
            {"type": "BadRequestError", "message": "Too long.", "code": 400},
            ModelFault.BAD_REQUEST,
            False,
        ),
        ({"type": None, "message": "upstream", "code": 502}, ModelFault.BAD_GATEWAY, False),
        ({"code": "content_filter", "message": "Filtered."}, ModelFault.BLOCKED, False),
        ({"message": "something"}, ModelFault.OVERLOADED, False),
        ("plain words", ModelFault.OVERLOADED, False),
        (None, ModelFault.OVERLOADED, False),
    ],
)
def test_an_error_inside_a_stream_is_named_by_its_words_alone(
    clock: FrozenClock, body: object, fault: ModelFault, *, daily: bool
) -> None:
    errors = ModelErrors(model="m", key_name="KEY", secret="s3cret", clock=clock)

    error = _rejected(errors, 200, {}, body)

    assert (error.fault, error.daily) == (fault, daily)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("overloaded_error", 529),
        ("rate_limit_exceeded", 429),
        ("timeout_error", 504),
        ("billing_error", 402),
        ("invalid_api_key", 401),
        ("authentication_error", 401),
        ("permission_error", 403),
        ("not_found_error", 404),
        ("request_too_large", 413),
        ("invalid_request_error", 400),
        ("api_error", 500),
    ],
)
def test_an_error_event_has_the_status_of_its_type(
    clock: FrozenClock, kind: str, status: int
) -> None:
    errors = ModelErrors(model="m", key_name="KEY", secret="s3cret", clock=clock)

    error = _rejected(errors, 200, {}, {"error": {"type": kind}})

    assert f"({status}: {kind})" in str(error)
