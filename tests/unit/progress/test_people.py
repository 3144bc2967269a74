"""Simulated people differ by kind, and draw the same again from the same seed."""

from core.plans.plan import Task
from tests.factories.coaching import coached
from tests.factories.people import Person, PersonKind, work_through

PLAN = coached("Learn 500 Spanish words in 12 weeks")[2]
CAP = 60 * PLAN.hours_per_week


def minutes_of(kind: PersonKind, seed: int) -> list[int]:
    lived = work_through(PLAN, Person(kind=kind, seed=seed))
    return [sum(task.minutes for task in tasks) for tasks in lived]


def test_the_same_seed_is_the_same_life() -> None:
    assert minutes_of(PersonKind.SPORADIC, 3) == minutes_of(PersonKind.SPORADIC, 3)
    assert minutes_of(PersonKind.SPORADIC, 3) != minutes_of(PersonKind.SPORADIC, 4)


def test_a_person_who_vanishes_does_nothing_for_two_weeks_and_comes_back() -> None:
    for seed in range(10):
        weeks = minutes_of(PersonKind.VANISHES, seed)

        assert weeks.count(0) == 2
        assert weeks[-1] > 0


def test_only_a_person_who_overdoes_it_goes_far_beyond_their_hours() -> None:
    over = {
        kind: max(max(minutes_of(kind, seed)) for seed in range(10)) > 1.2 * CAP
        for kind in PersonKind
    }

    assert [kind for kind, far in over.items() if far] == [PersonKind.OVERDOES]


def test_no_task_is_done_twice_or_before_it_is_offered() -> None:
    for kind in PersonKind:
        done = [task.id for week in work_through(PLAN, Person(kind=kind, seed=1)) for task in week]

        assert len(done) == len(set(done))


def test_what_a_person_draws_for_a_task_does_not_depend_on_the_other_tasks() -> None:
    person = Person(kind=PersonKind.STEADY, seed=5)
    short = Task(id="a", title="Read", minutes=10)
    more = Task(id="b", title="Write", minutes=10)

    alone = short in person.choose(1, [short], hours=4)

    assert (short in person.choose(1, [more, short], hours=4)) is alone
