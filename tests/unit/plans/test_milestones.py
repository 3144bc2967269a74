"""Milestones: in order, due at the end of their week, and the last one is not rewritten."""

from datetime import timedelta

import pytest

from core.goals.goal import ClarifiedGoal, Target
from core.plans.draft import MilestoneDraft
from core.plans.milestones import compile_milestones, direction
from core.plans.plan import Milestone
from core.plans.repairs import Repairs
from tests.unit.plans.test_compiler import START, make_goal

FIVE_KM = Target(metric="distance", quantity=5.0, unit="km", baseline=1.0)
EIGHTY_KG = Target(metric="weight", quantity=80.0, unit="kg", baseline=90.0)


def draft(target: float, unit: str = "km", **changes: str) -> MilestoneDraft:
    fields = {"title": f"At {target:g}", "metric": "distance", "target": target, "unit": unit}
    return MilestoneDraft.model_validate(fields | changes)


def compiled(
    drafted: dict[int, MilestoneDraft], target: Target | None = FIVE_KM, days: int = 56
) -> tuple[dict[int, Milestone], list[str]]:
    repairs = Repairs()
    goal = make_goal(days=days, target=target)
    found = compile_milestones(
        [drafted.get(number) for number in range(1, 9)],
        goal,
        tasks_done=[3] * 8,
        checks=(4, 8),
        repairs=repairs,
    )
    return found, [repair.text for repair in repairs.repairs]


def targets(found: dict[int, Milestone]) -> dict[int, tuple[float, str]]:
    return {number: (m.target, m.unit) for number, m in sorted(found.items())}


@pytest.mark.parametrize(
    ("target", "sign"),
    [
        (FIVE_KM, 1),
        (EIGHTY_KG, -1),
        (Target(metric="weight", quantity=80.0, unit="kg"), 1),
        (Target(metric="cigarettes", quantity=0.0, unit="a day"), -1),
        (None, 1),
    ],
)
def test_the_direction_of_a_goal_follows_its_baseline(target: Target | None, sign: int) -> None:
    assert direction(make_goal(target=target)) == sign


def test_drafted_milestones_in_order_are_not_changed() -> None:
    found, repairs = compiled({3: draft(2.0), 8: draft(5.0)})

    assert targets(found) == {3: (2.0, "km"), 8: (5.0, "km")}
    assert found[3].title == "At 2"
    assert repairs == []


def test_each_milestone_is_due_at_the_end_of_its_week() -> None:
    found, _ = compiled({3: draft(2.0), 8: draft(5.0)}, days=52)

    assert found[3].due_on == START + timedelta(days=20)
    assert found[8].due_on == START + timedelta(days=51)


def test_an_honest_smaller_last_milestone_is_not_rewritten() -> None:
    """The title, the tasks and the loads of that week name the smaller number too."""
    found, repairs = compiled({3: draft(2.0), 8: draft(4.0)})

    assert targets(found) == {3: (2.0, "km"), 8: (4.0, "km")}
    assert found[8].title == "At 4"
    assert repairs == []


def test_a_last_milestone_in_other_words_for_the_unit_keeps_its_title() -> None:
    found, repairs = compiled({8: draft(2.0, "kilometres")})

    assert (found[8].title, found[8].unit, repairs) == ("At 2", "kilometres", [])


@pytest.mark.parametrize(
    ("target", "numbers"),
    [
        (Target(metric="cigarettes", quantity=0.0, unit="a day"), {2: 12.0, 4: 6.0, 8: 0.0}),
        (Target(metric="weight", quantity=80.0, unit="kg"), {2: 84.0, 4: 82.0, 8: 80.0}),
        (Target(metric="debt", quantity=1_000.0, unit="€"), {2: 3_000.0, 4: 2_000.0}),
    ],
)
def test_a_falling_goal_without_a_baseline_keeps_its_milestones(
    target: Target, numbers: dict[int, float]
) -> None:
    drafted = {n: draft(x, target.unit, metric=target.metric) for n, x in numbers.items()}

    found, repairs = compiled(drafted, target)

    assert {n: m.target for n, m in found.items() if n in numbers} == numbers
    assert not any("Left out" in line for line in repairs)


