"""What a call costs: published price tables, with a dated file of our own for what they do not know yet.

An unknown price is `None`, never 0: a bill that leaves calls out must say so.
"""

import functools
import json
import math
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from core.llm.reply.wire_schema import wire_schema
from core.ports import Cost, ModelCall, Usage

OVERRIDES_FILE = Path(__file__).with_name("price_overrides.toml")
_MILLION = Decimal(1_000_000)

BYTES_PER_TOKEN = 2
"""Half of what English takes and about what the densest scripts take: a prompt is rarely more tokens than this says."""
_ROUND_UP_TOKENS = 256
"""Ceilings go up in steps of so many tokens, so that most are known already: to look up a price costs 0.1 ms."""
MIN_OUTPUT_SHARE = 0.5
"""Share of its usual room with which a call is still worth making where the budget holds no more."""
PROMPT_OVERHEAD_TOKENS = 500
"""What makers put around a prompt: roles, the words of a tool, markers."""


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
    """Return the cost of `usage` at the prices that were valid `at` that time."""
    override = _override(provider, model, at.date())
    if override is not None:
        return Cost(
            usd=_cost_by_override(override, usage),
            price_version=f"override {override.since.isoformat()}",
        )
    return Cost(usd=_cost_by_tables(provider, model, usage, at), price_version=_tables_version())


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxCost:
    """The most a call can take."""

    tokens: int
    """Input and output together."""
    usd: float | None
    """None where the price is unknown: such a call counts towards no budget."""


def max_cost(provider: str, model: str, call: ModelCall, *, at: datetime) -> MaxCost:
    """Return the most that `call` can take: a long reading of its prompt, and every token it may write or think."""
    asked = _bytes(call.prompt.system) + _bytes(call.prompt.user) + _schema_bytes(call.schema)
    read = _ROUND_UP_TOKENS * -(
        -(PROMPT_OVERHEAD_TOKENS + -(-asked // BYTES_PER_TOKEN)) // _ROUND_UP_TOKENS
    )
    usd = _worst_cost(provider, model, read, call.max_output_tokens, at.date())
    return MaxCost(tokens=read + call.max_output_tokens, usd=usd)


def min_output_tokens(call: ModelCall) -> int:
    """Return the fewest tokens that a reply to `call` may be given."""
    return max(1, math.ceil(call.max_output_tokens * MIN_OUTPUT_SHARE))


def affordable_output_tokens(
    provider: str, model: str, call: ModelCall, *, usd: float, at: datetime
) -> int:
    """Return the most tokens that a reply may be given for the call to cost `usd` at most, but never too few."""
    least, most = min_output_tokens(call), call.max_output_tokens
    while least < most:
        room = (least + most + 1) // 2
        ceiling = max_cost(provider, model, replace(call, max_output_tokens=room), at=at)
        if ceiling.usd is None or ceiling.usd <= usd:
            least = room
        else:
            most = room - 1
    return least


def read_overrides(path: Path = OVERRIDES_FILE) -> tuple[PriceOverride, ...]:
    """Return the prices of the override file, newest first."""
    rows: list[dict[str, Any]] = tomllib.loads(
        path.read_text(encoding="utf-8"), parse_float=Decimal
    ).get("price", [])
    return tuple(
        sorted(
            (PriceOverride(**row) for row in rows),
            key=lambda override: override.since,
            reverse=True,
        )
    )


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


@functools.lru_cache(maxsize=1_024)
def _worst_cost(provider: str, model: str, read: int, written: int, day: date) -> float | None:
    # What is written into a maker's prefix cache costs as much as other input or more, so all of it is taken as that.
    worst = Usage(input_tokens=read, output_tokens=written, cache_write_tokens=read)
    return cost_of(provider, model, worst, at=datetime.combine(day, time(), UTC)).usd


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


@functools.cache
def _schema_bytes(schema: type[BaseModel] | None) -> int:
    return 0 if schema is None else len(json.dumps(wire_schema(schema, closed=True)))


def _cost_by_override(price: PriceOverride, usage: Usage) -> float:
    fresh = usage.input_tokens - usage.cached_tokens
    written = usage.output_tokens + usage.thinking_tokens
    total = fresh * price.input + usage.cached_tokens * price.cached_input + written * price.output
    return float(total / _MILLION)


def _cost_by_tables(provider: str, model: str, usage: Usage, at: datetime) -> float | None:
    from genai_prices import Usage as Tokens  # noqa: PLC0415 - its tables take a while to load
    from genai_prices import calc_price  # noqa: PLC0415 - as above

    tokens = Tokens(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens + usage.thinking_tokens,
        cache_read_tokens=usage.cached_tokens,
        cache_write_tokens=min(usage.cache_write_tokens, usage.input_tokens - usage.cached_tokens),
    )
    try:
        price = calc_price(tokens, model, provider_id=provider, genai_request_timestamp=at)
    except LookupError:
        return None
    return float(price.total_price)
