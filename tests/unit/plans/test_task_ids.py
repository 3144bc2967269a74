"""Task ids: a new version of a plan keeps the ids of the tasks it shares with the last one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.goals.weeks import Day
from core.plans.plan import Plan, Task, Week
from core.plans.task_ids import preserve_task_ids

MONDAY = date(2026, 1, 5)
Titles = list[list[str]]


def make_plan(*weeks: tuple[Task, ...], first: int = 0) -> Plan:
    starts_on = MONDAY + timedelta(days=7 * first)
    return Plan(
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=7 * len(weeks) - 1),
        hours_per_week=3,
        weeks=tuple(
            Week(
                number=number,
                starts_on=starts_on + timedelta(days=7 * (number - 1)),
                phase="Base",
                focus="Habit",
                tasks=tasks,
                if_then="If it rains, then I walk.",
            )
            for number, tasks in enumerate(weeks, start=1)
        ),
        check_in_weeks=(len(weeks),),
        resources=(),
        contingencies=(),
    )


def make_task(task_id: str, title: str = "Run", day: Day | None = None, minutes: int = 20) -> Task:
    return Task(id=task_id, title=title, minutes=minutes, day=day)


def ids_of(plan: Plan) -> list[str]:
    return [task.id for week in plan.weeks for task in week.tasks]


def from_titles(titles: Titles, prefix: str) -> Plan:
    return make_plan(
        *(
            tuple(make_task(f"{prefix}{w}.{i}", title) for i, title in enumerate(week))
            for w, week in enumerate(titles)
        )
    )


def test_a_shared_task_keeps_its_id_whatever_its_minutes() -> None:
    previous = make_plan((make_task("a"), make_task("b", "Stretch")))
    revised = make_plan((make_task("x", "Stretch", minutes=5), make_task("y", "Swim")))

    assert ids_of(preserve_task_ids(revised, previous)) == ["b", "y"]


def test_the_same_title_on_the_same_day_comes_before_the_same_week() -> None:
    previous = make_plan((make_task("mon", day=Day.MON), make_task("wed", day=Day.WED)))
    revised = make_plan((make_task("x", day=Day.FRI), make_task("y", day=Day.MON)))

    assert ids_of(preserve_task_ids(revised, previous)) == ["wed", "mon"]


def test_a_weekly_task_keeps_the_id_of_its_own_week() -> None:
    previous = make_plan((make_task("a1"),), (make_task("a2"),))
    later = make_plan((make_task("x"),), (make_task("y"),), first=1)

    assert ids_of(preserve_task_ids(later, previous)) == ["a2", "y"]


def test_a_title_that_occurs_once_keeps_its_id_in_another_week() -> None:
    previous = make_plan((make_task("a"), make_task("shoes", "Buy shoes")), (make_task("b"),))
    revised = make_plan((make_task("x"),), (make_task("y"), make_task("z", "Buy shoes")))

    assert ids_of(preserve_task_ids(revised, previous)) == ["a", "b", "shoes"]


def test_a_task_that_has_the_previous_id_keeps_it_under_a_new_title() -> None:
    previous = make_plan((make_task("a"), make_task("b")))
    revised = make_plan((make_task("b", "Run uphill"), make_task("x")))

    assert ids_of(preserve_task_ids(revised, previous)) == ["b", "a"]


def test_a_repeated_task_takes_each_previous_id_once() -> None:
    previous = make_plan((make_task("a"), make_task("b")))
    revised = make_plan((make_task("x"), make_task("y"), make_task("z")))

    assert ids_of(preserve_task_ids(revised, previous)) == ["a", "b", "z"]


TITLES = st.lists(
    st.lists(st.sampled_from(["Run", "Swim", "Rest"]), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@given(titles=TITLES)
def test_an_unchanged_plan_keeps_every_id(titles: Titles) -> None:
    previous = from_titles(titles, "old")

    assert preserve_task_ids(from_titles(titles, "new"), previous) == previous


@given(titles=TITLES, revised=TITLES)
def test_ids_stay_unique_and_a_shared_title_of_a_week_is_never_lost(
    titles: Titles, revised: Titles
) -> None:
    previous = from_titles(titles, "old")

    kept = preserve_task_ids(from_titles(revised, "new"), previous)

    assert len(set(ids_of(kept))) == len(ids_of(kept))
    for before, after in zip(previous.weeks, kept.weeks, strict=False):
        old = {task.id: task.title for task in before.tasks}
        for title in {t.title for t in before.tasks} & {t.title for t in after.tasks}:
            shared = [task for task in after.tasks if old.get(task.id) == title == task.title]
            count = min(
                sum(t.title == title for t in before.tasks),
                sum(t.title == title for t in after.tasks),
            )
            assert len(shared) == count


def test_a_task_whose_numbers_were_revised_keeps_its_id_on_its_day() -> None:
    previous = make_plan((make_task("a", "Transfer €753", Day.WED), make_task("b", "Run 5 km")))
    revised = make_plan((make_task("x", "Transfer €758", Day.WED), make_task("y", "Swim 5 km")))
    moved = make_plan((make_task("x", "Transfer €758", Day.FRI),))

    assert ids_of(preserve_task_ids(revised, previous)) == ["a", "y"]
    assert ids_of(preserve_task_ids(moved, previous)) == ["x"]
