"""What a call cost: published price tables, and a dated file for prices they do not have yet.

An unknown price is None, never 0, because a bill that leaves calls out must say so.
"""

import functools
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

from core.ports import Cost, Usage

OVERRIDES_FILE = Path(__file__).with_name("price_overrides.toml")
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceOverride:
    """Our own price of a model from a day on, in US dollars per million tokens."""

    provider: str
    model: str
    since: date
    input: Decimal
    output: Decimal
    cached_input: Decimal


def cost_of(provider: str, model: str, usage: Usage, *, at: datetime) -> Cost:
    """Return the cost of `usage` at the prices that were valid at the time `at`."""
    override = _override(provider, model, at.date())
    if override is not None:
        return Cost(
            usd=_cost_by_override(override, usage),
            price_version=f"override {override.since.isoformat()}",
        )
    return Cost(usd=_cost_by_tables(provider, model, usage, at), price_version=_tables_version())


def read_overrides(path: Path = OVERRIDES_FILE) -> tuple[PriceOverride, ...]:
    """Return the prices of the override file, newest first."""
    content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    rows: list[dict[str, Any]] = content.get("price", [])
    overrides = (PriceOverride(**row) for row in rows)
    return tuple(sorted(overrides, key=lambda override: override.since, reverse=True))


@functools.cache
def _overrides() -> tuple[PriceOverride, ...]:
    return read_overrides()


@functools.cache
def _tables_version() -> str:
    return f"genai-prices {version('genai-prices')}"


def _override(provider: str, model: str, day: date) -> PriceOverride | None:
    return next(
        (o for o in _overrides() if (o.provider, o.model) == (provider, model) and o.since <= day),
        None,
    )


def _cost_by_override(price: PriceOverride, usage: Usage) -> float:
    uncached = usage.input_tokens - usage.cached_tokens
    written = usage.output_tokens + usage.thinking_tokens
    total = (
        uncached * price.input + usage.cached_tokens * price.cached_input + written * price.output
    )
    return float(total / _MILLION)


def _cost_by_tables(provider: str, model: str, usage: Usage, at: datetime) -> float | None:
    from genai_prices import Usage as Tokens  # noqa: PLC0415 - its tables take a while to load
    from genai_prices import calc_price  # noqa: PLC0415 - as above

    written = min(usage.cache_write_tokens, usage.input_tokens - usage.cached_tokens)
    tokens = Tokens(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens + usage.thinking_tokens,
        cache_read_tokens=usage.cached_tokens,
        cache_write_tokens=written,
        cache_write_1h_tokens=min(usage.cache_write_1h_tokens, written),
    )
    try:
        price = calc_price(tokens, model, provider_id=provider, genai_request_timestamp=at)
    except LookupError:
        return None
    return float(price.total_price)
