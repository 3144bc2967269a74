"""What one fact adds to each rollup, written out by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.quality.rating import RATING_DIMENSIONS
from core.store.calls.values import CallStatus
from core.store.database.rows import Row
from core.store.rollups.tables import (
    CALLS,
    LATENCY,
    RATING_BINS,
    RATINGS,
    ROLLUPS,
    SCORE_BINS,
    SCORED,
    SCORES,
    STARS,
    TABLES,
    TRACES,
    USER_COSTS,
)
from core.tracing.span_record import SpanStatus

DAY = date(2027, 1, 4)
START = datetime(2027, 1, 4, 9, tzinfo=UTC)


def make_rating(**changes: object) -> Row:
    answers: Row = dict.fromkeys(RATING_DIMENSIONS)
    shared: Row = {"day": DAY, "sample": False, "prompt_version": "v1", "model": "m"}
    return shared | answers | {"withdrawn_at": None, "half_stars": 7} | changes


def make_evaluation(**changes: object) -> Row:
    shared: Row = {
        "day": DAY,
        "sample": False,
        "prompt_version": "v1",
        "writer_model": "m",
        "judge_model": "j",
        "rubric_version": "2",
    }
    return shared | dict.fromkeys(SCORED, 6.5) | changes


def make_trace(**changes: object) -> Row:
    trace: Row = {
        "day": DAY,
        "sample": True,
        "name": "goal",
        "writer_model": "m",
        "prompt_version": "v1",
        "status": SpanStatus.OK,
        "input_tokens": 10,
        "output_tokens": 20,
        "thinking_tokens": 3,
        "cached_tokens": 4,
        "cost_usd": None,
        "cost_known": False,
        "duration_us": 1_500,
        "overhead_us": 7,
        "latency_bucket": 84,
    }
    return trace | changes


def make_call(**changes: object) -> Row:
    call: Row = {
        "day": DAY,
        "purpose": "plan",
        "provider": "p",
        "model": "m",
        "prompt_name": "plan",
        "prompt_version": 3,
        "tier": "basic",
        "status": CallStatus.DONE,
        "cache_hit": False,
        "tokens_estimated": True,
        "input_tokens": 10,
        "output_tokens": 20,
        "thinking_tokens": 3,
        "cached_tokens": 4,
        "cost_usd": 0.25,
        "price_version": "2026",
        "started_at": START,
        "finished_at": START + timedelta(seconds=2, microseconds=5),
        "user_id": "ada",
    }
    return call | changes


def test_a_rating_adds_its_stars_and_each_answered_question() -> None:
    name = RATING_DIMENSIONS[0]

    stars, answer = RATINGS.deltas_of(make_rating(**{name: True}))

    assert stars["dimension"] == STARS
    assert (stars["n"], stars["total"], stars["squares"]) == (1, 7, 49)
    assert {bin_ for bin_ in RATING_BINS if stars[bin_]} == {"h7"}
    assert answer == {
        "day": DAY,
        "sample": False,
        "dimension": name,
        "prompt_version": "v1",
        "model": "m",
        "n": 1,
        "total": 1,
        "squares": 1,
    }


def test_a_no_counts_as_an_answer_of_zero() -> None:
    name = RATING_DIMENSIONS[0]

    _, answer = RATINGS.deltas_of(make_rating(**{name: False}))

    assert (answer["n"], answer["total"]) == (1, 0)


def test_a_withdrawn_rating_adds_nothing() -> None:
    assert list(RATINGS.deltas_of(make_rating(withdrawn_at=START))) == []


@pytest.mark.parametrize(
    ("score", "bin_", "saturated"),
    [(0.0, "b0", 0), (6.5, "b6", 0), (9.5, "b9", 1), (10.0, "b10", 1), (-1.0, "b0", 0)],
)
def test_a_score_adds_to_its_sums_and_one_bin(score: float, bin_: str, saturated: int) -> None:
    (row,) = (
        row
        for row in SCORES.deltas_of(make_evaluation(clarity=score))
        if row["dimension"] == "clarity"
    )

    assert (row["n"], row["total"], row["squares"]) == (1, score, score**2)
    assert (row["unscored"], row["saturated"]) == (0, saturated)
    assert {name for name in SCORE_BINS if row[name]} == {bin_}


def test_an_unscored_dimension_is_counted_apart_and_adds_to_no_sum() -> None:
    rows = {row["dimension"]: row for row in SCORES.deltas_of(make_evaluation(overall=None))}

    assert rows.keys() == set(SCORED)
    unscored = {name for name, value in rows["overall"].items() if value == 1}
    assert unscored == {"unscored"}
    assert rows["overall"]["n"] == 0


def test_an_ended_trace_adds_its_sums_and_its_latency() -> None:
    (row,) = TRACES.deltas_of(make_trace(status=SpanStatus.ERROR))
    (latency,) = LATENCY.deltas_of(make_trace())

    assert row == {
        "day": DAY,
        "sample": True,
        "name": "goal",
        "model": "m",
        "prompt_version": "v1",
        "n": 1,
        "errors": 1,
        "cancelled": 0,
        "input_tokens": 10,
        "output_tokens": 20,
        "thinking_tokens": 3,
        "cached_tokens": 4,
        "cost_usd": 0,
        "cost_squares": 0,
        "cost_unknown": 1,
        "duration_us": 1_500,
        "overhead_us": 7,
    }
    assert (latency["bucket"], latency["n"]) == (84, 1)


def test_a_running_trace_adds_nothing() -> None:
    running = make_trace(status=SpanStatus.RUNNING, latency_bucket=None)

    assert list(TRACES.deltas_of(running)) == []
    assert list(LATENCY.deltas_of(running)) == []


def test_a_call_adds_to_the_sums_of_its_model_and_its_user() -> None:
    (row,) = CALLS.deltas_of(make_call())
    (cost,) = USER_COSTS.deltas_of(make_call())

    assert row == {
        "day": DAY,
        "purpose": "plan",
        "provider": "p",
        "model": "m",
        "prompt_version": "plan@v3",
        "tier": "basic",
        "n": 1,
        "failed": 0,
        "doubtful": 0,
        "cache_hits": 0,
        "estimated": 1,
        "input_tokens": 10,
        "output_tokens": 20,
        "thinking_tokens": 3,
        "cached_tokens": 4,
        "cost_usd": 0.25,
        "cost_unknown": 0,
        "duration_us": 2_000_005,
    }
    assert cost == {
        "day": DAY,
        "user_id": "ada",
        "tier": "basic",
        "n": 1,
        "cache_hits": 0,
        "tokens": 33,
        "cost_usd": 0.25,
        "cost_unknown": 0,
    }


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({"status": CallStatus.FAILED}, "failed"),
        ({"status": CallStatus.IN_DOUBT, "finished_at": None}, "doubtful"),
        ({"cache_hit": True}, "cache_hits"),
        ({"cost_usd": None}, "cost_unknown"),
    ],
)
def test_a_call_is_counted_by_what_happened_to_it(changes: Row, measure: str) -> None:
    counted = ("failed", "doubtful", "cache_hits", "cost_unknown")

    (row,) = CALLS.deltas_of(make_call(**changes))

    assert {name for name in counted if row[name]} == {measure}


def test_a_call_without_a_reply_was_not_billed_at_an_unknown_price() -> None:
    (row,) = CALLS.deltas_of(make_call(cost_usd=None, price_version=None))

    assert row["cost_unknown"] == 0


def test_a_call_in_flight_or_without_a_user_adds_to_no_user() -> None:
    assert list(CALLS.deltas_of(make_call(status=CallStatus.IN_FLIGHT))) == []
    assert list(USER_COSTS.deltas_of(make_call(status=CallStatus.IN_FLIGHT))) == []
    assert list(USER_COSTS.deltas_of(make_call(user_id=None))) == []


@pytest.mark.parametrize("rollup", ROLLUPS, ids=lambda rollup: str(rollup.name))
def test_a_rollup_is_keyed_by_its_dimensions_and_has_a_count(rollup: object) -> None:
    declared = next(each for each in ROLLUPS if each is rollup)
    table = TABLES[declared.name]

    assert [c.name for c in table.primary_key] == [d.name for d in declared.dimensions]
    assert {m.name for m in declared.measures} == {c.name for c in table.c if not c.primary_key}
    assert "n" in table.c  # an emptied row is found by its count
