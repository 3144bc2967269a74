"""Prices: published tables, our dated overrides, and unknown that stays unknown."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.llm.pricing import prices
from core.llm.pricing.prices import OVERRIDES_FILE, PriceOverride, cost_of, read_overrides
from core.llm.routing.table import RoutingTable
from core.ports import Usage

AT = datetime(2026, 11, 21, tzinfo=UTC)
USAGE = Usage(input_tokens=1_000, output_tokens=300, thinking_tokens=200)


def test_a_known_model_costs_its_table_price_thinking_included() -> None:
    cost = cost_of("google", "gemini-2.5-flash", USAGE, at=AT)

    assert cost.usd == pytest.approx(0.00155)
    assert cost.price_version.startswith("genai-prices ")


def test_tokens_from_the_prefix_cache_are_cheaper() -> None:
    cached = Usage(input_tokens=1_000, output_tokens=300, thinking_tokens=200, cached_tokens=400)

    assert cost_of("google", "gemini-2.5-flash", cached, at=AT).usd == pytest.approx(0.001442)


def test_a_cache_write_for_an_hour_costs_twice_the_input() -> None:
    """400 tokens written at 2 $ and 82 tokens of output at 5 $ a million, beside 50 of input."""
    short = Usage(input_tokens=450, output_tokens=82, cache_write_tokens=400)
    hour = Usage(
        input_tokens=450, output_tokens=82, cache_write_tokens=400, cache_write_1h_tokens=400
    )

    assert cost_of("anthropic", "claude-haiku-4-5", short, at=AT).usd == pytest.approx(0.00096)
    assert cost_of("anthropic", "claude-haiku-4-5", hour, at=AT).usd == pytest.approx(0.00126)


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
    monkeypatch.setattr(prices, "_overrides", lambda: (override,))
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
    row = (
        '[[price]]\nprovider = "p"\nmodel = "m"\nsince = {since}\n'
        "input = 0.1\noutput = 0.2\ncached_input = 0.05\n"
    )
    path = tmp_path / "prices.toml"
    path.write_text(
        row.format(since="2026-01-01") + row.format(since="2026-06-01"), encoding="utf-8"
    )

    overrides = read_overrides(path)

    assert [o.since for o in overrides] == [date(2026, 6, 1), date(2026, 1, 1)]
    assert overrides[0].input == Decimal("0.1")


def test_the_example_in_the_override_file_is_a_price(tmp_path: Path) -> None:
    text = OVERRIDES_FILE.read_text(encoding="utf-8")
    example = tmp_path / "overrides.toml"
    example.write_text("\n".join(re.findall(r"^# ?(\[\[price\]\]|\w+ = .*)$", text, re.MULTILINE)))

    assert [override.model for override in read_overrides(example)] == ["gemini-3-flash"]
    assert isinstance(read_overrides(), tuple), "the file itself is valid TOML"


MODELS = [(model.provider, model.name) for model in RoutingTable.load().models.values()]


@pytest.mark.parametrize(("provider", "model"), MODELS)
def test_every_model_of_the_table_has_a_price(provider: str, model: str) -> None:
    assert cost_of(provider, model, USAGE, at=AT).usd
