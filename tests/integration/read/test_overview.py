"""What the Overview reads beside the totals: days, the lowest ratings, and versions side by side."""

from datetime import timedelta

import pytest

from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.ratings.read import list_lowest_ratings
from core.store.slices.versions import list_versions
from core.store.traces.operations import operation_totals, operation_trend
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_run,
    close_trace,
    make_evaluation,
    make_span,
)
from tests.fakes import NOW

DAY = NOW.date()
WINDOW = {"since": DAY, "until": DAY + timedelta(days=1), "sample": False}


def finish(
    work: UnitOfWork,
    *,
    stars: float,
    cost: float = 0.1,
    version: str = "generate@v1",
    **end: object,
) -> str:
    goal = add_goal(work)
    run = add_run(work, goal)
    work.traces.add_spans((make_span(run.trace_id, "00000000000000ab", cost_usd=cost),))
    close_trace(work, run.trace_id, prompt_version=version, **end)
    add_evaluation(
        work, run.trace_id, goal, prompt_version=version, evaluation=make_evaluation(yes=2)
    )
    add_rating(work, run.trace_id, goal.user_id, stars=stars)
    return run.trace_id


def test_the_lowest_ratings_come_first_and_good_ones_are_left_out(database: Database) -> None:
    with database.begin() as work:
        middle, lowest, other = (finish(work, stars=stars) for stars in (2.5, 0.5, 2.0))
        finish(work, stars=3.0)

    def found(limit: int = 8, within: Slice = EVERYTHING) -> list[str]:
        rows = list_lowest_ratings(database, **WINDOW, limit=limit, within=within)  # type: ignore[arg-type]
        return [row.trace_id for row in rows]

    assert found() == [lowest, other, middle]
    assert found(limit=2) == [lowest, other]
    assert found(within=Slice(kind="unknown")) == [lowest, other, middle]
    assert found(within=Slice(kind="skill")) == []


def test_a_mean_cost_has_its_spread_and_each_day_its_sums(database: Database) -> None:
    with database.begin() as work:
        for cost in (0.1, 0.2, 0.4):
            finish(work, stars=4.0, cost=cost)
        finish(work, stars=4.0, cost=0.0, status=SpanStatus.ERROR)

    totals = operation_totals(database, **WINDOW)  # type: ignore[arg-type]
    (day,) = operation_trend(database, **WINDOW)  # type: ignore[arg-type]

    assert totals.cost_squares == pytest.approx(0.01 + 0.04 + 0.16)
    assert totals.p95_interval is None, "four runs do not bound a percentile"
    assert (day.day, day.n, day.errors) == (DAY, 4, 1)
    assert day.cost_usd == pytest.approx(0.7)
    assert day.p95_ms == totals.p95_ms


@pytest.mark.parametrize("within", [EVERYTHING, Slice(tier="basic")])
def test_versions_stand_side_by_side_the_most_used_first(database: Database, within: Slice) -> None:
    with database.begin() as work:
        for stars in (4.0, 5.0):
            finish(work, stars=stars, version="generate@v2")
        finish(work, stars=1.0, cost=0.5)
        close_trace(
            work, add_run(work, add_goal(work)).trace_id, prompt_version="", writer_model=""
        )

    used, rare = list_versions(database, **WINDOW, scorer="model", within=within)  # type: ignore[arg-type]

    assert (used.prompt_version, used.model, used.runs) == ("generate@v2", "gemini-3.8-flash", 2)
    assert (used.stars.value, used.stars.n, rare.stars.value) == (4.5, 2, 1.0)
    assert used.score.value == pytest.approx(make_evaluation(yes=2).overall)
    assert (used.cost.value, rare.cost.value, rare.cost.interval) == (0.1, 0.5, None)
    assert (used.errors.value, used.p95_ms.n, used.week_1.n) == (0.0, 2, 0)
