"""Scores of two rubrics: kept apart in sums, lines and totals, through the migration too."""

from dataclasses import replace

import pytest
from alembic import command
from sqlalchemy import inspect, select

from core.quality.rubric import RUBRIC_VERSION
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.rollups.tables import rollup_scores
from core.store.scores.quality import find_quality
from core.store.scores.rows import find_current_evaluation
from core.store.scores.trends import OVERALL, score_totals, score_trend
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_evaluation, add_goal, add_trace, make_evaluation
from tests.fakes import NOW
from tests.integration.store.test_migrations import TakenBackAgain, config_of

DAY = NOW.date()
FIRST = "1"


def score(work: UnitOfWork, yes: int, *, rubric: str = RUBRIC_VERSION) -> str:
    goal = add_goal(work)
    evaluation = replace(make_evaluation(yes=yes), rubric_version=rubric)
    return add_evaluation(work, add_trace(work, goal), goal, evaluation=evaluation)


def sums(work: UnitOfWork) -> dict[tuple[str, str], tuple[int, float]]:
    """Return number and total of the rows that count something, by dimension and rubric."""
    rows = fetch_all(work.connection, select(rollup_scores))
    return {(r["dimension"], r["rubric"]): (r["n"], r["total"]) for r in rows if r["n"]}


def test_no_line_crosses_two_rubrics(database: Database) -> None:
    with database.begin() as work:
        score(work, 4, rubric=FIRST)
        score(work, 0)

    points = [
        point
        for point in score_trend(database, since=DAY, until=DAY, sample=False)
        if point.dimension == "clarity"
    ]

    assert [(p.rubric, p.n, p.mean) for p in points] == [(FIRST, 1, 10.0), (RUBRIC_VERSION, 1, 0.0)]


def test_totals_count_the_newest_rubric_and_say_how_many_are_older(database: Database) -> None:
    with database.begin() as work:
        score(work, 4, rubric=FIRST)
        score(work, 4, rubric=FIRST)
        score(work, 2)

    window = {"since": DAY, "until": DAY, "sample": False}
    totals = {row.dimension: row for row in score_totals(database, **window)}  # type: ignore[arg-type]
    found = find_quality(database, **window)  # type: ignore[arg-type]

    assert {row.rubric for row in totals.values()} == {RUBRIC_VERSION}
    assert (totals["clarity"].n, totals["clarity"].mean) == (1, 5.0)
    assert found.overall is not None
    assert (found.overall.n, found.older) == (1, 2)


def test_the_tenth_rubric_is_newer_than_the_second(database: Database) -> None:
    with database.begin() as work:
        score(work, 4, rubric="10")
        score(work, 0, rubric="2")

    totals = score_totals(database, since=DAY, until=DAY, sample=False)

    assert {row.rubric for row in totals} == {"10"}


def test_a_recount_keeps_two_rubrics_apart(database: Database) -> None:
    with database.begin() as work:
        score(work, 4, rubric=FIRST)
        score(work, 2)
        counted = sums(work)

        work.rebuild_rollups()

        assert sums(work) == counted
        assert {rubric for _, rubric in counted} == {FIRST, RUBRIC_VERSION}


def test_the_migration_keeps_every_sum_and_calls_it_the_first_rubrics(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        score(work, 4, rubric=FIRST)
        score(work, 2, rubric=FIRST)
        before = sums(work)

        command.downgrade(config_of(work.connection), "0010")
        columns = {c["name"] for c in inspect(work.connection).get_columns("rollup_scores")}
        assert "rubric" not in columns
        command.upgrade(config_of(work.connection), "head")

        assert sums(work) == before
        assert before[OVERALL, FIRST][0] == 2
        raise TakenBackAgain


def test_a_downgrade_adds_the_sums_of_two_rubrics_up(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        score(work, 4, rubric=FIRST)
        score(work, 2)

        command.downgrade(config_of(work.connection), "0010")
        items = {c["name"] for c in inspect(work.connection).get_columns("evaluation_items")}
        assert items.isdisjoint({"known", "asked", "note", "confidence"})
        command.upgrade(config_of(work.connection), "head")

        assert sums(work)["clarity", FIRST] == (2, 15.0)
        raise TakenBackAgain


def test_an_answer_that_is_not_known_is_read_back_as_it_was(database: Database) -> None:
    evaluation = make_evaluation()
    first, *others = evaluation.dimensions
    unknown = replace(
        first.items[0], yes=None, evidence="", note="Nothing to compare.", confidence=0.6
    )
    kept = replace(first.items[1], yes=True, evidence="5 km", asked="a 5K", confidence=0.8)
    changed = replace(first, items=(unknown, kept, *first.items[2:]))
    with database.begin() as work:
        goal = add_goal(work)
        stored = replace(evaluation, dimensions=(changed, *others))
        add_evaluation(work, add_trace(work, goal), goal, evaluation=stored)

        found = find_current_evaluation(work.connection, goal.id, text_digest="")

    assert found is not None
    answers = {i.item: i for d in found.dimensions for i in d.items}
    assert answers[unknown.item] == unknown
    assert answers[kept.item] == kept
