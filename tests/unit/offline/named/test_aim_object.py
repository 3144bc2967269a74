"""A plan names the thing of the aim as the person does."""

from dataclasses import replace

import pytest

from core.offline.named.aim_object import aim_object
from tests.factories.coaching import coached, parse

FACTS = parse("finish the boat by June")


@pytest.mark.parametrize(
    ("aim", "thing"),
    [
        ("My PhD thesis is due and I have 3 of 6 chapters", "your PhD thesis"),
        ("write my master's thesis in economics", "your master's thesis"),
        ("raise a formal grievance and not fall apart", "the formal grievance"),
        ("street party for our road, 120 houses", ""),
        ("teach my daughter to read", ""),
        ("be an electrician", ""),
        ("stop the beer altogether", ""),
        ("get it done", ""),
    ],
)
def test_the_object_is_what_the_verb_acts_on_and_no_person(aim: str, thing: str) -> None:
    assert aim_object(replace(FACTS, aim=aim)) == thing


def test_a_recipe_calls_its_thing_by_the_persons_noun() -> None:
    goal, _, _ = coached(
        "My PhD thesis is due on 14 May 2027, 70,000 words. I have 34,000 words of a literature "
        "review and nine interviews, I work three days a week and I keep tidying the bibliography."
    )

    assert "PhD thesis" in goal.statement
