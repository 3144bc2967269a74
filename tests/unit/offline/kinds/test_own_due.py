"""A part that is due before an event is a task before its day, and not the event's day."""

from datetime import date

from core.plans.days import planned_day
from tests.factories.coaching import coached

PARTY = (
    "My mum turns 70 on 13 February and I said I'd throw the party: around 40 people, budget "
    "1,200, the community hall costs 180 and has to be paid by 15 December."
)


def test_the_event_has_its_day_and_what_is_due_before_it_is_a_task() -> None:
    _, _, plan = coached(PARTY)

    assert plan.ends_on > date(2027, 2, 13)
    due = [
        planned_day(plan, week, task)
        for week in plan.weeks
        for task in week.tasks
        if "community hall costs 180" in task.title
    ]
    assert due == [date(2026, 12, 13)]


def test_the_move_is_on_its_day_and_the_rest_on_its_side_of_it() -> None:
    _, _, plan = coached("We move out of our flat on 30 January, three rooms, two small kids")

    day = {task.title: planned_day(plan, week, task) for week in plan.weeks for task in week.tasks}
    moves = [when for title, when in day.items() if title.startswith("Move: ")]
    assert moves == [date(2027, 1, 30)]
    assert all(when < date(2027, 1, 30) for title, when in day.items() if title.startswith("Pack "))
    assert all(when > date(2027, 1, 30) for title, when in day.items() if "Unpack" in title)
