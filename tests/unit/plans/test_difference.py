"""The difference of two plans counts every task once."""

from dataclasses import replace

from core.plans.difference import compare_plans
from tests.app.coach.samples import make_plan


def test_a_plan_does_not_differ_from_itself() -> None:
    plan = make_plan()

    found = compare_plans(plan, plan)

    assert (found.added, found.removed, found.changed) == ((), (), ())
    assert found.unchanged == sum(len(week.tasks) for week in plan.weeks)


def test_added_removed_and_changed_tasks_are_named() -> None:
    before = make_plan()
    first = before.weeks[0]
    longer = replace(first.tasks[0], minutes=first.tasks[0].minutes + 5)
    new = replace(first.tasks[0], id="new", title="Something new")
    week = replace(first, tasks=(longer, new, *first.tasks[2:]))
    after = replace(before, weeks=(week, *before.weeks[1:]))

    found = compare_plans(before, after)

    assert found.changed == (longer.title,)
    assert found.added == ("Something new",)
    assert found.removed == (first.tasks[1].title,)
