"""Measured numbers are stored exactly, belong to their goal, and go with it."""

from dataclasses import replace
from datetime import date, timedelta

from core.ids import new_id
from core.progress.measurements import Measurement
from core.store.database.engine import Database
from core.store.measurements.read import list_measurements
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal
from tests.fakes import NOW

MONDAY = date(2027, 1, 4)


def make(value: float = 7.5, *, day: date = MONDAY) -> Measurement:
    return Measurement(
        id=new_id(), day=day, metric="longest run", value=value, unit="km", created_at=NOW
    )


def stored(work: UnitOfWork, goal_id: str) -> tuple[Measurement, ...]:
    return list_measurements(work.connection, goal_id)


def test_a_number_is_read_as_it_was_stored(database: Database) -> None:
    measured = make(0.1 + 0.2)
    with database.begin() as work:
        goal = add_goal(work)
        work.measurements.add(goal.id, measured, user_id=goal.user_id)

    with database.begin() as work:
        assert stored(work, goal.id) == (measured,)


def test_numbers_are_listed_by_day(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        late, early = make(day=MONDAY + timedelta(days=3)), make(day=MONDAY)
        for one in (late, early):
            work.measurements.add(goal.id, one, user_id=None)

        assert stored(work, goal.id) == (early, late)


def test_the_same_number_is_added_once(database: Database) -> None:
    with database.begin() as work:
        goal, measured = add_goal(work), make()
        work.measurements.add(goal.id, measured, user_id=None)
        work.measurements.add(goal.id, replace(measured, value=9.0), user_id=None)

        assert stored(work, goal.id) == (measured,)


def test_a_number_of_another_goal_is_not_removed(database: Database) -> None:
    with database.begin() as work:
        goal, other, measured = add_goal(work), add_goal(work), make()
        work.measurements.add(goal.id, measured, user_id=None)

        assert not work.measurements.remove(other.id, measured.id)
        assert work.measurements.remove(goal.id, measured.id)
        assert stored(work, goal.id) == ()


def test_a_deleted_goal_leaves_no_numbers(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        work.measurements.add(goal.id, make(), user_id=None)
        work.goals.delete(goal.id)

        assert stored(work, goal.id) == ()
