"""What people say of their lives, found by meaning and answered in the plan."""

import re

import numpy as np
import pytest

from core.goals.kind import GoalKind
from core.learning.models import load_meanings
from core.learning.stored_meanings import PACKAGED
from core.offline.circumstances.bank import Circumstance, load_circumstances, wordings
from core.offline.circumstances.find import circumstances_of
from core.offline.kinds.choose import choose_playbook
from core.offline.playbooks.meant import wordings_of
from core.offline.playbooks.obstacle_bank import load_obstacles
from core.plans.sense.words import is_broken
from tests.factories.coaching import PLAYBOOKS, coached, parse


def found_in(text: str) -> set[str]:
    facts = parse(text)
    playbook = choose_playbook(PLAYBOOKS, facts, facts.domain)
    return {each.circumstance.name for each in circumstances_of(facts, playbook)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Learn Italian by June. I am a midwife with a different shift every week.",
            "changing_shifts",
        ),
        ("Write my memoirs. My wife has dementia and needs me all day.", "cares_for_somebody"),
        ("Run 10 km by July. I tore a ligament in my knee two years ago.", "joints_in_training"),
        ("Learn the cello. I had lessons at school thirty years ago.", "long_ago"),
        ("Find a job as a cook. I have sent 30 applications and got no reply.", "rejections"),
        ("Save 5,000 for a car. Each summer trip takes what we had put aside.", "eats_the_savings"),
        ("Draw a portrait. I always begin something new before I finish it.", "starts_many"),
    ],
)
def test_a_circumstance_is_found_by_its_meaning(text: str, name: str) -> None:
    assert name in found_in(text)
    assert text not in " ".join(wordings(load_circumstances()))


@pytest.mark.parametrize(
    "text",
    [
        "Be in bed before midnight at least 4 nights a week",
        "Phone the landlord about the heating by Friday",
        "Run 5 km by May",
        "Save 3,000 by December",
        "Weekdays only, learn the piano, 45 minutes",
    ],
)
def test_a_plain_goal_has_no_circumstances(text: str) -> None:
    assert found_in(text) == set()


def test_a_circumstance_without_its_cue_is_none() -> None:
    for each in load_circumstances():
        for text in each.says:
            assert re.search(each.cue, text, re.IGNORECASE), (each.name, text)


def test_a_circumstance_of_another_topic_is_none() -> None:
    each = next(c for c in load_circumstances() if c.name == "rented_home")

    assert each.matters_for(GoalKind.PROJECT, "gardening")
    assert not each.matters_for(GoalKind.MONEY, "saving")


@pytest.mark.parametrize(
    "texts", [wordings(load_circumstances()), wordings_of(load_obstacles())], ids=["life", "ways"]
)
def test_the_vectors_that_ship_are_those_of_the_banks(texts: tuple[str, ...]) -> None:
    place = PACKAGED / load_meanings().name_of(texts)

    assert place.exists(), "make the file again: see data/playbooks/README.md"
    assert np.load(place).shape[0] == len(texts)


def test_a_situation_without_an_action_is_refused() -> None:
    with pytest.raises(ValueError, match="needs actions"):
        Circumstance(name="x", says=("a", "b", "c"), cue="a", meets="m", situation="it rains")


def test_what_the_bank_says_is_never_broken() -> None:
    for each in load_circumstances():
        plans = [f"If {each.situation}, then I will {action}." for action in each.actions]
        said = [f"You said “x”, so {each.meets}.", each.act, each.step.title if each.step else ""]
        assert not [text for text in (*plans, *said) if is_broken(text)]


def test_a_circumstance_is_in_the_strategies_the_tasks_and_the_if_thens() -> None:
    _, resolution, plan = coached(
        "Learn to play the violin by July. I have two small children who wake at six."
    )
    titles = [task.title for week in plan.weeks[:4] for task in week.tasks]

    assert any(
        "You said “I have two small children" in s.description for s in resolution.strategies
    )
    assert any(title.startswith("Agree with your partner") for title in titles)
    assert any("the children need me" in week.if_then for week in plan.weeks)
    assert plan.repairs == ()


def test_a_vague_wish_gets_an_act_that_can_be_seen() -> None:
    plan = coached("Just be less messy this year")[2]

    assert any("ten things back" in task.title for task in plan.weeks[0].tasks)


def test_an_answer_to_how_to_fit_it_in_takes_up_the_life_it_has_to_fit() -> None:
    text = "Become a plumber. But I drive lorries 11 hours a day, when would I learn?"
    facts = parse(text)

    assert "long_days_away" in found_in(text)
    assert facts.hours is None
    assert facts.session_minutes is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Empty the house by 31 March. I live two hours away.", "long_days_away"),
        ("Give a speech by 12 June. At weekends I look after my grandson.", "cares_for_somebody"),
    ],
)
def test_a_way_to_go_is_no_life_on_the_road_and_a_grandson_no_patient(text: str, name: str) -> None:
    assert name not in found_in(text)
