"""Every review figure and list can be cut by what wrote, and by whose goal of which kind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.goals.kind import GoalKind
from core.llm.providers.offline import OfflineModel
from core.ports import Tier
from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.ratings.read import list_ratings, rating_totals, rating_trend
from core.store.scores.quality import find_quality
from core.store.scores.read import list_evaluations
from core.store.scores.trends import score_totals, score_trend
from core.store.traces.operations import operation_totals
from core.store.traces.read import TraceFilter, count_traces, list_traces
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_run,
    close_trace,
    make_clarified,
)
from tests.fakes import NOW

DAY = NOW.date()
ONE = Slice(
    prompt_version="generate@v1",
    model="gemini-3.8-flash",
    tier="basic",
    kind="training",
    language="english",
    offline=False,
)
OTHER = Slice(
    prompt_version="generate@v2",
    model=OfflineModel.name,
    tier="premium",
    kind="skill",
    language="other",
    offline=True,
)
FIELDS = ("prompt_version", "model", "tier", "kind", "language", "offline")


def add_work(work: UnitOfWork, slice_: Slice) -> str:
    """Add a goal with all that is counted of it; return its trace."""
    goal = add_goal(
        work,
        text="Run 5 km" if slice_.language == "english" else "毎日ピアノを弾く",
        tier=Tier(slice_.tier or ""),
        clarified=make_clarified(kind=GoalKind(slice_.kind or "")),
    )
    run = add_run(work, goal)
    version, model = slice_.prompt_version, slice_.model
    close_trace(work, run.trace_id, prompt_version=version, writer_model=model)
    add_evaluation(work, run.trace_id, goal, prompt_version=version, writer_model=model)
    add_rating(work, run.trace_id, goal.user_id)
    return run.trace_id


def counts(database: Database, within: Slice) -> dict[str, int]:
    """Return what each read counts of a slice."""
    window = {"since": DAY, "until": DAY + timedelta(days=1), "sample": False, "within": within}
    days = rating_trend(database, **window)  # type: ignore[arg-type]
    points = score_trend(database, **window)  # type: ignore[arg-type]
    quality = find_quality(database, **window)  # type: ignore[arg-type]
    filters = TraceFilter(within=within)
    operations = operation_totals(database, **window)  # type: ignore[arg-type]
    return {
        "rating_totals": rating_totals(database, **window).n,  # type: ignore[arg-type]
        "rating_trend": sum(day.n for day in days),
        "list_ratings": len(list_ratings(database, sample=False, within=within).rows),
        "score_totals": score_totals(database, **window)[0].n,  # type: ignore[arg-type]
        "score_trend": sum(point.n for point in points if point.dimension == "overall"),
        "find_quality": quality.overall.n if quality.overall else 0,
        "list_evaluations": len(list_evaluations(database, sample=False, within=within).rows),
        "operation_totals": operations.n,
        "percentiles": int(operations.p95_ms is not None),
        "list_traces": len(list_traces(database, filters).rows),
        "count_traces": count_traces(database, filters),
    }


def test_each_field_of_a_slice_narrows_every_read(database: Database) -> None:
    with database.begin() as work:
        add_work(work, ONE)
        add_work(work, OTHER)

    whole = counts(database, EVERYTHING)
    assert {name: n for name, n in whole.items() if n != 2} == {"percentiles": 1}
    for slice_ in (ONE, OTHER):
        assert set(counts(database, slice_).values()) == {1}
        for name in FIELDS:
            narrowed = Slice(**{name: getattr(slice_, name)})
            assert set(counts(database, narrowed).values()) == {1}, name
    for name in FIELDS:
        mixed = replace(ONE, **{name: getattr(OTHER, name)})
        found = list_traces(database, TraceFilter(within=mixed)).rows
        assert found == (), name
        window = {"since": DAY, "until": DAY, "sample": False, "within": mixed}
        assert rating_totals(database, **window).n == 0, name  # type: ignore[arg-type]


def test_what_is_known_of_the_goal_is_copied_and_stays(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_work(work, ONE)
    with database.begin() as work:
        (row,) = list_traces(database, TraceFilter()).rows
        assert row.goal_id is not None
        assert row.user_id is not None
        changed = make_clarified(kind=GoalKind.MONEY)
        work.goals.save_clarified(row.goal_id, changed, trace_id=trace_id)
        work.accounts.save_tier(row.user_id, Tier.PREMIUM)

    (trace,) = list_traces(database, TraceFilter()).rows
    (rating,) = list_ratings(database, sample=False).rows
    (evaluation,) = list_evaluations(database, sample=False).rows
    for fact in (trace, rating, evaluation):
        assert (fact.kind, fact.language, fact.tier) == ("training", "english", "basic")


def test_a_goal_that_was_never_read_is_of_an_unknown_kind_and_work_without_a_goal_of_none(
    database: Database,
) -> None:
    with database.begin() as work:
        close_trace(work, add_run(work, add_goal(work)).trace_id)
        add_evaluation(work, add_run(work, add_goal(work)).trace_id)

    kinds = {row.kind for row in list_traces(database, TraceFilter()).rows if row.ended_at}
    (unknown,) = list_evaluations(database, sample=False).rows
    assert kinds == {"unknown"}
    assert (unknown.kind, unknown.language, unknown.tier) == ("", "", "")


@pytest.mark.parametrize("within", [EVERYTHING, Slice(model="x", offline=False)])
def test_figures_of_everything_are_read_from_the_small_rollups(within: Slice) -> None:
    assert not within.of_goals
    assert all(replace(within, **{name: "y"}).of_goals for name in ("tier", "kind", "language"))
