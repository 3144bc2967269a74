"""The figures of the review pages, from rollups, checked against sums by hand."""

from datetime import date, timedelta
from statistics import variance

import pytest

from core.errors import InvalidInput
from core.quality.rubric import Dimension
from core.quality.slice import Slice
from core.store.database.engine import Database
from core.store.metrics.queue_counts import find_queue_counts
from core.store.ratings.read import list_ratings, rating_totals, rating_trend
from core.store.runs.values import RunStatus
from core.store.scores.read import list_evaluations
from core.store.scores.trends import score_totals, score_trend
from core.store.traces.operations import operation_totals
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanStatus
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_run,
    add_trace,
    close_trace,
    make_evaluation,
    make_span,
)
from tests.fakes import NOW
from tests.integration.store.paid import make_entry

DAY = NOW.date()
NEXT = DAY + timedelta(days=1)


def rate(
    work: UnitOfWork,
    stars: float,
    *,
    days: int = 0,
    version: str = "generate@v1",
    **changes: object,
) -> str:
    goal = add_goal(work)
    run = add_run(work, goal)
    close_trace(work, run.trace_id, prompt_version=version)
    add_rating(
        work, run.trace_id, goal.user_id, stars=stars, now=NOW + timedelta(days=days), **changes
    )
    return run.trace_id


def test_rating_totals_add_up(database: Database) -> None:
    with database.begin() as work:
        rate(work, 5.0)
        rate(work, 4.5, clarity=None)
        rate(work, 0.5, days=1, usefulness=False)
        rate(work, 1.0, days=2)

    totals = rating_totals(database, since=DAY, until=NEXT, sample=False)
    assert (totals.n, totals.sum, totals.mean) == (3, 10.0, pytest.approx(10 / 3))
    assert totals.variance == pytest.approx(variance([5.0, 4.5, 0.5]))
    assert totals.histogram == (1, 0, 0, 0, 0, 0, 0, 0, 1, 1)
    shares = {name: (share.yes, share.n, share.share) for name, share in totals.dimensions.items()}
    assert shares == {
        "usefulness": (2, 3, 2 / 3),
        "clarity": (0, 2, 0.0),
        "motivation": (0, 0, None),
        "personalization": (0, 0, None),
    }


def test_no_ratings_are_no_figures_and_not_zeros(database: Database) -> None:
    totals = rating_totals(database, since=DAY, until=DAY, sample=False)

    assert (totals.n, totals.mean, totals.variance, totals.histogram) == (0, None, None, (0,) * 10)
    assert rating_trend(database, since=DAY, until=DAY, sample=False) == ()


def test_the_rating_trend_has_the_days_that_have_ratings(database: Database) -> None:
    with database.begin() as work:
        rate(work, 5.0)
        rate(work, 4.0)
        rate(work, 1.5, days=2)
        rate(work, 2.0, version="generate@v2")

    points = rating_trend(
        database,
        since=DAY,
        until=DAY + timedelta(days=2),
        sample=False,
        within=Slice(prompt_version="generate@v1"),
    )
    assert [(point.day, point.n, point.mean) for point in points] == [
        (DAY, 2, 4.5),
        (DAY + timedelta(days=2), 1, 1.5),
    ]


def test_the_list_of_ratings_can_be_narrowed(database: Database) -> None:
    with database.begin() as work:
        first = rate(work, 5.0)
        second = rate(work, 1.5, days=1, comment="", version="generate@v2")

    def found(**wanted: object) -> list[str]:
        page = list_ratings(database, sample=False, **wanted)  # type: ignore[arg-type]
        return [row.trace_id for row in page.rows]

    assert found() == [second, first]
    assert found(since=NEXT) == [second]
    assert found(until=DAY) == [first]
    assert found(stars=1.5) == [second]
    assert found(within=Slice(prompt_version="generate@v2")) == [second]
    assert found(within=Slice(model="offline")) == []
    assert found(with_comment=True) == [first]
    (row,) = list_ratings(database, sample=False, since=NEXT).rows
    assert (row.author_name, row.goal_title, row.stars) == (
        "Ada",
        "Run 5 km without stopping by the end of March",
        1.5,
    )
    with pytest.raises(InvalidInput):
        found(stars=4.7)


