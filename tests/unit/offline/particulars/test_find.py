"""A construction says what a named thing is to the person, whatever the thing."""

import pytest

from core.offline.particulars.find import particulars_in
from core.offline.particulars.noun_phrases import phrase_at
from core.offline.particulars.values import Part


@pytest.mark.parametrize(
    ("text", "part", "label"),
    [
        ("I want to pass. I failed twice on hill starts.", Part.WEAK, "hill starts"),
        ("Repair the boat. Chapter 3 is a mess.", Part.WEAK, "Chapter 3"),
        ("Be calmer. It's always about the tablet at breakfast.", Part.WEAK, "the tablet"),
        ("A chair by May, never cut a tenon before.", Part.FIRST, "your first tenon"),
        ("Save 900. It all goes on scratch cards.", Part.PULL, "scratch cards"),
        ("Save 900. I end up into my savings, lottery mostly.", Part.PULL, "lottery"),
        ("Play tennis. My right elbow hurts after a set.", Part.SORE, "your right elbow"),
        ("Learn to sing, but my landlady bangs on the door.", Part.HINDERS, "your landlady"),
        ("Pay it off. My wife doesn't know about the loan.", Part.UNTOLD, "your wife"),
        ("Grow leeks. There's no greenhouse.", Part.LACK, "greenhouse"),
        ("Open a stall. I haven't got a licence yet.", Part.TO_GET, "a licence"),
        ("Learn Greek. There's a class on Tuesday at seven.", Part.OFFER, "the Tuesday class"),
        ("Build a bench. I've got a borrowed drill.", Part.HAVE, "the borrowed drill"),
        ("Be closer to Tom. He loves old trains.", Part.SHARED, "old trains"),
        ("Get promoted. They said I was 'not visible enough'.", Part.QUOTED, "not visible enough"),
    ],
)
def test_a_construction_says_what_a_thing_is(text: str, part: Part, label: str) -> None:
    assert (part, label) in [(each.part, each.label) for each in particulars_in(text)]


def test_the_things_of_a_list_are_found_each_with_its_own_sense() -> None:
    found = particulars_in(
        "Dig it over. I've a dodgy back from work, a borrowed spade, and no shed."
    )

    assert [(each.part, each.label) for each in found] == [
        (Part.SORE, "your dodgy back"),
        (Part.HAVE, "the borrowed spade"),
        (Part.LACK, "shed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I want to run. My boss thinks it is funny.",
        "Learn the banjo. My uncle Ray says he'll come along and then doesn't.",
        "I can do it without shouting for 30 minutes on two evenings.",
        "I have 3 hours and no time.",
        "Sell more. I'm scared of the money side, plus I always undercharge.",
    ],
)
def test_who_is_only_spoken_of_and_what_is_no_thing_is_left_out(text: str) -> None:
    assert particulars_in(text) == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("my instructor shouts which makes me freeze", "my instructor"),
        ("the committee gave me till May", "the committee"),
        ("the shed full of paperwork in bags", "the shed full of paperwork"),
        ("the neighbour bangs on the wall", "the neighbour"),
    ],
)
def test_a_noun_phrase_ends_before_its_verb(text: str, phrase: str) -> None:
    found = phrase_at(text, 0)

    assert found is not None
    assert found.text == phrase
