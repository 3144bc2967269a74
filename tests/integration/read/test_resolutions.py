"""The changes of a resolution since a run wrote it, and what the last one did to its scores."""

from time import sleep

from core.ids import new_id
from core.store.database.engine import Database
from core.store.goals.values import GoalRecord
from core.store.resolutions.read import find_improvement
from core.store.resolutions.values import ResolutionRecord
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_trace,
    make_evaluation,
    make_resolution,
)
from tests.fakes import NOW


def write(work: UnitOfWork, goal: GoalRecord, *, by_run: bool, yes: int | None) -> None:
    """Write a version of a resolution, scored by the number of items that are met."""
    sleep(0.002)  # versions are ordered by ids, which sort by the millisecond
    trace_id = add_trace(work, goal)
    work.goals.save_resolution(
        ResolutionRecord(
            goal_id=goal.id,
            run_id=new_id() if by_run else None,
            trace_id=trace_id,
            resolution=make_resolution(title=f"Version {trace_id}"),
            created_at=NOW,
        )
    )
    if yes is not None:
        add_evaluation(work, trace_id, goal, evaluation=make_evaluation(yes=yes))


def test_a_resolution_as_a_run_wrote_it_has_no_improvement(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=True, yes=2)

    assert find_improvement(database, goal.id) is None


def test_a_goal_without_a_resolution_has_no_improvement(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)

    assert find_improvement(database, goal.id) is None
    assert find_improvement(database, new_id()) is None


def test_each_change_counts_and_the_last_one_is_compared_with_the_one_before(
    database: Database,
) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=True, yes=1)
        write(work, goal, by_run=False, yes=2)
        write(work, goal, by_run=False, yes=3)

    found = find_improvement(database, goal.id)

    assert found is not None
    assert found.changes == 2
    assert found.before is not None
    assert found.before.overall == make_evaluation(yes=2).overall
    assert found.after.overall == make_evaluation(yes=3).overall


def test_a_version_before_that_was_not_scored_is_none(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=True, yes=None)
        write(work, goal, by_run=False, yes=3)

    found = find_improvement(database, goal.id)

    assert found is not None
    assert (found.changes, found.before) == (1, None)


def test_a_change_that_is_not_scored_yet_shows_no_improvement(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=True, yes=2)
        write(work, goal, by_run=False, yes=None)

    assert find_improvement(database, goal.id) is None


def test_a_run_that_writes_again_ends_the_changes_before_it(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=False, yes=2)
        write(work, goal, by_run=True, yes=3)

    assert find_improvement(database, goal.id) is None


def test_the_changes_of_another_goal_do_not_count(database: Database) -> None:
    with database.begin() as work:
        changed, other = add_goal(work), add_goal(work)
        write(work, changed, by_run=True, yes=1)
        write(work, other, by_run=True, yes=1)
        write(work, changed, by_run=False, yes=2)

    assert find_improvement(database, other.id) is None
    assert find_improvement(database, changed.id) is not None


def test_the_newest_change_is_deleted_with_its_scores(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=True, yes=1)
        write(work, goal, by_run=False, yes=2)

        assert work.resolutions.delete_newest_change(goal.id)
        assert not work.resolutions.delete_newest_change(goal.id)
        current = work.resolutions.find_current(goal.id)

    assert current is not None
    assert current.run_id is not None
    assert find_improvement(database, goal.id) is None


def test_the_current_resolution_is_the_newest_version(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        write(work, goal, by_run=True, yes=1)
        first = work.resolutions.find_current(goal.id)
        write(work, goal, by_run=False, yes=2)
        second = work.resolutions.find_current(goal.id)

    assert first is not None
    assert second is not None
    assert first.run_id is not None
    assert second.run_id is None
    assert first.resolution.title != second.resolution.title
