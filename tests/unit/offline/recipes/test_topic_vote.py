"""Topic and recipes are judged apart; where the topic is unsure, the likely recipes decide."""

import pytest

from core.offline.recipes.found_recipe import FoundRecipe
from core.offline.recipes.topic_vote import voted_topic
from tests.factories.coaching import coached, parse

TRIP = (FoundRecipe("long_trip", 0.4), FoundRecipe("visit", 0.2), FoundRecipe("date", 0.01))
TOPICS = {"long_trip": "trip_planning", "visit": "trip_planning", "date": "relationships"}


@pytest.mark.parametrize(
    ("kind", "found", "topic"),
    [
        (0.4, TRIP, "trip_planning"),
        (0.6, TRIP, "relationships"),  # the kind of goal is read surely
        (0.4, (*TRIP, FoundRecipe("date", 0.1)), "relationships"),  # a recipe speaks for it
        (0.4, (), "relationships"),
    ],
)
def test_recipes_outvote_a_topic_that_none_of_them_is_of(
    kind: float, found: tuple[FoundRecipe, ...], topic: str
) -> None:
    kinds = {"relating": kind, "event": 0.3}

    assert voted_topic("relationships", kinds, found, lambda r: TOPICS[r.name]) == topic


def test_a_move_with_a_van_is_no_road_trip_and_a_trip_with_a_brother_no_friendship() -> None:
    move = parse(
        "We're moving out on 30 January, three rooms and a cellar. The van is booked for that "
        "Saturday at 9. I always leave packing until the last night."
    )
    trip = parse(
        "My sister and I haven't travelled together since school. In May we want to do four days "
        "in Porto, 800 for both of us, flights included."
    )

    baptism = parse(
        "Our daughter's baptism is on 18 April, 25 guests, we want to cook ourselves and keep it "
        "under 500. The church needs the godparents' certificates by 1 March."
    )
    grant = parse(
        "The grant application has to be in by noon on 18 December, ten pages plus the budget."
    )

    assert baptism.recipe != "plan_wedding"
    assert grant.recipe != "finish_dissertation"
    assert move.domain == "moving_house"
    assert "road" not in move.recipe
    assert trip.domain == "trip_planning"


def test_work_of_which_a_part_is_done_is_no_event() -> None:
    _, _, plan = coached(
        "The grant application has to be in by noon on 18 December, ten pages plus the budget, "
        "I've three pages of notes. I can do an hour a day, evenings, but not on Wednesdays."
    )

    titles = " ".join(task.title for week in plan.weeks for task in week.tasks)
    assert "hardest open part of the grant application" in titles
    assert "sell out" not in titles
    assert all(task.minutes <= 60 for week in plan.weeks for task in week.tasks)
