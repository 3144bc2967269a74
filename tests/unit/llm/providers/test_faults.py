"""Failures in one voice: the right fault, a plain sentence, never a key."""

from datetime import timedelta

import pytest

from core.errors import ModelFault
from core.llm.providers.faults import ModelErrors, fault_of_status
from core.ports import Completion
from tests.fakes import FrozenClock

KEY = "sk-secret-123"


@pytest.fixture
def failures(clock: FrozenClock) -> ModelErrors:
    return ModelErrors(model="gemini-x", key_name="GEMINI_API_KEY", secret=KEY, clock=clock)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (301, ModelFault.BAD_GATEWAY),
        (400, ModelFault.BAD_REQUEST),
        (401, ModelFault.AUTH),
        (403, ModelFault.AUTH),
        (404, ModelFault.BAD_REQUEST),
        (408, ModelFault.TIMEOUT),
        (413, ModelFault.BAD_REQUEST),
        (429, ModelFault.RATE_LIMITED),
        (500, ModelFault.OVERLOADED),
        (502, ModelFault.BAD_GATEWAY),
        (503, ModelFault.OVERLOADED),
        (504, ModelFault.TIMEOUT),
        (529, ModelFault.OVERLOADED),
    ],
)
def test_a_status_maps_to_one_fault(status: int, fault: ModelFault) -> None:
    assert fault_of_status(status) is fault


@pytest.mark.parametrize("fault", sorted(set(ModelFault) - {ModelFault.RATE_LIMITED}))
def test_every_fault_has_a_sentence_that_names_the_model(
    failures: ModelErrors, fault: ModelFault
) -> None:
    error = failures.error(fault)

    assert "gemini-x" in error.message
    assert error.message.endswith(".")


def test_no_error_contains_the_key(failures: ModelErrors) -> None:
    error = failures.error(ModelFault.AUTH, detail=f"400: key {KEY} is\n not valid " + "x" * 1_000)

    assert KEY not in str(error)
    assert str(error).startswith(
        "The key for gemini-x was refused. Check GEMINI_API_KEY, or the key on Settings. (400: key [key] is not valid"
    )
    assert len(str(error)) < 450


@pytest.mark.parametrize(
    ("wait", "daily", "sentence"),
    [
        (2.0, False, "gemini-x is asked too often at the moment."),
        (None, False, "gemini-x is asked too often at the moment."),
        (None, True, "gemini-x has used up its quota."),
    ],
)
def test_a_short_wait_is_not_dressed_up_with_a_time(
    failures: ModelErrors, wait: float | None, *, daily: bool, sentence: str
) -> None:
    error = failures.rate_limited(wait, daily=daily)

    assert (error.message, error.retry_after_s, error.daily) == (sentence, wait, daily)


def test_a_long_wait_is_named_with_its_end(failures: ModelErrors, clock: FrozenClock) -> None:
    until = (clock.now() + timedelta(hours=1)).astimezone()

    error = failures.rate_limited(3_600.0, daily=True)

    assert error.message.startswith("gemini-x is out of quota until ")
    assert error.message.endswith(f"{until:%H:%M}.")


def test_a_wait_beyond_today_names_the_day(failures: ModelErrors, clock: FrozenClock) -> None:
    until = (clock.now() + timedelta(days=2)).astimezone()

    assert (
        f"until {until:%a} {until.day} Jan, "
        in failures.rate_limited(2 * 86_400.0, daily=True).message
    )


def test_a_billed_failure_holds_its_reply_and_its_finish_reason(failures: ModelErrors) -> None:
    reply = Completion(text="half", model="gemini-x", provider="google", finish_reason="max_tokens")

    error = failures.billed(ModelFault.TRUNCATED, reply)

    assert error.completion == reply
    assert (
        str(error)
        == "gemini-x reached its output token limit before it finished. (finish reason max_tokens)"
    )


def test_the_ends_of_a_key_that_a_provider_repeats_are_removed_too(
    failures: ModelErrors,
) -> None:
    error = failures.error(
        ModelFault.AUTH, detail="Incorrect API key provided: sk-pr***************1234."
    )

    assert "1234" not in str(error)
    assert "Incorrect API key provided: [key]" in str(error)
