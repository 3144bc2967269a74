"""An own obstacle is answered at the moment in which it happens, and as its form asks."""

import pytest

from core.goals.kind import GoalKind
from core.offline.playbooks.own_moment import own_moment, stated_moment
from core.offline.writing.obstacles import answer_to, label_of
from tests.factories.coaching import PLAYBOOKS

USUAL = ("breathe out",)


@pytest.mark.parametrize(
    ("sentence", "situation", "action"),
    [
        ("When he rolls his eyes I start to lecture", "he rolls his eyes", "breathe out"),
        ("my problem is that I order food when bored at work", "I am bored at work", "breathe out"),
        ("I keep polishing slides instead of rehearsing", "polishing slides", "rehearse for ten"),
        ("But I put off the calls to the bank", "I put off the calls", "give it ten minutes"),
    ],
)
def test_the_form_of_an_obstacle_gives_its_moment_and_its_answer(
    sentence: str, situation: str, action: str
) -> None:
    guide = own_moment(sentence, USUAL)

    assert guide is not None
    assert situation in guide.situation
    assert action in guide.actions[0]


def test_an_obstacle_without_a_moment_has_the_answer_of_its_kind() -> None:
    assert own_moment("there is never any peace", USUAL) is None


@pytest.mark.parametrize(
    ("sentence", "about_the_body"),
    [
        ("the sewing machine is old", False),
        ("the cellar isn't heated and the paint hates the cold", False),
        ("I've a dodgy shoulder", True),
        ("my asthma plays up in the cold", True),
    ],
)
def test_only_what_is_about_the_body_is_answered_with_rest(
    sentence: str, about_the_body: bool
) -> None:
    guide = answer_to(sentence, PLAYBOOKS.for_goal("repair_and_diy", GoalKind.PROJECT))

    assert guide.cautious is about_the_body


def test_the_opening_of_a_sentence_is_no_part_of_its_obstacle() -> None:
    playbook = PLAYBOOKS.get("debt")
    sentence = "My problem is that I buy things on the phone when I cannot sleep at night again"

    assert label_of(sentence, playbook).startswith("you buy things on the phone")


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("Every time the car breaks we empty it again", "the car breaks"),
        ("When I ask about school he shuts down", "he shuts down when I ask about school"),
        ("the window leaks when it rains", "the window leaks when it rains"),
        ("each time I open the box I feel sick", "I open the box"),
        ("when it happens I get tense", None),
    ],
)
def test_the_moment_is_said_in_the_persons_own_words(sentence: str, moment: str | None) -> None:
    assert stated_moment(sentence) == moment


def test_what_ends_too_soon_is_answered_with_shorter_rounds() -> None:
    answer = answer_to("My left hand gets tired after 10 minutes", PLAYBOOKS.get("music"))

    assert answer.situation == "my left hand gets tired after 10 minutes"
    assert "short round" in answer.actions[0]
