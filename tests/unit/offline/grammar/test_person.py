"""A person's words as the coach says them back."""

import pytest

from core.offline.grammar.person import to_second_person, with_apostrophes


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("play it for my wifes birthday", "play it for your wife's birthday"),
        ("my sisters wedding", "your sister's wedding"),
        ("my parents 50th anniversary", "your parents' 50th anniversary"),
        ("my mother in laws porcelain", "your mother in law's porcelain"),
        ("my sisters want to come", "your sisters want to come"),
        ("every time the car breaks we empty it", "every time the car breaks you empty it"),
        ("Im afraid and i was late", "you are afraid and you were late"),
        ("i couldnt sleep and i dont know", "you couldn't sleep and you don't know"),
        ("it helps us and our kids", "it helps you and your kids"),
        ("the US embassy", "the US embassy"),
        ("the man behind me was late", "the man behind you was late"),
    ],
)
def test_the_person_and_their_family_are_spoken_to(text: str, spoken: str) -> None:
    assert to_second_person(text) == spoken


@pytest.mark.parametrize(
    "text", ["my wife's birthday", "I can't", "my kids sleep", "her sons are out", "friends and us"]
)
def test_what_is_written_well_stays(text: str) -> None:
    assert with_apostrophes(text) == text
