"""A goal that no recipe knows is planned by the parts that its text lists."""

import pytest

from core.offline.named.parts import named_parts
from tests.factories.coaching import coached

GOATS = (
    "Getting two pygmy goats in April. Fence, shed, licence number, hooves, I've read it all and "
    "remember nothing. Small paddock behind the house, mornings before 7."
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (GOATS, ("the fence", "the shed", "the licence number", "the hooves")),
        ("I have Monday, Wednesday and Friday evenings, two hours each.", ()),
        ("My wife, my son and my boss want me to stop.", ()),
    ],
)
def test_the_things_of_a_list_are_parts_and_days_and_people_are_none(
    text: str, parts: tuple[str, ...]
) -> None:
    assert named_parts(text) == parts


def test_each_named_part_has_its_own_task_by_the_second_week() -> None:
    _, _, plan = coached(GOATS)

    titles = " ".join(task.title for week in plan.weeks[:2] for task in week.tasks)
    assert all(part in titles for part in named_parts(GOATS))
    assert "Ask whoever decides" in titles
