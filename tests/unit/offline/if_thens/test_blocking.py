"""What gets in the way is an event or a state, judged by the form of its clause."""

import pytest

from core.offline.if_thens.blocking import blocking_clause, surely_blocking


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("every time the car breaks we empty it again",) * 2,
        ("tried it before with a sheet but I stop updating it after two weeks", "I stop updating"),
        ("I did the course up to part 3 of 8 and got stuck at SQL", "I got stuck at SQL"),
        ("tried cold turkey twice, both times I couldnt sleep", "both times I couldnt sleep"),
        ("Evenings are bad, when they finally sleep I eat chocolate", "when they finally sleep I"),
        ("I did the course once, so I don't know where to start", "I don't know where"),
        ("my left hand gets tired after 10 minutes", "my left hand gets tired after 10"),
        ("slugs eat everything", "slugs eat everything"),
        ("procrastination", "procrastination"),
        ("but I am shy", "I am shy"),
    ],
)
def test_the_clause_that_blocks_is_found_in_a_sentence(sentence: str, clause: str) -> None:
    assert (blocking_clause(sentence) or "").startswith(clause)


@pytest.mark.parametrize(
    "sentence",
    [
        "60 euros",
        "Budget about 1400",
        "900 euros for all of it",
        "kid of 3",
        "rent is 1200 a month",
        "I can do tuesday evenings and 3 hours on sunday",
        "my laptop is slow so I print everything",
        "we do want the deposit",
        "I finished the first part last year",
        "but eat it",
        "the assessment isn't until March",
        "the course at work doesn't begin until after Easter",
        "I've 25 minutes most mornings before work except Mondays and Fridays",
        "I have half an hour most evenings once the little one is down",
    ],
)
def test_a_sum_a_wish_an_ability_and_what_is_over_block_nothing(sentence: str) -> None:
    assert blocking_clause(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    ["I only have 20 minutes when the baby sleeps", "he isn't home until 7"],
)
def test_too_little_time_and_an_hour_that_is_too_late_block(sentence: str) -> None:
    assert blocking_clause(sentence) == sentence


def test_a_text_says_in_passing_what_goes_wrong() -> None:
    text = "I want a coat by June. The table has to be cleared every time. I have 38 euros a metre."

    assert list(surely_blocking(text)) == ["The table has to be cleared every time"]
