"""A plan for rotating shifts leaves the weekdays open; one for named days keeps them."""

import pytest

from tests.factories.coaching import coached


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Run 10 km by May, 3 hours a week. I'm a medic: two days, two nights, four off", False),
        ("Run 10 km by May, 3 hours a week. My husband's a medic, four on four off", True),
    ],
)
def test_rotating_shifts_leave_the_weekdays_open(text: str, *, dated: bool) -> None:
    _, _, plan = coached(text)

    assert any(task.day for week in plan.weeks for task in week.tasks) is dated
