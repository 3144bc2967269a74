"""The most that something may cost is read, and stands where the plan speaks of it."""

import pytest

from core.offline.reading.roles.money.budget import budget_of
from tests.factories.coaching import coached, parse


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Throw a party for 40 people in March, budget 1,200, the hall costs 180", 1200),
        ("Cycle the Danube with my mate in July, 700 each at most", 700),
        ("Five days in Lisbon with my brother, 900 for both of us, flights included", 900),
        ("A baptism for 25 guests, we want to keep it under 500", 500),
        ("A cover for my camper; a bought one costs 900", None),
        ("Pay off 3,000 of debt, 200 a month", None),
    ],
)
def test_the_most_it_may_cost_is_read(text: str, most: float | None) -> None:
    found = budget_of(parse(text))

    assert (None if found is None else found.value) == most


def test_a_plan_of_an_event_reckons_with_the_named_sum() -> None:
    _, resolution, plan = coached(
        "My mum turns 70 on 13 February and I said I'd throw the party: around 40 people, budget "
        "1,200, the community hall costs 180 and has to be paid by 15 December."
    )

    titles = [task.title for week in plan.weeks for task in week.tasks]
    assert any("ceiling of 1,200" in title for title in titles)
    assert any("1,200" in metric.target for metric in resolution.metrics)