def test_ratings_and_evaluations_are_paged_without_gap_or_repeat(database: Database) -> None:
    with database.begin() as work:
        rated = {rate(work, 3.0, days=place // 2) for place in range(5)}
        scored = {add_evaluation(work, trace_id) for trace_id in rated}

    for listed, key, expected in (
        (list_ratings, "trace_id", rated),
        (list_evaluations, "evaluation_id", scored),
    ):
        first = listed(database, sample=False, limit=3)
        second = listed(database, sample=False, limit=3, cursor=first.next_cursor)
        seen = [getattr(row, key) for row in first.rows + second.rows]
        assert second.next_cursor is None
        assert (len(seen), set(seen)) == (5, expected)


def score(work: UnitOfWork, yes: int, *, days: int = 0, **changes: object) -> str:
    goal = add_goal(work)
    trace_id = add_trace(work, goal)
    record = {
        "evaluation": make_evaluation(yes=yes),
        "created_at": NOW + timedelta(days=days),
    } | changes
    return add_evaluation(work, trace_id, goal, **record)


def test_the_score_trend_has_a_point_for_each_day_and_dimension(database: Database) -> None:
    unscored = make_evaluation(yes=2, unscored=Dimension.CLARITY)
    with database.begin() as work:
        score(work, 2)
        score(work, 4)
        score(work, 0, evaluation=unscored)
        score(work, 4, days=1)

    points = score_trend(database, since=DAY, until=NEXT, sample=False)

    assert [point.dimension for point in points] == [
        "overall",
        "clarity",
        "specificity",
        "measurability",
        "actionability",
    ] * 2
    clarity = points[1]
    assert (clarity.day, clarity.group, clarity.n, clarity.mean, clarity.unscored) == (
        DAY,
        "",
        2,
        7.5,
        1,
    )
    assert clarity.variance == pytest.approx(variance([5.0, 10.0]))
    overall = points[0]
    assert (overall.n, overall.unscored) == (2, 1)
    alone = points[6]
    assert (alone.day, alone.n, alone.mean, alone.variance, alone.unscored) == (
        NEXT,
        1,
        10.0,
        None,
        0,
    )


def test_a_day_with_only_failed_judgements_has_no_mean(database: Database) -> None:
    with database.begin() as work:
        score(work, 0, evaluation=make_evaluation(unscored=Dimension.CLARITY))

    points = {
        point.dimension: point
        for point in score_trend(database, since=DAY, until=DAY, sample=False)
    }
    assert (points["clarity"].n, points["clarity"].mean, points["clarity"].unscored) == (0, None, 1)
    assert (points["overall"].n, points["overall"].mean, points["overall"].unscored) == (0, None, 1)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("none", {"": 3}),
        ("prompt_version", {"generate@v1": 2, "generate@v2": 1}),
        ("model", {"gemini-3.8-flash": 2, "offline": 1}),
        ("judge", {"gemini-4-argon": 2, "rubric": 1}),
    ],
)
def test_scores_can_be_grouped(database: Database, by: str, groups: dict[str, int]) -> None:
    with database.begin() as work:
        score(work, 2)
        score(work, 2, prompt_version="generate@v2", writer_model="offline")
        score(work, 2, judge_model="rubric")

    window = {"since": DAY, "until": DAY, "sample": False, "by": by}
    totals = score_totals(database, **window)  # type: ignore[arg-type]
    points = score_trend(database, **window)  # type: ignore[arg-type]
    assert {row.group: row.n for row in totals if row.dimension == "overall"} == groups
    assert {point.group: point.n for point in points if point.dimension == "overall"} == groups


def test_score_totals_show_the_spread_and_what_is_stuck_at_the_top(database: Database) -> None:
    with database.begin() as work:
        score(work, 5)
        score(work, 2)
        score(work, 0)

    totals = {
        row.dimension: row for row in score_totals(database, since=DAY, until=DAY, sample=False)
    }
    clarity = totals["clarity"]
    assert (clarity.n, clarity.mean, clarity.saturated) == (3, 5.0, 1)
    assert clarity.histogram == (1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)


