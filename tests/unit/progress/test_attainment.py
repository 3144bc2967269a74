"""The five levels of goal attainment name the goal's own target, and so do the next goals."""

import pytest

from core.goals.goal import ClarifiedGoal, Target
from core.goals.kind import GoalKind
from core.progress.attainment import attainment_levels
from core.progress.next_goals import next_goals
from tests.factories.coaching import clarify
from tests.factories.stored import make_clarified

RISING = make_clarified(
    statement="I will run 5 km without stopping by 31 March 2027.",
    target=Target(metric="distance", quantity=5, unit="km", baseline=1),
)


def levels(goal: ClarifiedGoal) -> list[str]:
    found = attainment_levels(goal)
    assert list(found) == [-2, -1, 0, 1, 2]
    return list(found.values())


def weight(aimed: int, unit: str = "kg", begun: int = 80) -> ClarifiedGoal:
    return make_clarified(
        statement=f"I will weigh {aimed} {unit} by 31 May 2027.",
        target=Target(metric="weight", quantity=aimed, unit=unit, baseline=begun),
    )


def test_a_rising_target_has_numbers_below_and_beyond() -> None:
    assert levels(RISING) == [
        "About where I started (1 km), still far from 5 km",
        "On the way: around 3 km, short of 5 km",
        "As planned: 5 km",
        "More than 5 km: 6 km or more",
        "More than 5 km: 7 km or more",
    ]


@pytest.mark.parametrize("goal", [weight(75), weight(0, "cigarettes a day", 20)])
def test_a_falling_target_is_never_pushed_further_down(goal: ClarifiedGoal) -> None:
    assert goal.target is not None
    aimed = f"{goal.target.quantity:g} {goal.target.unit}"
    found = levels(goal)

    assert found[2] == f"As planned: {aimed}"
    assert [text for text in found[3:] if aimed not in text] == []
    assert not any("or more" in text for text in found)


@pytest.mark.parametrize("text", ["Lose 5 kg by the end of May", "Quit smoking by January"])
def test_nothing_asks_for_more_loss_or_more_than_stopping(text: str) -> None:
    goal = clarify(text)

    assert not any("or more" in level for level in levels(goal))
    assert not any("further" in each.label for each in next_goals(goal, attainment=2))
    assert not any("Half" in each.label for each in next_goals(goal, attainment=-2))


def test_a_number_that_the_coach_chose_is_no_measure_of_the_result() -> None:
    found = levels(clarify("Write my thesis by June"))

    assert all("write my thesis" in text for text in found)
    assert len(set(found)) == 5


def test_without_a_start_no_start_is_made_up() -> None:
    goal = make_clarified(
        statement="I will read 24 books by 31 December 2027.",
        target=Target(metric="books", quantity=24, unit="books"),
    )

    assert levels(goal)[:2] == [
        "About where I started, still far from 24 books",
        "On the way: some of the 24 books, short of 24 books",
    ]


@pytest.mark.parametrize(
    ("attainment", "offered"),
    [
        (-2, ["Run 2.5 km without stopping", "Run 5 km without stopping"]),
        (-1, ["Run 5 km without stopping"]),
        (0, ["Run 6 km without stopping", "Run 5 km without stopping"]),
        (2, ["Run 6 km without stopping", "Run 5 km without stopping"]),
    ],
)
def test_the_next_goal_begins_where_this_one_ended(attainment: int, offered: list[str]) -> None:
    assert [each.text for each in next_goals(RISING, attainment=attainment)] == offered


def test_a_goal_in_other_words_is_offered_as_it_is() -> None:
    goal = make_clarified(statement="Ein Buch lesen.", target=None, kind=GoalKind.PROJECT)

    assert [each.text for each in next_goals(goal, attainment=0)] == ["Ein Buch lesen"]
