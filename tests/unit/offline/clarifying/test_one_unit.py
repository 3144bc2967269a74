"""A plan from A to B does not depend on the units in which A and B are written."""

from dataclasses import replace
from datetime import date

import pytest

from core.goals.goal import ClarifiedGoal
from core.goals.normalize import normalize_goal
from core.offline.reading.units import convert
from core.plans.compiler import compile_plan
from core.plans.invariants import check_invariants
from core.plans.plan import Plan
from core.plans.sense.mending import sensible_goal
from core.resolutions.normalize import normalize_resolution
from tests.factories.coaching import COACH, TODAY, make_request

SWIM = "I want to swim {} without stopping by 15 May 2027, 2.5 hours a week."
RUN = "I want to run {} by 15 May 2027, 3 hours a week."
WEIGH = "I want to get down to {} by 15 May 2027, 3 hours a week."
ROUNDED = 0.04
"""Share of the way that the digits of a milestone may cost: runs come in halves of a mile."""


def planned(text: str, start: str) -> tuple[ClarifiedGoal, Plan]:
    request = make_request(text)
    answers = COACH.accept_answers(request, {"from": start}, today=TODAY)
    request = replace(request, answers=answers)
    goal = COACH.correct_goal(request, normalize_goal(COACH.draft_goal(request), request))
    goal = sensible_goal(goal, COACH.goal_context(request, goal))
    resolution = normalize_resolution(COACH.draft_resolution(request, goal), goal)
    return goal, compile_plan(COACH.draft_plan(request, goal, resolution), goal)


def way(goal: ClarifiedGoal, plan: Plan, unit: str) -> dict[date, float]:
    """Return the start, and the milestone of each day that has one, in one unit."""
    target = goal.target
    assert target is not None
    assert target.baseline is not None
    numbers = {
        goal.starts_on: target.baseline,
        **{m.due_on: m.target for m in plan.milestones if m.unit == target.unit},
    }
    return {day: convert(number, target.unit, unit) or 0.0 for day, number in numbers.items()}


@pytest.mark.parametrize(
    ("text", "unit", "starts", "targets"),
    [
        (SWIM, "m", ("50 m", "0.05 km", "50 m (2 lengths)"), ("1 km", "1000 m")),
        (SWIM, "m", ("400 m", "0.4 km"), ("2 km", "2000 metres", "1.24 miles")),
        (RUN, "km", ("3 km", "3000 m", "1.86 miles"), ("10 km", "10000 m", "6.21 miles")),
        (WEIGH, "kg", ("90 kg", "198.4 lb"), ("82 kg", "180.8 lb")),
    ],
)
def test_the_units_of_start_and_target_do_not_change_the_plan(
    text: str, unit: str, starts: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    plans = [planned(text.format(target), start) for target in targets for start in starts]
    ways = [way(goal, plan, unit) for goal, plan in plans]

    first = ways[0]
    begins, ends = min(first), max(first)
    tolerance = ROUNDED * abs(first[ends] - first[begins])
    for other in ways[1:]:
        shared = first.keys() & other.keys()
        assert {begins, ends} <= shared
        assert [other[day] for day in shared] == pytest.approx(
            [first[day] for day in shared], abs=tolerance
        )
    assert all(not check_invariants(plan, goal) for goal, plan in plans)


def test_a_target_set_in_another_unit_leaves_the_start_where_it_is() -> None:
    request = make_request("I can run 3 km and want to run 10 km by 15 May 2027, 3 hours a week.")
    answers = COACH.accept_answers(request, {"to": "6 miles"}, today=TODAY)

    goal = COACH.draft_goal(replace(request, answers=answers))

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.unit) == (6, "mi")
    assert goal.target.baseline == pytest.approx(3 / 1.609, abs=0.01)


def test_a_plan_without_its_target_counts_sessions() -> None:
    request = make_request(SWIM.format("1 km"))
    goal = replace(normalize_goal(COACH.draft_goal(request), request), target=None)
    resolution = normalize_resolution(COACH.draft_resolution(request, goal), goal)
    plan = compile_plan(COACH.draft_plan(request, goal, resolution), goal)

    assert "Sessions done" in {metric.name for metric in resolution.metrics}
    assert {milestone.unit for milestone in plan.milestones} == {"sessions"}
    assert all("sessions" in phase.aim.rpartition("reach")[2] for phase in resolution.timeline)
    assert not check_invariants(plan, goal)
