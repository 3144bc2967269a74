"""What a person wrote about themselves is left out of a plan for others, and nothing else."""

import pytest

from core.shares.private_words import leave_out

CARD = "Write this week's if-then against “{}” on a card"


@pytest.mark.parametrize(
    ("text", "phrase", "shown"),
    [
        (CARD.format("your boss is watching"), "your boss is watching", CARD.format("…")),
        (CARD.format("Your  Boss is watching."), "your boss is watching", CARD.format("…")),
        ("Run when your boss is watching", "your boss is watching.", "Run when …"),
        (CARD.format("rain"), "rain", CARD.format("…")),
        (CARD.format("heavy rain at night"), "rain", CARD.format("…")),
        ("Run in the rain for 10 minutes", "rain", "Run in the rain for 10 minutes"),
        ("Train “strain” twice", "rain", "Train “strain” twice"),
        ("Run (.*) twice a week", "(.*)", "Run (.*) twice a week"),
        ("Stretch", "", "Stretch"),
        ("Stretch", " . ", "Stretch"),
    ],
)
def test_a_phrase_of_the_person_is_left_out(text: str, phrase: str, shown: str) -> None:
    assert leave_out(text, [phrase]) == shown


def test_a_longer_phrase_is_left_out_before_one_inside_it() -> None:
    phrases = ("my back pain at night", "my back pain at night after long runs")

    assert leave_out("Stop at my back pain at night after long runs", phrases) == "Stop at …"
