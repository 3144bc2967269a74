"""Sentences around the person's own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats import long_day
from core.offline.grammar.person import to_second_person
from core.offline.writing.sentences import as_sentence, i_will_sentence, item_name, short_aim
from tests.factories.coaching import PLAYBOOKS, parse


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("run 5 km", "Run 5 km."),
        ("  why not?  ", "Why not?"),
        ("Done!", "Done!"),
        ("and so on …", "And so on …"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_sentence_has_a_capital_and_a_stop(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence


@given(st.text(max_size=50))
def test_a_sentence_stays_the_same_if_it_is_one_already(text: str) -> None:
    assert as_sentence(as_sentence(text)) == as_sentence(text)


@pytest.mark.parametrize(
    ("aim", "sentence"),
    [
        ("Run 5 km", "I will run 5 km"),
        ("running 5 km", "I will run 5 km"),
        ("more sleep", "I will work on “more sleep”"),
        ("happiness", "I will work on “happiness”"),
    ],
)
def test_an_aim_becomes_a_statement(aim: str, sentence: str) -> None:
    assert i_will_sentence(aim) == sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("because I want to see my son", "because you want to see your son"),
        ("I'm tired and it is mine", "you are tired and it is yours"),
        ("I've hurt myself, it pains me", "you have hurt yourself, it pains you"),
        ("I am shy", "you are shy"),
        ("swimming in the island", "swimming in the island"),
    ],
)
def test_the_first_person_becomes_the_second(text: str, expected: str) -> None:
    assert to_second_person(text) == expected


def test_a_date_has_its_month_in_words() -> None:
    assert long_day(date(2027, 5, 3)) == "3 May 2027"


@given(st.dates())
def test_a_date_is_written_without_a_leading_zero(day: date) -> None:
    assert long_day(day).split()[0] == str(day.day)
    assert long_day(day).endswith(str(day.year)) or day.year < 1000


def test_a_short_aim_has_no_quotation_marks() -> None:
    assert short_aim(parse("read “The Odyssey” twice")) == "read The Odyssey twice"


def test_a_long_aim_is_cut_at_a_word() -> None:
    aim = short_aim(parse("build " + "a very long wooden bridge over the river " * 4))

    assert len(aim) <= 92
    assert aim.endswith(" …")
    assert aim.removesuffix(" …").split()[-1] in {
        "a",
        "very",
        "long",
        "wooden",
        "bridge",
        "over",
    } | {
        "the",
        "river",
    }


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("learn spanish", "Spanish"),
        ("learn a new language", "language"),
        ("pass my biology exam", "the biology exam"),
        ("study for the GRE", "the GRE"),
        ("learn to play the piano", "piano"),
        ("learn Python", "Python"),
        ("learn C++ programming", "C++"),
        ("read 12 books", "your book"),
        ("run 5 km", "the run"),
        (
            "His parents speak no English and I did French. By May I want to toast in Portuguese",
            "Portuguese",
        ),
    ],
)
def test_the_item_is_named_or_a_default(text: str, item: str) -> None:
    facts = parse(text)

    assert item_name(facts, PLAYBOOKS.get(facts.domain)) == item
