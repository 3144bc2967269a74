"""Dimensions and measures that several rollups have."""

from sqlalchemy import Boolean, Date, String

from core.store.database.column_types import SafeText
from core.store.rollups.declaration import Dimension, Measure, amount
from core.store.rollups.expressions import column, or_zero

DAY = Dimension("day", Date(), column("day"))
SAMPLE = Dimension("sample", Boolean(), column("sample"))
TIER = Dimension("tier", String(16), column("tier"))
PROMPT_VERSION = Dimension("prompt_version", SafeText(), column("prompt_version"))
TRAITS = (
    Dimension("kind", String(16), column("kind")),
    Dimension("language", String(8), column("language")),
    TIER,
)
"""Of the goal, and of the account of its owner."""
TOKENS = tuple(
    Measure(name, column(name))
    for name in ("input_tokens", "output_tokens", "thinking_tokens", "cached_tokens")
)
COST = amount("cost_usd", or_zero("cost_usd"))
