"""A goal that names an act and how often is its own plan."""

import pytest

from core.offline.reading.roles.own_routine import act_of, is_own_routine
from tests.factories.coaching import PLAYBOOKS, coached, parse


def is_own(text: str) -> bool:
    facts = parse(text)
    return is_own_routine(facts, PLAYBOOKS.get(facts.domain))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("take statins every day at 8 pm (7/10 confidence)", "take statins at 8 pm"),
        (
            "Record my blood pressure daily before bed time",
            "Record my blood pressure before bed time",
        ),
        ("Jog for at least 30 minutes, once a week", "Jog for at least 30 minutes"),
    ],
)
def test_an_act_and_its_rhythm_are_the_plan(text: str, act: str) -> None:
    assert is_own(text)
    assert act_of(parse(text)) == act


@pytest.mark.parametrize(
    "text",
    [
        "code for an hour every day",  # varied practice teaches more
        "do yoga twice a week",  # what is done is open
        "lose 5 kg by June",
        "run 10 km by May, three times a week",
        "stop smoking every day",
    ],
)
def test_what_needs_a_programme_is_not(text: str) -> None:
    assert not is_own(text)


def test_every_session_is_the_act_and_no_other_number_replaces_it() -> None:
    goal, resolution, plan = coached("Record my blood pressure daily before bed time")
    dated = [task for week in plan.weeks for task in week.tasks if task.day]

    assert goal.target is not None
    assert goal.target.unit == "days a week"
    assert all(task.title == "Record your blood pressure before bed time" for task in dated)
    assert resolution.title == "Record your blood pressure before bed time every day"
    assert plan.repairs == ()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("take statin medication everyday", "take statin medication"),
        ("bake bread weekly", "bake bread"),
        ("Stretch my hamstrings for five minutes after each run", "Stretch my hamstrings"),
        (
            "Drink a glass of water when I wake up, every morning. I always start with coffee.",
            "Drink a glass of water",
        ),
        (
            "Walk to the office on Mondays and Thursdays instead of the bus. It takes a while.",
            "Walk to the office",
        ),
        (
            "Keep a food diary. It's the only thing that ever worked for me. Not counting calories.",
            "Keep a food diary",
        ),
    ],
)
def test_the_act_of_the_first_sentence_is_the_plan(text: str, act: str) -> None:
    plan = coached(text)[2]
    dated = [task.title for week in plan.weeks for task in week.tasks if task.day]

    assert is_own(text)
    assert dated
    assert all(title.lower().startswith(act.lower().replace("my ", "your ")) for title in dated)


@pytest.mark.parametrize(
    "text",
    [
        "Learn to bake bread, once a week",
        "do yoga daily",
        "play the guitar every day",
        "I take statins every day. I want to lower my cholesterol to 180.",
        "Cook every day. What I really want is to lose 8 kg by June, and I have tried so many diets.",
    ],
)
def test_what_leads_further_is_no_act_of_its_own(text: str) -> None:
    assert not is_own(text)
