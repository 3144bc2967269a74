"""Usage that was not reported: an estimate, marked as one, never below the reported part."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.llm.pricing.prices import cost_of
from core.llm.providers.usage import clamp_usage, estimate_usage, known_usage, partial_usage
from core.llm.reply.stream import ReplyAccumulator, StreamChunk
from core.ports import Usage
from tests.factories.calls import make_call

CALL = make_call()
ASKED = len(CALL.prompt.system) + len(CALL.prompt.user)


def broken_off(*parts: StreamChunk) -> Usage:
    heard = ReplyAccumulator()
    for part in parts:
        heard.add(part)
    return partial_usage(CALL, heard)


def test_a_guess_rounds_up_and_is_marked() -> None:
    guess = estimate_usage(CALL, "Run.!", thought="Hm")

    assert guess == Usage(
        input_tokens=-(-ASKED // 4), output_tokens=2, thinking_tokens=1, estimated=True
    )


def test_a_reply_that_broke_off_without_usage_is_guessed_from_what_came() -> None:
    assert broken_off(StreamChunk(text="Run now!")) == estimate_usage(CALL, "Run now!")


def test_usage_reported_before_a_break_counts_and_the_rest_is_estimated() -> None:
    reported = Usage(input_tokens=700, cached_tokens=400, output_tokens=1)

    usage = broken_off(StreamChunk(usage=reported), StreamChunk(text="Run" * 8))

    assert usage == Usage(input_tokens=700, cached_tokens=400, output_tokens=6, estimated=True)


def test_an_estimate_is_never_below_the_reported_usage() -> None:
    assert broken_off(StreamChunk(text="Run", usage=Usage(output_tokens=50))).output_tokens == 50


def whole(usage: Usage | None, text: str = "Run now!") -> Usage:
    heard = ReplyAccumulator()
    heard.add(StreamChunk(text=text, usage=usage))
    return known_usage(CALL, heard)


@pytest.mark.parametrize("reported", [None, Usage()])
def test_zeros_beside_a_real_answer_are_unknown_and_not_free(reported: Usage | None) -> None:
    assert whole(reported) == estimate_usage(CALL, "Run now!")


def test_only_the_zero_part_of_a_usage_is_estimated() -> None:
    assert whole(Usage(output_tokens=7)) == Usage(
        input_tokens=-(-ASKED // 4), output_tokens=7, estimated=True
    )
    assert whole(Usage(input_tokens=9)) == Usage(input_tokens=9, output_tokens=2, estimated=True)


def test_a_full_usage_is_not_changed_and_an_empty_reply_may_have_no_output() -> None:
    full = Usage(input_tokens=9, output_tokens=3, thinking_tokens=1)

    assert whole(full) == full
    assert whole(Usage(input_tokens=9), text="") == Usage(input_tokens=9)


counts = st.integers(-10, 5_000)


@given(
    st.builds(
        Usage,
        **dict.fromkeys(
            (
                "input_tokens",
                "output_tokens",
                "cached_tokens",
                "cache_write_tokens",
                "cache_write_1h_tokens",
            ),
            counts,
        ),
    )
)
def test_any_usage_of_a_proxy_can_be_priced_and_costs_nothing_negative(reported: Usage) -> None:
    usage = clamp_usage(reported)

    for provider, model in (("google", "gemini-2.5-flash"), ("anthropic", "claude-sonnet-4-6")):
        usd = cost_of(provider, model, usage, at=datetime(2026, 11, 21, tzinfo=UTC)).usd
        assert usd is not None
        assert usd >= 0
    assert usage.estimated == (usage != reported)


@pytest.mark.parametrize(
    "reported", [Usage(), Usage(input_tokens=9, cached_tokens=4, cache_write_tokens=5)]
)
def test_plausible_counts_are_unchanged(reported: Usage) -> None:
    assert clamp_usage(reported) == reported
