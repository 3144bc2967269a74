"""Words of people and models are escaped in labels and files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.text import hold_together, in_markdown_file, plain, shorten

JOINER = "\u2060"


def test_no_line_ends_inside_a_figure() -> None:
    text = "n 57 → 92, 11.3 % in 1 min 3 s; n = 92 ratings, the last 30 days"

    assert hold_together(text).replace("\u00a0", "_") == (
        "n_57_→_92, 11.3_% in 1_min 3_s; n_=_92 ratings, the last 30 days"
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("run two miles", "run two miles"),
        ("run two miles, then rest", "run two miles…"),
        ("run two miles then rest", "run two miles…"),
        ("run twentyseven miles", "run twentyseve…"),
        ("Donaudampfschifffahrt", "Donaudampfschi…"),
    ],
)
def test_a_text_is_cut_behind_a_whole_word_unless_that_takes_half_of_it(
    text: str, short: str
) -> None:
    assert shorten(text, 15) == short
    assert len(short) <= 15


@pytest.mark.parametrize("sign", list("\\`*_{}[]<>()#+-.!|~$&=^\"'"))
def test_every_sign_of_markdown_is_escaped(sign: str) -> None:
    assert plain(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize(
    "text", [":material/home:", ":smile:", ":red[x]", ":+1:", ":blue-background[x]", "::warning"]
)
def test_a_directive_is_broken_behind_its_colon(text: str) -> None:
    assert f":{JOINER}" in plain(text)


@pytest.mark.parametrize(
    "text", ["https://evil.example/", "www.evil.example", "someone@evil.example"]
)
def test_an_address_does_not_become_a_link(text: str) -> None:
    assert JOINER in plain(text)


@pytest.mark.parametrize("text", ["a -> b", "a <- b", "a -- b", "a >= b", "a ~= b"])
def test_an_arrow_stays_the_signs_that_were_typed(text: str) -> None:
    assert JOINER in plain(text)


def test_plain_words_stay_as_they_are() -> None:
    assert (
        plain("Run at 18:00 – über 5 km, שלום 🙂") == f"Run at 18:{JOINER}00 – über 5 km, שלום 🙂"
    )


def test_line_breaks_cannot_start_a_heading_or_a_list() -> None:
    assert plain("a\n# b\n- c") == "a \\# b \\- c"


@given(st.text())
def test_nothing_but_escapes_and_joiners_is_added(text: str) -> None:
    words = " ".join(text.replace(JOINER, "").split())

    shown = plain(words).replace(JOINER, "")

    assert "".join(c for c in shown if c != "\\") == words.replace("\\", "")


@pytest.mark.parametrize(
    "text", ["- a", "1. a", "+ a", "# a", "> a", "| a |", "[a](b)", "<b>", "=cmd()"]
)
def test_no_line_of_a_file_begins_as_markdown_or_a_formula(text: str) -> None:
    assert in_markdown_file(text)[:2] not in {"- ", "1.", "+ ", "# ", "> ", "| ", "[a", "<b", "=c"}
