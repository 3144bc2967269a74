"""The aim has the words of the aim's own sentence; the topic is that of what is still missing."""

import pytest

from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        (
            "I have smoked for 20 years and I want to stop before my birthday in May",
            "stop",
        ),
        ("I want to be less of a grumpy father in the evenings", "be less of a grumpy father"),
        ("Dear coach. The landlord is awful. I want to move to Leeds by May.", "move to Leeds"),
        ("Hello! I would like to finish my quilt by Easter.", "finish my quilt"),
        ("I owe 5,000 € and want to pay it off by June", "5,000 €"),
        ("Howdy. I'm 40 and I run a shop. I want to learn the banjo.", "learn the banjo"),
        ("My rating fell from 1580 to 1430 and I want to get back to 1600.", "get back to 1600"),
        ("Learn to swim, never learned as a kid", "swim"),
        ("I'm a baker of 51. My aim: write ten songs by summer.", "ten songs"),
        (
            "I want to build a rowing boat in the barn. I'd like to launch it in July.",
            "rowing boat",
        ),
        ("Two kids, one dog. I need to declutter the garage.", "declutter the garage"),
    ],
)
def test_the_aim_has_the_words_of_its_own_sentence(text: str, aim: str) -> None:
    assert aim in parse(text).aim


@pytest.mark.parametrize(
    ("text", "not_in_aim"),
    [
        ("Dear coach. The landlord is awful. I want to move to Leeds by May.", "landlord"),
        ("Howdy. I'm 40 and I run a shop. I want to learn the banjo.", "shop"),
        ("I'm a baker of 51. My aim: write ten songs by summer.", "baker"),
    ],
)
def test_no_other_sentence_is_part_of_the_aim(text: str, not_in_aim: str) -> None:
    assert not_in_aim not in parse(text).aim


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        (
            (
                "We signed up for a relay in September: 700 m of swimming, then 5 km of running. "
                "Running is fine, but I never properly learned to swim."
            ),
            "swimming",
        ),
        (
            (
                "I want to swim 1 km and cycle 30 km at the village games. I swim every week, "
                "I can't ride a bike yet."
            ),
            "cycling",
        ),
    ],
)
def test_of_two_aims_the_one_that_is_missing_is_trained(text: str, domain: str) -> None:
    assert parse(text).domain == domain


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        (
            (
                "I want to quit chewing tobacco. Every time I have a few beers I cave. I'd like to be "
                "done with it by Thanksgiving."
            ),
            "quit chewing tobacco",
        ),
        (
            (
                "I want to learn to crochet baby blankets. I'd like to be there before my niece is "
                "born in May."
            ),
            "learn to crochet baby blankets",
        ),
    ],
)
def test_a_wish_that_only_says_until_when_is_not_the_aim(text: str, aim: str) -> None:
    assert parse(text).aim == aim
