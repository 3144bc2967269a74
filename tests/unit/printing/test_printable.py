"""Texts for lines on paper: nothing is lost that can be read, and every line can be broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printing.printable import LONGEST_RUN, printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Run  5 km\nslowly", "Run 5 km slowly"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\x00b\x07c", "a b c"),
        ("", ""),
        ("#let x = 1 [ \\ $", "#let x = 1 [ \\ $"),
        ("العربية", "العربية"),
    ],
)
def test_a_text_is_printed_as_it_is_read(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_a_long_word_has_places_to_break_and_a_usual_one_has_none() -> None:
    word = "w" * 5_000

    assert max(map(len, printable(word).split("\u200b"))) == LONGEST_RUN
    assert printable(word).replace("\u200b", "") == word
    assert printable("w" * LONGEST_RUN) == "w" * LONGEST_RUN


@pytest.mark.parametrize("composed", ["e\u0301", "👩\u200d👩\u200d👧", "का"])
def test_a_composed_character_is_never_broken(composed: str) -> None:
    for before in range(LONGEST_RUN + 1):
        parts = printable("w" * before + composed * 40).split("\u200b")

        assert len(parts) > 1
        assert "".join(parts).count(composed) == 40
        assert not any(
            part.startswith(tuple(composed[1:])) for part in parts[1:] if composed[0] != part[0]
        )


@given(st.text(max_size=200))
def test_what_can_be_seen_stays_in_its_order(text: str) -> None:
    printed = printable(text)

    seen = [c for c in printed if not c.isspace() and c != "\u200b"]
    assert [c for c in text if c in set(seen)] == [c for c in seen if c in text]
    assert printable(printed.replace("\u200b", "")) == printed
