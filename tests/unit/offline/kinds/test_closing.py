"""The last week of a plan closes it instead of reviewing it once more."""

import pytest

from core.offline.kinds.steps.closing import CARRY_ON, CLOSING
from tests.factories.coaching import coached


@pytest.mark.parametrize(
    "text",
    [
        "Write 12,000 words of my family chronicle by 20 March 2027",
        "Save 900 by 1 May 2027",
        "Learn the banjo by June 2027, half an hour a day",
    ],
)
def test_the_last_week_closes_the_plan(text: str) -> None:
    plan = coached(text)[2]
    closings = {CARRY_ON, *CLOSING.values()}
    found = [week.number for week in plan.weeks for t in week.tasks if t.title in closings]

    assert found == [len(plan.weeks)]
    assert not any(task.title.startswith("Review the weeks") for task in plan.weeks[-1].tasks)
