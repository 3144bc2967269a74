"""One person gives one rating to a trace; every state of it is stored."""

from datetime import timedelta

import pytest

from core.errors import InvalidInput, NotFound
from core.ids import new_id
from core.quality.slice import Slice
from core.store.database.engine import Database
from core.store.ratings.read import list_ratings, rating_history, rating_totals
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, add_rating, add_run, close_trace
from tests.fakes import NOW

LATER = NOW + timedelta(days=1)
DAY = NOW.date()


def rated_trace(work: UnitOfWork) -> tuple[str, str]:
    goal = add_goal(work)
    run = add_run(work, goal)
    close_trace(work, run.trace_id)
    return run.trace_id, goal.user_id


def test_a_changed_rating_counts_once_and_has_a_history(database: Database) -> None:
    with database.begin() as work:
        trace_id, user_id = rated_trace(work)
        add_rating(work, trace_id, user_id)
        add_rating(
            work,
            trace_id,
            user_id,
            now=LATER,
            stars=1.0,
            usefulness=None,
            clarity=True,
            comment="Hm",
        )

    totals = rating_totals(database, since=DAY, until=LATER.date(), sample=False)
    assert (totals.n, totals.mean, totals.histogram) == (1, 1.0, (0, 1, 0, 0, 0, 0, 0, 0, 0, 0))
    assert (totals.dimensions["usefulness"].n, totals.dimensions["clarity"].yes) == (0, 1)
    history = rating_history(database, trace_id=trace_id, user_id=user_id)
    assert [
        (change.stars, change.comment, change.changed_at, change.withdrawn) for change in history
    ] == [
        (4.5, "Good", NOW, False),
        (1.0, "Hm", LATER, False),
    ]
    (row,) = list_ratings(database, sample=False).rows
    assert (row.created_at, row.changed_at, row.model, row.prompt_version) == (
        NOW,
        LATER,
        "gemini-3.8-flash",
        "generate@v1",
    )


def test_a_withdrawn_rating_is_in_no_figure_and_no_list(database: Database) -> None:
    with database.begin() as work:
        trace_id, user_id = rated_trace(work)
        add_rating(work, trace_id, user_id)

        work.ratings.withdraw(trace_id=trace_id, user_id=user_id, now=LATER)

        with pytest.raises(NotFound, match="no rating to take back"):
            work.ratings.withdraw(trace_id=trace_id, user_id=user_id, now=LATER)
    assert rating_totals(database, since=DAY, until=LATER.date(), sample=False).n == 0
    assert list_ratings(database, sample=False).rows == ()
    assert [
        change.withdrawn for change in rating_history(database, trace_id=trace_id, user_id=user_id)
    ] == [
        False,
        True,
    ]


def test_a_rating_given_again_after_it_was_withdrawn_counts_as_new(database: Database) -> None:
    with database.begin() as work:
        trace_id, user_id = rated_trace(work)
        add_rating(work, trace_id, user_id)
        work.ratings.withdraw(trace_id=trace_id, user_id=user_id, now=NOW)
        add_rating(work, trace_id, user_id, now=LATER, stars=5.0)

    (row,) = list_ratings(database, sample=False).rows
    assert (row.stars, row.created_at) == (5.0, LATER)


def test_a_later_run_of_the_trace_does_not_move_a_rating_to_another_version(
    database: Database,
) -> None:
    with database.begin() as work:
        trace_id, user_id = rated_trace(work)
        add_rating(work, trace_id, user_id)
        close_trace(work, trace_id, prompt_version="generate@v2")
        add_rating(work, trace_id, user_id, stars=3.0)

    window = {"since": DAY, "until": DAY, "sample": False}
    assert rating_totals(database, within=Slice(prompt_version="generate@v1"), **window).n == 1
    assert rating_totals(database, within=Slice(prompt_version="generate@v2"), **window).n == 0


@pytest.mark.parametrize("stars", [0, 0.25, 4.7, 5.5, -1, float("nan"), float("inf")])
def test_only_half_stars_from_half_to_five_are_accepted(sqlite_url: str, stars: float) -> None:
    database = Database.open(sqlite_url)
    with database.begin() as work:
        trace_id, user_id = rated_trace(work)

        with pytest.raises(InvalidInput, match="cannot be given"):
            add_rating(work, trace_id, user_id, stars=stars)
    database.close()


def test_a_missing_trace_cannot_be_rated(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)

        with pytest.raises(NotFound):
            add_rating(work, new_id(), goal.user_id)
