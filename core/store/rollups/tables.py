"""Tables of daily sums for charts, updated in the transaction of each fact.

Every measure can be added and subtracted, so rows merge over days, versions and models, and an
edited fact is two deltas instead of a new count.
"""

from sqlalchemy import Boolean, Column, Date, Double, Integer, String, Table, text

from core.store.database.column_types import WIDE_INTEGER, SafeText
from core.store.database.metadata import metadata


def _count(name: str) -> Column[int]:
    return Column(name, WIDE_INTEGER, nullable=False, server_default=text("0"))


def _amount(name: str) -> Column[float]:
    return Column(name, Double, nullable=False, server_default=text("0"))


RATING_BINS = tuple(f"h{half}" for half in range(1, 11))
"""Ratings of one to ten half stars."""

SCORE_BINS = tuple(f"b{bin_}" for bin_ in range(11))
"""Scores from n up to n+1; the last bin is a full ten."""

rollup_ratings = Table(
    "rollup_ratings",
    metadata,
    Column("day", Date, primary_key=True),
    Column("sample", Boolean, primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("prompt_version", SafeText, primary_key=True),
    Column("model", SafeText, primary_key=True),
    _count("n"),
    _count("total"),  # half stars; for a yes-no dimension the number of yes
    _count("squares"),
    *[_count(name) for name in RATING_BINS],
    sqlite_with_rowid=False,
)

rollup_scores = Table(
    "rollup_scores",
    metadata,
    Column("day", Date, primary_key=True),
    Column("sample", Boolean, primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("prompt_version", SafeText, primary_key=True),
    Column("model", SafeText, primary_key=True),
    Column("judge", SafeText, primary_key=True),
    _count("n"),
    _amount("total"),
    _amount("squares"),
    _count("unscored"),
    _count("saturated"),
    *[_count(name) for name in SCORE_BINS],
    sqlite_with_rowid=False,
)

rollup_traces = Table(
    "rollup_traces",
    metadata,
    Column("day", Date, primary_key=True),
    Column("sample", Boolean, primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("model", SafeText, primary_key=True),
    Column("prompt_version", SafeText, primary_key=True),
    _count("n"),
    _count("errors"),
    _count("cancelled"),
    _count("input_tokens"),
    _count("output_tokens"),
    _count("thinking_tokens"),
    _count("cached_tokens"),
    _amount("cost_usd"),
    _count("cost_unknown"),
    _count("duration_us"),
    _count("overhead_us"),
    sqlite_with_rowid=False,
)

rollup_latency = Table(
    "rollup_latency",
    metadata,
    Column("day", Date, primary_key=True),
    Column("sample", Boolean, primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("model", SafeText, primary_key=True),
    Column("prompt_version", SafeText, primary_key=True),
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    _count("n"),
    sqlite_with_rowid=False,
)

rollup_calls = Table(
    "rollup_calls",
    metadata,
    Column("day", Date, primary_key=True),
    Column("purpose", String(32), primary_key=True),
    Column("provider", SafeText, primary_key=True),
    Column("model", SafeText, primary_key=True),
    Column("prompt_version", SafeText, primary_key=True),  # name@vN
    Column("tier", String(16), primary_key=True),
    _count("n"),
    _count("failed"),
    _count("doubtful"),
    _count("cache_hits"),
    _count("estimated"),
    _count("input_tokens"),
    _count("output_tokens"),
    _count("thinking_tokens"),
    _count("cached_tokens"),
    _amount("cost_usd"),
    _count("cost_unknown"),
    _count("duration_us"),
    sqlite_with_rowid=False,
)

rollup_user_costs = Table(
    "rollup_user_costs",
    metadata,
    Column("day", Date, primary_key=True),
    Column("user_id", String(36), primary_key=True),
    Column("tier", String(16), primary_key=True),
    _count("n"),
    _count("cache_hits"),
    _count("tokens"),
    _amount("cost_usd"),
    _count("cost_unknown"),
    sqlite_with_rowid=False,
)
