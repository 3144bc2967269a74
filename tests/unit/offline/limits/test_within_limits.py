"""A body that hurts is not loaded, what is refused is not asked for, what is liked is the means."""

import re

import pytest

from core.offline.limits.apply import within
from core.offline.limits.bank import MOVEMENT
from core.offline.limits.own_movement import read_movement
from core.offline.limits.own_part import own_part
from core.plans.sense.limits import Limit, keeps
from tests.factories.coaching import coached

READ: dict[str, tuple[set[str], set[str], set[str]]] = {
    "Knees are bad (arthrosis), I hate gyms, but I have a dog and I like swimming.": (
        {"your knees"},
        {"the gym"},
        {"swimming", "the dog"},
    ),
    "I can't run because of my shins, but love dancing": (
        {"your ankle or foot"},
        {"running"},
        {"dancing"},
    ),
    "lower back pain, physio says no deadlifts": ({"your back"}, set(), set()),
    "My left shoulder was operated on in May. We bought an exercise bike.": (
        {"your shoulder"},
        set(),
        {"the exercise bike"},
    ),
    "I don't like swimming": (set(), {"swimming"}, set()),
    "My mother has bad knees; I want to get back to baking": (set(), set(), set()),
    "I come back in pain from work and want to go back to the gym": (set(), set(), set()),
}


@pytest.mark.parametrize("text", READ)
def test_a_text_says_what_hurts_what_is_refused_and_what_is_liked(text: str) -> None:
    found = read_movement(text)

    limits, refused, liked = READ[text]
    assert {limit.label for limit in found.limits} == limits
    assert {each.name for each in found.refused} == refused
    assert {each.name for each in found.liked} == liked


def test_a_plan_loads_no_knee_that_hurts_and_moves_as_the_person_likes() -> None:
    plan = coached(
        "I'm 104 kg, my target is 95 by the end of May. Bad knees, I hate gyms, but I have a dog "
        "and I like swimming."
    )[2]

    titles = [task.title for week in plan.weeks for task in week.tasks]
    loads = re.compile(r"\b(?:squats?|lunges?|step-ups|jump\w*|stairs|gym)\b", re.IGNORECASE)
    assert not [title for title in titles if loads.search(title)]
    assert any(title.startswith("Swim for") for title in titles)
    assert any(title.startswith("Walk the dog for") for title in titles)


def test_what_the_aim_itself_wants_is_no_limit() -> None:
    plan = coached("Run 5 km by the end of March, my knees hurt now and then")[2]

    assert any("Run" in task.title for week in plan.weeks for task in week.tasks)


def test_only_the_part_that_loads_is_taken_out_of_a_task() -> None:
    knees = Limit(label="knees", loads=r"squats?|lunges?", instead=("Swim {minutes} minutes",))

    assert within("Do squats 3x10, rows 3x10, bridges 3x12", (knees,), (), 0) == (
        "Do rows 3x10, bridges 3x12"
    )
    assert within("Strength: squat, press, row, 3 sets of 8", (knees,), (), 0) == (
        "Strength: press, row, 3 sets of 8"
    )
    assert within("Do lunges for a minute", (knees,), (), 0) == "Swim {minutes} minutes"
    assert keeps("Walk, cycle or squat for 20 minutes", (knees,))


def test_what_takes_the_place_of_a_task_keeps_its_own_limit() -> None:
    for limit in MOVEMENT.bank.limits:
        own = Limit(label=limit.label, loads=limit.loads)
        assert all(keeps(task, (own,)) for task in limit.instead), limit.label


def test_a_task_for_two_parts_of_the_body_holds_the_named_one() -> None:
    both = "Knee: wall sit 5x30 seconds; shoulder: press into a wall 5x30"

    assert own_part(both, "My shoulder is frozen") == "Shoulder: press into a wall 5x30"
    assert own_part(both, "Both knees and a shoulder hurt") == both
    assert own_part(both, "The physio gave me exercises") == both
    assert own_part("Walk 20 minutes", "My shoulder is frozen") == "Walk 20 minutes"
