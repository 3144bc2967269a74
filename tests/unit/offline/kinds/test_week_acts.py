"""The acts of a week differ from each other and from those of the week before."""

from itertools import pairwise

import pytest

from core.goals.kind import GoalKind
from core.offline.kinds.week_acts import earlier_acts, week_acts
from tests.conftest import SomeOf
from tests.factories.coaching import PLAYBOOKS, coached
from tests.factories.recipes import RECIPES
from tests.unit.offline.test_coached_plans import GOALS


@pytest.mark.parametrize("kind", GoalKind)
@pytest.mark.parametrize("size", range(2, 9))
@pytest.mark.parametrize("count", range(1, 8))
def test_no_act_comes_twice_and_no_week_is_like_the_one_before(
    size: int, count: int, kind: GoalKind
) -> None:
    acts = tuple("abcdefgh"[:size])
    for earlier in ((), tuple("uvw")):
        weeks = [week_acts(acts, earlier, count, turn, kind) for turn in range(20)]

        assert all(len(set(week)) == len(week) == count for week in weeks)
        assert all(set(one) != set(other) for one, other in pairwise(weeks))
        assert set(acts) <= set().union(*weeks)


def test_the_first_week_begins_with_the_first_acts_as_they_are() -> None:
    assert week_acts(("a", "b", "c"), (), 3, 0, GoalKind.SKILL) == ["a", "b", "c"]
    assert week_acts(("a", "b"), ("x",), 2, 0, GoalKind.SKILL) == ["a", "b"]


def test_acts_come_back_from_the_latest_phase_of_the_same_side() -> None:
    skill, quit_, project = (
        PLAYBOOKS.for_goal("general", kind)
        for kind in (GoalKind.SKILL, GoalKind.QUIT, GoalKind.PROJECT)
    )

    back = earlier_acts(skill, skill.phases[2])
    assert back[0] == skill.phases[1].practice[0]
    assert set(skill.phases[0].practice) <= {*back, *skill.phases[2].practice}
    first_after = next(phase for phase in quit_.phases if phase.side == "after")
    assert earlier_acts(quit_, first_after) == ()
    assert earlier_acts(project, project.phases[-1]) == ()


def test_no_week_of_a_plan_has_an_act_twice_but_the_one_that_is_the_goal(some_of: SomeOf) -> None:
    goals = [text for _, text in GOALS] + [recipe.asks[5] for recipe in RECIPES.values()]
    for text in some_of(goals, 12):
        goal, _, plan = coached(text)
        if goal.domain in {"running", "strength"}:
            continue  # published programmes have the same session three times a week
        weeks = [[task.title for task in week.tasks] for week in plan.weeks]
        twice = {title for week in weeks for title in week if week.count(title) > 1}

        assert len(twice) <= 1, twice
        # A person's own routine is one act, which every day of it is for.
        assert all(title in week for title in twice for week in weeks), twice