def test_the_records_behind_a_point_are_listed(database: Database) -> None:
    with database.begin() as work:
        here = score(work, 2)
        there = score(
            work,
            2,
            days=1,
            prompt_version="generate@v2",
            writer_model="offline",
            judge_model="rubric",
        )
        failed = score(work, 2, days=2, evaluation=make_evaluation(unscored=Dimension.CLARITY))

    def found(**wanted: object) -> list[str]:
        rows = list_evaluations(database, sample=False, **wanted).rows  # type: ignore[arg-type]
        return [row.evaluation_id for row in rows]

    assert found() == [failed, there, here]
    assert found(since=DAY, until=DAY) == [here]
    assert found(within=Slice(prompt_version="generate@v2")) == [there]
    assert found(within=Slice(model="offline")) == [there]
    assert found(judge="rubric") == [there]
    assert found(unscored=True) == [failed]
    assert found(unscored=False) == [there, here]
    (row,) = list_evaluations(database, sample=False, since=DAY, until=DAY).rows
    assert (row.clarity, row.overall, row.scored_by, row.judge_model, row.model) == (
        5.0,
        make_evaluation().overall,
        "llm",
        "gemini-4-argon",
        "gemini-3.8-flash",
    )


def end(work: UnitOfWork, *, ms: int, day: date = DAY, **closing: object) -> None:
    start = NOW + (day - DAY)
    trace_id = add_trace(work, started_at=start)
    unknown = bool(closing.pop("unknown", False))
    span = make_span(
        trace_id, "00000000000000ab", cost_usd=None if unknown else 0.25, cost_known=not unknown
    )
    work.traces.add_spans((span,))
    close_trace(work, trace_id, after=start - NOW + timedelta(milliseconds=ms), **closing)


def test_operation_totals_add_up(database: Database) -> None:
    with database.begin() as work:
        for ms in range(100, 2_100, 100):
            end(work, ms=ms)
        end(work, ms=1_000, status=SpanStatus.ERROR, unknown=True)
        end(work, ms=1_000, status=SpanStatus.CANCELLED, writer_model="offline")
        end(work, ms=1_000, day=NEXT)
        add_trace(work)

    totals = operation_totals(database, since=DAY, until=DAY, sample=False)
    assert (totals.n, totals.errors, totals.cancelled, totals.cost_unknown) == (22, 1, 1, 1)
    assert totals.error_rate == 1 / 22
    assert totals.cost_usd == pytest.approx(21 * 0.25)
    assert totals.tokens == 22 * 160
    assert totals.p50_ms == pytest.approx(1_000, rel=0.05)
    assert totals.p95_ms == pytest.approx(1_900, rel=0.05)
    assert totals.mean_ms == pytest.approx(23_000 / 22)
    assert totals.overhead_share == pytest.approx(22 / 23_000)
    offline = Slice(model="offline")
    assert operation_totals(database, since=DAY, until=DAY, sample=False, within=offline).n == 1
    assert (
        operation_totals(database, since=DAY, until=DAY, sample=False, name="plan_revision").n == 0
    )


def test_no_traces_are_no_figures(database: Database) -> None:
    totals = operation_totals(database, since=DAY, until=DAY, sample=False)

    assert (totals.n, totals.error_rate, totals.p50_ms, totals.mean_ms, totals.overhead_share) == (
        0,
        None,
        None,
        None,
        None,
    )


def test_counts_show_what_waits_where(database: Database) -> None:
    with database.begin() as work:
        waiting = add_run(work, add_goal(work), now=NOW - timedelta(hours=1))
        over = add_run(work, add_goal(work))
        work.runs.finish(over.id, status=RunStatus.DONE, now=NOW)
        taken = add_run(work, add_goal(work))
        work.calls.open(make_entry(run_id=taken.id))
        work.calls.open(make_entry())
        work.runs.claim(taken.id, owner="one", now=NOW, lease_s=30)
        work.outbox.add(sink="opik", kind="trace", trace_id=waiting.trace_id, body={}, now=NOW)
        rate(work, 4.0)

    counts = find_queue_counts(database)
    assert counts.runs == {"queued": 2, "running": 1, "needs_answers": 0}
    assert counts.oldest_waiting == NOW - timedelta(hours=1)
    assert counts.calls == {"in_flight": 1, "in_doubt": 1}
    assert counts.outbox == {"pending": 1, "dead": 0}
    assert (counts.goals, counts.traces, counts.ratings) == (4, 1, 1)
    assert counts.size_bytes is not None
    assert counts.size_bytes > 100_000


def test_an_empty_database_counts_to_nothing(database: Database) -> None:
    counts = find_queue_counts(database, sample=True)

    assert (counts.oldest_waiting, counts.goals, counts.traces, counts.ratings) == (None, 0, 0, 0)
