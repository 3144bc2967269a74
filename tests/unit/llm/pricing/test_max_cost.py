"""The most a call can cost: never less than any usage within it, and reduced to fit a budget."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.llm.pricing.max_cost import affordable_output_tokens, max_cost, min_output_tokens
from core.llm.pricing.prices import cost_of
from core.llm.routing.table import RoutingTable
from core.ports import Prompt, Usage
from tests.factories.calls import make_call, make_goal_call

AT = datetime(2026, 11, 21, tzinfo=UTC)
MODELS = [(model.provider, model.name) for model in RoutingTable.load().models.values()]
PROMPT = {"name": "test", "version": 1, "hash": "abc", "system": "Be brief."}


@given(
    model=st.sampled_from(MODELS),
    shares=st.lists(st.floats(0, 1), min_size=4, max_size=4),
    limit=st.integers(1, 65_536),
    words=st.integers(0, 500_000),
)
def test_no_usage_within_a_call_costs_more_than_its_max_cost(
    model: tuple[str, str], shares: list[float], limit: int, words: int
) -> None:
    call = make_call(max_output_tokens=limit, prompt=Prompt(**PROMPT, user="x" * words))
    most = max_cost(*model, call, at=AT)
    read = round(shares[0] * (most.tokens - limit))
    cached = round(shares[1] * read)
    thought = round(shares[2] * limit)
    usage = Usage(
        input_tokens=read,
        cached_tokens=cached,
        cache_write_tokens=round(shares[3] * (read - cached)),
        thinking_tokens=thought,
        output_tokens=limit - thought,
    )

    cost = cost_of(*model, usage, at=AT).usd

    assert most.usd is not None
    assert cost is not None
    assert cost <= most.usd + 1e-12


@given(limit=st.integers(1, 65_536), share=st.floats(0, 1.2))
def test_the_affordable_limit_fits_the_money_and_one_token_more_does_not(
    limit: int, share: float
) -> None:
    def dollars(tokens: int) -> float:
        most = max_cost(
            "google", "gemini-3.8-flash", replace(call, max_output_tokens=tokens), at=AT
        )
        assert most.usd is not None
        return most.usd

    call = make_call(max_output_tokens=limit)
    usd = share * dollars(limit)

    found = affordable_output_tokens("google", "gemini-3.8-flash", call, usd=usd, at=AT)

    assert min_output_tokens(call) <= found <= limit
    assert dollars(found) <= usd or found == min_output_tokens(call), "less is never offered"
    assert found == limit or dollars(found + 1) > usd


@pytest.mark.parametrize("letter", ["x ", "ж", "語", "🏃"])
def test_the_max_cost_allows_for_every_script(letter: str) -> None:
    tokens_at_most = {"x ": 1, "ж": 1, "語": 1.5, "🏃": 2}[letter]
    plain = max_cost("google", "gemini-3.8-flash", make_call(), at=AT).tokens
    long = max_cost(
        "google", "gemini-3.8-flash", make_call(prompt=Prompt(**PROMPT, user=letter * 1_000)), at=AT
    )

    assert long.tokens - plain >= 1_000 * tokens_at_most * 0.95


def test_a_schema_counts_towards_the_max_cost() -> None:
    plain = max_cost("google", "gemini-3.8-flash", make_goal_call(), at=AT)
    without = max_cost("google", "gemini-3.8-flash", replace(make_goal_call(), schema=None), at=AT)

    assert plain.tokens > without.tokens


def test_a_call_without_a_known_price_has_no_max_cost_in_money() -> None:
    assert max_cost("served", "home-grown", make_call(), at=AT).usd is None
