"""What is said of somebody else is no sign of the writer."""

import pytest

from core.offline.signs.subject import is_about_another


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
