"""Prices: published tables, our dated overrides, and unknown that stays unknown."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.llm import pricing
from core.llm.pricing import (
    PriceOverride,
    affordable_output_tokens,
    cost_of,
    max_cost,
    min_output_tokens,
    read_overrides,
)
from core.llm.routing.table import RoutingTable
from core.ports import Prompt, Usage
from tests.factories.calls import make_call, make_goal_call

AT = datetime(2026, 11, 21, tzinfo=UTC)
USAGE = Usage(input_tokens=1_000, output_tokens=300, thinking_tokens=200)


def test_a_known_model_costs_what_its_table_says_thinking_included() -> None:
    cost = cost_of("google", "gemini-2.5-flash", USAGE, at=AT)

    assert cost.usd == pytest.approx(0.00155)
    assert cost.price_version.startswith("genai-prices ")


def test_tokens_from_the_prefix_cache_are_cheaper() -> None:
    cached = Usage(input_tokens=1_000, output_tokens=300, thinking_tokens=200, cached_tokens=400)

    assert cost_of("google", "gemini-2.5-flash", cached, at=AT).usd == pytest.approx(0.001442)


def test_an_unknown_model_has_no_price_instead_of_a_price_of_nothing() -> None:
    assert cost_of("google", "gemini-99-ultra", USAGE, at=AT).usd is None
    assert cost_of("nobody", "gemini-2.5-flash", USAGE, at=AT).usd is None


def test_an_override_counts_from_its_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    override = PriceOverride(
        provider="google",
        model="gemini-99-ultra",
        since=date(2026, 11, 21),
        input=Decimal(1),
        output=Decimal(10),
        cached_input=Decimal("0.1"),
    )
    monkeypatch.setattr(pricing, "_overrides", lambda: (override,))
    usage = Usage(
        input_tokens=1_000_000,
        cached_tokens=500_000,
        output_tokens=100_000,
        thinking_tokens=100_000,
    )

    before = cost_of("google", "gemini-99-ultra", usage, at=datetime(2026, 11, 20, tzinfo=UTC))
    after = cost_of("google", "gemini-99-ultra", usage, at=AT)

    assert before.usd is None
    assert (after.usd, after.price_version) == (
        pytest.approx(0.5 + 0.05 + 2.0),
        "override 2026-11-21",
    )


def test_the_newest_override_comes_first(tmp_path: Path) -> None:
    row = '[[price]]\nprovider = "p"\nmodel = "m"\nsince = {since}\ninput = 0.1\noutput = 0.2\ncached_input = 0.05\n'
    path = tmp_path / "prices.toml"
    path.write_text(
        row.format(since="2026-01-01") + row.format(since="2026-06-01"), encoding="utf-8"
    )

    overrides = read_overrides(path)

    assert [o.since for o in overrides] == [date(2026, 6, 1), date(2026, 1, 1)]
    assert overrides[0].input == Decimal("0.1")


def test_the_projects_own_override_file_can_be_read() -> None:
    assert all(o.output >= o.input for o in read_overrides())


MODELS = [(model.provider, model.name) for model in RoutingTable.load().models.values()]


@pytest.mark.parametrize(("provider", "model"), MODELS)
def test_every_model_of_the_table_has_a_price(provider: str, model: str) -> None:
    assert cost_of(provider, model, USAGE, at=AT).usd


@given(
    model=st.sampled_from(MODELS),
    shares=st.lists(st.floats(0, 1), min_size=4, max_size=4),
    room=st.integers(1, 65_536),
    words=st.integers(0, 500_000),
)
def test_no_usage_within_a_call_costs_more_than_its_ceiling(
    model: tuple[str, str], shares: list[float], room: int, words: int
) -> None:
    call = make_call(max_output_tokens=room, prompt=Prompt(**PROMPT, user="x" * words))
    ceiling = max_cost(*model, call, at=AT)
    read = round(shares[0] * (ceiling.tokens - room))
    cached = round(shares[1] * read)
    thought = round(shares[2] * room)
    usage = Usage(
        input_tokens=read,
        cached_tokens=cached,
        cache_write_tokens=round(shares[3] * (read - cached)),
        thinking_tokens=thought,
        output_tokens=room - thought,
    )

    cost = cost_of(*model, usage, at=AT).usd

    assert ceiling.usd is not None
    assert cost is not None
    assert cost <= ceiling.usd + 1e-12


@given(room=st.integers(1, 65_536), share=st.floats(0, 1.2))
def test_the_largest_room_fits_the_money_and_one_token_more_does_not(
    room: int, share: float
) -> None:
    def dollars(tokens: int) -> float:
        ceiling = max_cost(
            "google", "gemini-2.5-flash", replace(call, max_output_tokens=tokens), at=AT
        )
        assert ceiling.usd is not None
        return ceiling.usd

    call = make_call(max_output_tokens=room)
    usd = share * dollars(room)

    found = affordable_output_tokens("google", "gemini-2.5-flash", call, usd=usd, at=AT)

    assert min_output_tokens(call) <= found <= room
    assert dollars(found) <= usd or found == min_output_tokens(call), "less is never offered"
    assert found == room or dollars(found + 1) > usd


PROMPT = {"name": "test", "version": 1, "hash": "abc", "system": "Be brief."}


@pytest.mark.parametrize("letter", ["x ", "ж", "語", "🏃"])
def test_a_ceiling_reads_every_script_generously(letter: str) -> None:
    tokens_at_most = {"x ": 1, "ж": 1, "語": 1.5, "🏃": 2}[letter]
    plain = max_cost("google", "gemini-2.5-flash", make_call(), at=AT).tokens
    long = max_cost(
        "google", "gemini-2.5-flash", make_call(prompt=Prompt(**PROMPT, user=letter * 1_000)), at=AT
    )

    assert long.tokens - plain >= 1_000 * tokens_at_most * 0.95


def test_a_schema_counts_towards_the_ceiling() -> None:
    plain = max_cost("google", "gemini-2.5-flash", make_goal_call(), at=AT)
    without = max_cost("google", "gemini-2.5-flash", replace(make_goal_call(), schema=None), at=AT)

    assert plain.tokens > without.tokens


def test_a_call_without_a_known_price_has_no_ceiling_in_money() -> None:
    assert max_cost("served", "home-grown", make_call(), at=AT).usd is None
