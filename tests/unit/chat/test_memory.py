"""Lines that are remembered: what they rule out, and what is accepted."""

import pytest

from core.chat.memory import MAX_MEMORY_CHARACTERS, accept_memory, body_lines, ruled_out_days
from core.chat.message import MAX_QUESTION_CHARACTERS, accept_question
from core.errors import InvalidInput
from core.goals.weeks import Day


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Tuesdays are out", {Day.TUE}),
        ("I can't do anything on Wed or Thursday", {Day.WED, Day.THU}),
        ("weekends are impossible", {Day.SAT, Day.SUN}),
        ("I prefer Mondays", set()),
        ("I sat down", set()),
    ],
)
def test_a_line_rules_days_out_only_if_it_says_so(line: str, days: set[Day]) -> None:
    assert ruled_out_days((line,)) == days


def test_a_line_about_the_body_is_known_as_such() -> None:
    assert body_lines(("My knee hurts on stairs", "Tuesdays are out")) == (
        "My knee hurts on stairs",
    )


@pytest.mark.parametrize("text", ["", " \n", "...", "x" * (MAX_MEMORY_CHARACTERS + 1)])
def test_an_unusable_line_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        accept_memory(text)


def test_a_question_is_cleaned_and_bounded() -> None:
    assert accept_question("  wha\u0074\x00 is\u202e due?\r\n\r\n ok ").splitlines()[-1] == "ok"
    assert accept_question("cafe\u0301?") == "café?"
    for text in ("", "?!", "x" * (MAX_QUESTION_CHARACTERS + 1)):
        with pytest.raises(InvalidInput):
            accept_question(text)
