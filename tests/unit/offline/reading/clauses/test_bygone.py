"""What was done once and is over makes no subject, unless the aim points back to it."""

from datetime import date

import pytest

from core.offline.reading.clauses.bygone import without_bygone
from core.offline.reading.facts import Span
from tests.factories.coaching import COACH

FRIENDS = "By spring I want two or three people to ring up for a cup of tea."


@pytest.mark.parametrize(
    ("before", "aim", "is_left_out"),
    [
        ("I'm 71, used to sing bass in a choir until 2009. My son worries.", FRIENDS, True),
        ("I used to sing bass in a choir.", "I'd like to get back to it by May.", False),
        ("I used to run marathons.", "Now I want to finish one in the hills by June.", False),
        ("I sing bass in a choir on Fridays.", FRIENDS, False),
    ],
)
def test_only_what_is_over_and_not_wanted_again_is_left_out(
    before: str, aim: str, is_left_out: bool
) -> None:
    text = f"{before} {aim}"
    aims = [Span(start=len(before) + 1, end=len(text), text=aim)]

    rest = without_bygone(text, aims)

    assert aim in rest
    assert (rest != text) is is_left_out
    assert "My son worries" in rest or "My son worries" not in text


def test_a_choir_of_long_ago_makes_no_plan_for_music() -> None:
    text = (
        "Since my wife died I hardly see anyone. I live in a village with two buses a day, "
        f"I used to sing bass in a choir until 2009. {FRIENDS}"
    )

    assert COACH.parse_goal(text, today=date(2026, 11, 27)).domain != "music"
