"""Rollups: daily sums for charts, updated in the transaction of each fact.

Every measure can be added and subtracted, so rows merge over days, versions and models, and an
edited fact is two deltas instead of a new count.
"""

from dataclasses import replace

from sqlalchemy import Integer, String

from core.quality.rating import RATING_DIMENSIONS
from core.quality.rubric import DIMENSIONS
from core.store.calls.rollups import CALLS, USER_COSTS
from core.store.database.column_types import SafeText
from core.store.database.metadata import metadata
from core.store.outcomes.rollup import OUTCOMES
from core.store.ratings.tables import ratings
from core.store.rollups.common import COST, DAY, PROMPT_VERSION, SAMPLE, TOKENS, TRAITS
from core.store.rollups.declaration import Dimension, Measure, Part, Rollup, amount
from core.store.rollups.expressions import (
    all_of,
    at_least,
    column,
    constant,
    count_if,
    differs,
    equals,
    in_score_bin,
    is_false,
    is_null,
    is_set,
    is_true,
    or_zero,
    squared,
)
from core.store.rollups.histograms import SATURATED, SCORE_BIN_COUNT
from core.store.scores.item_rollup import ITEMS
from core.store.scores.tables import evaluations
from core.store.traces.tables import traces
from core.tracing.span_record import SpanStatus

STARS = "stars"
OVERALL = "overall"
SCORED = (OVERALL, *(str(dimension) for dimension in DIMENSIONS))
"""Scored columns of an evaluation."""

RATING_BINS = tuple(f"h{half}" for half in range(1, 11))
"""Ratings of one to ten half stars."""
SCORE_BINS = tuple(f"b{bin_}" for bin_ in range(SCORE_BIN_COUNT))
"""Scores from n up to n+1; the last bin is a full ten."""

_ONE = constant(1)
_PART = Dimension("dimension", String(16))


def _answers_of(name: str) -> Part:
    yes = count_if(is_true(name))
    return Part(
        dimensions={"dimension": constant(name)},
        measures={"n": _ONE, "total": yes, "squares": yes},
        where=is_set(name),
    )


RATINGS = Rollup(
    name="rollup_ratings",
    fact=ratings,
    where=is_null("withdrawn_at"),
    dimensions=(
        DAY,
        SAMPLE,
        _PART,
        PROMPT_VERSION,
        Dimension("model", SafeText(), column("model")),
    ),
    # The total is in half stars; for a yes-no dimension it is the number of yes.
    measures=(
        *(Measure(name) for name in ("n", "total", "squares")),
        *(Measure(name) for name in RATING_BINS),
    ),
    parts=(
        Part(
            dimensions={"dimension": constant(STARS)},
            measures={
                "n": _ONE,
                "total": column("half_stars"),
                "squares": squared("half_stars"),
                **{
                    name: count_if(equals("half_stars", half))
                    for half, name in enumerate(RATING_BINS, start=1)
                },
            },
        ),
        *(_answers_of(name) for name in RATING_DIMENSIONS),
    ),
)


def _scores_of(name: str) -> Part:
    return Part(
        dimensions={"dimension": constant(name)},
        measures={
            "n": count_if(is_set(name)),
            "total": or_zero(name),
            "squares": squared(name),
            "unscored": count_if(is_null(name)),
            "saturated": count_if(at_least(name, SATURATED)),
            **{
                bin_: count_if(in_score_bin(name, number)) for number, bin_ in enumerate(SCORE_BINS)
            },
        },
    )


SCORES = Rollup(
    name="rollup_scores",
    fact=evaluations,
    dimensions=(
        DAY,
        SAMPLE,
        _PART,
        PROMPT_VERSION,
        Dimension("model", SafeText(), column("writer_model")),
        Dimension("judge", SafeText(), column("judge_model")),
        Dimension("rubric", String(16), column("rubric_version")),
    ),
    measures=(
        Measure("n"),
        amount("total"),
        amount("squares"),
        Measure("unscored"),
        Measure("saturated"),
        *(Measure(name) for name in SCORE_BINS),
    ),
    parts=tuple(_scores_of(name) for name in SCORED),
)

_ENDED = differs("status", SpanStatus.RUNNING)
_TRACE_DIMENSIONS = (
    DAY,
    SAMPLE,
    Dimension("name", String(64), column("name")),
    Dimension("model", SafeText(), column("writer_model")),
    PROMPT_VERSION,
)

TRACES = Rollup(
    name="rollup_traces",
    fact=traces,
    where=_ENDED,
    dimensions=_TRACE_DIMENSIONS,
    measures=(
        Measure("n", _ONE),
        Measure("errors", count_if(equals("status", SpanStatus.ERROR))),
        Measure("cancelled", count_if(equals("status", SpanStatus.CANCELLED))),
        *TOKENS,
        COST,
        amount("cost_squares", squared("cost_usd")),
        Measure("cost_unknown", count_if(is_false("cost_known"))),
        Measure("duration_us", or_zero("duration_us")),
        Measure("overhead_us", column("overhead_us")),
    ),
)

LATENCY = Rollup(
    name="rollup_latency",
    fact=traces,
    where=all_of(_ENDED, is_set("latency_bucket")),
    dimensions=(*_TRACE_DIMENSIONS, Dimension("bucket", Integer(), column("latency_bucket"))),
    measures=(Measure("n", _ONE),),
)


def _finer(rollup: Rollup) -> Rollup:
    """Return a rollup with the traits of the goal as well, which has many more rows."""
    return replace(
        rollup,
        name=rollup.name.replace("rollup_", "rollup_fine_"),
        dimensions=(*rollup.dimensions, *TRAITS),
    )


FINER = {rollup.name: _finer(rollup) for rollup in (RATINGS, SCORES, TRACES, LATENCY)}
"""The rollups that are read if figures are cut by kind of goal, language or tier. The others stay
small, so that figures of everything cost the same at any size."""

ROLLUPS = (RATINGS, SCORES, ITEMS, TRACES, LATENCY, *FINER.values(), CALLS, USER_COSTS, OUTCOMES)
"""All rollups, in the order in which a fact is added to them."""

TABLES = {rollup.name: rollup.build_table(metadata) for rollup in ROLLUPS}

rollup_ratings = TABLES[RATINGS.name]
rollup_scores = TABLES[SCORES.name]
rollup_items = TABLES[ITEMS.name]
rollup_traces = TABLES[TRACES.name]
rollup_latency = TABLES[LATENCY.name]
rollup_calls = TABLES[CALLS.name]
rollup_user_costs = TABLES[USER_COSTS.name]
rollup_outcomes = TABLES[OUTCOMES.name]