def test_two_things_counted_in_one_unit_have_their_own_order() -> None:
    pages = Target(metric="pages written", quantity=70.0, unit="pages", baseline=20.0)
    drafted = {
        1: draft(30.0, "pages", metric="pages sent"),
        3: draft(10.0, "pages", metric="pages revised"),
        5: draft(200.0, "pages", metric="pages read"),
        8: draft(70.0, "pages", metric="pages written"),
    }

    found, repairs = compiled(drafted, pages)

    assert [m.target for m in found.values()] == [30.0, 10.0, 200.0, 70.0]
    assert repairs == []


def test_a_draft_without_a_last_milestone_gets_the_goal() -> None:
    found, repairs = compiled({3: draft(2.0)})

    assert targets(found) == {3: (2.0, "km"), 8: (5.0, "km")}
    assert len(repairs) == 1


def test_a_milestone_below_an_earlier_one_is_left_out() -> None:
    found, repairs = compiled({2: draft(3.0), 4: draft(2.0), 8: draft(5.0)})

    assert targets(found) == {2: (3.0, "km"), 8: (5.0, "km")}
    assert repairs == ["Left out a milestone of week 4: it stood behind an earlier one."]


def test_a_milestone_beyond_the_goal_is_left_out() -> None:
    found, repairs = compiled({4: draft(6.0)})

    assert targets(found) == {8: (5.0, "km")}
    assert "Left out a milestone of week 4: it asked for more than the goal." in repairs


def test_milestones_of_a_falling_goal_fall() -> None:
    drafted = {2: draft(88.0, "kg"), 4: draft(89.0, "kg"), 6: draft(79.0, "kg")}

    found, _ = compiled(drafted, EIGHTY_KG)

    assert targets(found) == {2: (88.0, "kg"), 8: (80.0, "kg")}


def test_milestones_of_another_unit_have_their_own_order() -> None:
    found, repairs = compiled({2: draft(30.0, "minutes"), 4: draft(2.0), 8: draft(5.0)})

    assert targets(found) == {2: (30.0, "minutes"), 4: (2.0, "km"), 8: (5.0, "km")}
    assert repairs == []


def test_without_drafted_milestones_they_are_computed_at_the_check_ins() -> None:
    found, repairs = compiled({})

    assert targets(found) == {4: (3.0, "km"), 8: (5.0, "km")}
    assert repairs == ["Added milestones at the check-in weeks: the plan had none."]


def test_without_a_target_tasks_are_counted() -> None:
    found, _ = compiled({}, None)

    assert targets(found) == {4: (12.0, "tasks"), 8: (24.0, "tasks")}
    assert found[4].metric == "tasks done"


def test_without_a_target_the_last_drafted_milestone_is_the_final_one() -> None:
    found, _ = compiled({3: draft(2.0), 6: draft(4.0)}, None)

    assert targets(found) == {3: (2.0, "km"), 6: (4.0, "km"), 8: (4.0, "km")}


@pytest.mark.parametrize("goal_target", [FIVE_KM, None])
def test_blank_units_metrics_and_titles_are_filled(goal_target: Target | None) -> None:
    found, _ = compiled({8: draft(5.0, " ", metric=" ", title="")}, goal_target)

    assert all(m.unit.strip() and m.metric.strip() and m.title.strip() for m in found.values())


def test_every_goal_has_a_milestone_in_its_last_week() -> None:
    goal: ClarifiedGoal = make_goal(days=2)

    found = compile_milestones([None], goal, tasks_done=[1], checks=(1,), repairs=Repairs())

    assert targets(found) == {1: (1.0, "tasks")}
    assert found[1].due_on == goal.deadline
