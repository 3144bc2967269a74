"""What is said of somebody else is no sign of the writer."""

import pytest

from core.offline.signs.sign import Sign
from core.offline.signs.sign_reader import find_signs
from core.offline.signs.subject import harms_a_person, is_about_another


@pytest.mark.parametrize(
    "clause",
    [
        "my mum's on insulin",
        "Our dog has fits",
        "her hands shake in the morning",
        "the neighbour drinks a bottle a night",
        "He was in hospital with anorexia",
    ],
)
def test_a_clause_that_begins_with_another_is_about_them(clause: str) -> None:
    assert is_about_another(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "my hands shake in the morning",
        "my mum says I have fits",
        "Heart attack in 2019, two stents",
        "the baby is due in May",
        "the doctor forbids running",
        "six cans a night since she left",
    ],
)
def test_a_clause_that_names_the_writer_or_nobody_is_not(clause: str) -> None:
    assert not is_about_another(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "my husband hits the kids",
        "wife beats",
        "my husband becomes physically violent when he is angry",
        "my husband wont let the kids leave the house",
        "my boyfriend does not stop hitting the dog",
        "he never lets her go out",
    ],
)
def test_an_act_with_a_victim_or_one_that_is_done_may_be_violence(clause: str) -> None:
    assert harms_a_person(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "my husband wont throw away anything",
        "my wife refuses to throw out old magazines",
        "my boyfriend never puts his things away",
        "My husband doesn't let go of a single box",
        "he won’t throw out broken chairs",
    ],
)
def test_what_another_person_does_not_do_is_no_violence(clause: str) -> None:
    assert not harms_a_person(clause)
    assert Sign.VIOLENCE not in {found.sign for found in find_signs(clause)}
