"""A second aim of a text has tasks of its own, in every part of the plan."""

import pytest

from core.goals.normalize import normalize_goal
from core.offline.parsed_goal import ParsedGoal
from core.offline.particulars.second_aim import second_aim_tasks
from tests.factories.coaching import COACH, make_request

VAPE = "Stop vaping AND stop biting my nails, that's what I want. I've an operation on 22 February."
KNEE = (
    "I've smoked rollies for 26 years, about 20 a day, first one within 5 minutes of waking, and I "
    "drink 5 or 6 cans of lager every night as well, more like 9 on a Saturday. I get shaky in the "
    "mornings if I don't. I've got an operation on my knee on 9 January and the surgeon told me to "
    "stop smoking 6 weeks before, I also want to stop the beer altogether at the same time."
)
COOK = "Cut takeaways to 150 a month by March. And I also want to learn to cook six proper meals."


def parsed(text: str) -> ParsedGoal:
    request = make_request(text)
    goal = normalize_goal(COACH.draft_goal(request), request)
    return COACH._parse(request, domain=goal.domain)


@pytest.mark.parametrize(
    ("text", "label"), [(VAPE, "biting your nails"), (KNEE, "smoking"), (COOK, "cook six proper")]
)
def test_a_second_aim_has_a_task_in_the_first_weeks_and_every_other_week(
    text: str, label: str
) -> None:
    tasks = second_aim_tasks(parsed(text), 12)

    weeks = [week for week, found in tasks.items() if any(label in t.title for t in found)]
    assert weeks == [1, 2, 4, 6, 8, 10, 12]


def test_a_day_that_is_too_early_for_a_plan_under_care_is_named_at_the_visit() -> None:
    request = make_request(KNEE)
    (first, *_) = second_aim_tasks(parsed(KNEE), 12)[1]

    assert COACH.facts_of(request).deadline is not None
    assert "9 January" in first.title


@pytest.mark.parametrize(
    "text",
    [
        "I want to stop smoking by May.",
        "I keep bees, want to sell honey and make £3,000 in the season.",
        "Stop smoking. I tried to stop smoking twice.",
        "I want to swim the lake one way, 17 km, next September with my sister. I do 2.5 km in the pool.",
        "I'd like to run the marathon in under 4 hours, in October with my brother.",
    ],
)
def test_one_aim_has_no_second(text: str) -> None:
    assert second_aim_tasks(parsed(text), 12) == {}


def test_a_second_aim_is_not_cut_within_a_noun() -> None:
    text = (
        "Empty my father's house by 31 March. We'd like to keep at most 20 boxes and sell the lathe "
        "and the table saw, worth maybe 2,500 pounds."
    )
    labels = [t.title for found in second_aim_tasks(parsed(text), 12).values() for t in found]

    assert labels
    assert all(title.endswith("table saw") for title in labels if "lathe" in title)
