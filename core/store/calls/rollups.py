"""The rollups of paid calls: by what was called, and by person."""

from sqlalchemy import String

from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.column_types import SafeText
from core.store.rollups.common import COST, DAY, TIER, TOKENS
from core.store.rollups.declaration import Dimension, Measure, Rollup
from core.store.rollups.expressions import (
    all_of,
    column,
    concatenated,
    constant,
    count_if,
    differs,
    duration_us,
    equals,
    is_null,
    is_set,
    is_true,
    sum_of,
)

_ONE = constant(1)
_FINISHED = differs("status", CallStatus.IN_FLIGHT)
_UNPRICED = all_of(is_set("price_version"), is_null("cost_usd"))
"""Billed at an unknown price; a call without a reply has no price version, and was not billed."""

CALLS = Rollup(
    name="rollup_calls",
    fact=llm_calls,
    where=_FINISHED,
    dimensions=(
        DAY,
        Dimension("purpose", String(32), column("purpose")),
        Dimension("provider", SafeText(), column("provider")),
        Dimension("model", SafeText(), column("model")),
        Dimension(
            "prompt_version",
            SafeText(),
            concatenated(column("prompt_name"), constant("@v"), column("prompt_version")),
        ),
        TIER,
    ),
    measures=(
        Measure("n", _ONE),
        Measure("failed", count_if(equals("status", CallStatus.FAILED))),
        Measure("doubtful", count_if(equals("status", CallStatus.IN_DOUBT))),
        Measure("cache_hits", count_if(is_true("cache_hit"))),
        Measure("estimated", count_if(is_true("tokens_estimated"))),
        *TOKENS,
        COST,
        Measure("cost_unknown", count_if(_UNPRICED)),
        Measure("duration_us", duration_us("started_at", "finished_at")),
    ),
)

USER_COSTS = Rollup(
    name="rollup_user_costs",
    fact=llm_calls,
    where=all_of(_FINISHED, is_set("user_id")),
    dimensions=(DAY, Dimension("user_id", String(36), column("user_id")), TIER),
    measures=(
        Measure("n", _ONE),
        Measure("cache_hits", count_if(is_true("cache_hit"))),
        Measure("tokens", sum_of("input_tokens", "output_tokens", "thinking_tokens")),
        COST,
        Measure("cost_unknown", count_if(_UNPRICED)),
    ),
)
