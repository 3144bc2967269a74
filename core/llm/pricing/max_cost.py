"""The most a call can cost, which is reserved from the budgets before it is made."""

import functools
import json
import math
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from pydantic import BaseModel

from core.llm.pricing.prices import cost_of
from core.llm.reply.wire_schema import wire_schema
from core.ports import ModelCall, Usage

BYTES_PER_TOKEN = 2
"""Half of what English takes and about what the densest scripts take, so that a prompt rarely has
more tokens than this gives."""
MIN_OUTPUT_SHARE = 0.5
"""Share of its usual output token limit below which a call is not made."""
PROMPT_OVERHEAD_TOKENS = 500
"""What providers add to a prompt: roles, the definition of a tool, separators."""
_ROUND_UP_TOKENS = 256
"""Input tokens are rounded up to this, so that most prices are cached: one look-up takes 0.1 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxCost:
    """The most a call can take."""

    tokens: int
    """Input and output together."""
    usd: float | None
    """None if the price is unknown; such a call counts towards no budget."""


def max_cost(provider: str, model: str, call: ModelCall, *, at: datetime) -> MaxCost:
    """Return the most that `call` can cost: a long estimate of its input, and all of its output."""
    size = _bytes(call.prompt.system) + _bytes(call.prompt.user) + _schema_bytes(call.schema)
    input_tokens = PROMPT_OVERHEAD_TOKENS + -(-size // BYTES_PER_TOKEN)
    rounded = _ROUND_UP_TOKENS * -(-input_tokens // _ROUND_UP_TOKENS)
    usd = _worst_cost(provider, model, rounded, call.max_output_tokens, at.date())
    return MaxCost(tokens=rounded + call.max_output_tokens, usd=usd)


def min_output_tokens(call: ModelCall) -> int:
    """Return the smallest output token limit that `call` may be given."""
    return max(1, math.ceil(call.max_output_tokens * MIN_OUTPUT_SHARE))


def affordable_output_tokens(
    provider: str, model: str, call: ModelCall, *, usd: float, at: datetime
) -> int:
    """Return the largest output token limit with which `call` costs at most `usd`.

    The result is never below `min_output_tokens`, even if that costs more.
    """
    least, most = min_output_tokens(call), call.max_output_tokens
    while least < most:
        limit = (least + most + 1) // 2
        cost = max_cost(provider, model, replace(call, max_output_tokens=limit), at=at)
        if cost.usd is None or cost.usd <= usd:
            least = limit
        else:
            most = limit - 1
    return least


@functools.lru_cache(maxsize=1_024)
def _worst_cost(provider: str, model: str, read: int, written: int, day: date) -> float | None:
    # Input that is written into a provider's prefix cache costs at least as much as other input.
    worst = Usage(input_tokens=read, output_tokens=written, cache_write_tokens=read)
    return cost_of(provider, model, worst, at=datetime.combine(day, time(), UTC)).usd


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


@functools.cache
def _schema_bytes(schema: type[BaseModel] | None) -> int:
    return 0 if schema is None else len(json.dumps(wire_schema(schema, closed=True)))
