"""What runs needed until now, from which the cost of an evaluation run is forecast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from core.llm.providers.offline import OFFLINE
from core.ports import Purpose
from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.rows import fetch_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Tokens that one purpose took of a run in the mean, its retries and repairs included."""

    runs: int
    input_tokens: float
    output_tokens: float
    """With those of thinking, which are billed alike."""


RECENT = timedelta(days=90)
ENOUGH = 5
"""Runs from which a mean is used."""

ASSUMED: Mapping[Purpose, Needed] = {
    Purpose.PREPROCESS: Needed(runs=0, input_tokens=3_000, output_tokens=1_200),
    Purpose.GENERATE: Needed(runs=0, input_tokens=3_000, output_tokens=2_500),
    Purpose.PLAN: Needed(runs=0, input_tokens=6_000, output_tokens=8_000),
    Purpose.EVALUATE: Needed(runs=0, input_tokens=6_000, output_tokens=2_500),
    Purpose.COMPARE: Needed(runs=0, input_tokens=12_000, output_tokens=2_400),  # both orders
}
"""Tokens by purpose where nothing was measured yet: prompts as they are, and replies with some
thinking. They are generous, so that a budget is not exceeded."""


def mean_tokens(connection: Connection, *, since: datetime) -> Mapping[tuple[Purpose, str], Needed]:
    """Return the tokens a run takes, by purpose and model; replies from the cache do not count."""
    written = llm_calls.c.output_tokens + llm_calls.c.thinking_tokens
    query = (
        select(
            llm_calls.c.purpose,
            llm_calls.c.model,
            func.count(llm_calls.c.run_id.distinct()).label("runs"),
            func.sum(llm_calls.c.input_tokens).label("read"),
            func.sum(written).label("written"),
        )
        .where(
            llm_calls.c.started_at >= since,
            llm_calls.c.status != CallStatus.IN_FLIGHT,
            llm_calls.c.provider != OFFLINE,
            llm_calls.c.cache_hit.is_(False),
            llm_calls.c.run_id.is_not(None),
            llm_calls.c.purpose.in_(_OF_A_CASE),
        )
        .group_by(llm_calls.c.purpose, llm_calls.c.model)
    )
    return {
        (Purpose(row["purpose"]), row["model"]): Needed(
            runs=row["runs"],
            input_tokens=float(row["read"]) / row["runs"],
            output_tokens=float(row["written"]) / row["runs"],
        )
        for row in fetch_all(connection, query)
    }


_OF_A_CASE = (
    Purpose.PREPROCESS,
    Purpose.GENERATE,
    Purpose.PLAN,
    Purpose.EVALUATE,
    Purpose.COMPARE,
)
