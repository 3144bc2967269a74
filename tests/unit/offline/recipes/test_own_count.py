"""In a story the aim chooses the plan, and the person's number is counted beside it."""

import pytest

from core.plans.plan import PHASES
from tests.factories.coaching import coached, parse

THESIS = (
    "My master's thesis in economics is due on 14 May 2027, 20,000 words. I have 3,000 words of a "
    "literature review and nine interviews, I work three days a week and I keep tidying the "
    "bibliography instead of writing."
)
SCHOOL = (
    "My daughter is 13 and has refused school since October, she went on 4 of the last 20 days and "
    "says she feels sick each morning. I start work at six and her grandmother gives in. I want "
    "her in at least 4 days a week by the end of February."
)
LEAD = (
    "We adopted a collie in spring and she lunges and screams at every other dog on the lead. I "
    "walk her before seven and after six, 25 minutes each. I want to get past a dog across the "
    "road by Easter, and my husband refuses to use treats."
)


@pytest.mark.parametrize(
    ("text", "recipe", "counted"),
    [
        (THESIS, "finish_dissertation", (20_000, "words")),
        (SCHOOL, "child_school_refusal", None),
        (LEAD, "dog_recall_or_reactive_leash", None),
    ],
    ids=["a thesis", "a school", "a dog"],
)
def test_a_story_gets_the_plan_of_its_aim_and_keeps_its_number(
    text: str, recipe: str, counted: tuple[float, str] | None
) -> None:
    goal, _, plan = coached(text)
    target = goal.target

    assert parse(text).recipe == recipe
    assert target is not None
    if counted is None:
        assert target.unit == PHASES
        return
    assert (target.quantity, target.unit) == counted
    assert plan.milestones[-1].target == counted[0]


def test_so_many_words_are_no_chapter() -> None:
    whole = THESIS.replace("20,000 words", "70,000 words").replace("3,000", "34,000")

    assert parse(whole).recipe == "finish_dissertation"


@pytest.mark.parametrize(
    "text",
    ["write 20,000 words of my thesis by 14 May", "read 12 books about dogs"],
)
def test_a_plain_number_stays_with_the_playbook_that_counts_it(text: str) -> None:
    assert parse(text).recipe != "finish_dissertation"


def test_a_letter_of_then_sets_a_day_that_is_to_come() -> None:
    told = (
        "The council wrote that the hedge must be under two metres by 28 February, it is about "
        "five high. I am free on Sundays."
    )
    past = "The council wrote to us by 28 February. I want to cut the hedge to two metres."

    found, over = parse(told).deadline, parse(past).deadline

    assert found is not None
    assert (found.on.month, found.on.day) == (2, 28)
    assert over is None
