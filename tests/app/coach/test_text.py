import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.text import attribute, in_markdown_file, marked, markup, plain

JOINER = "\u2060"


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


def test_html_is_shown_and_never_run() -> None:
    assert (
        markup('<img src=x onerror="x">\n&') == "&lt;img src=x onerror=&quot;x&quot;&gt;<br>&amp;"
    )


def test_an_attribute_cannot_be_left() -> None:
    assert attribute('x" onclick="y\nz') == "x&quot; onclick=&quot;y z"


@pytest.mark.parametrize(
    "text", ["- a", "1. a", "+ a", "# a", "> a", "| a |", "[a](b)", "<b>", "=cmd()"]
)
def test_no_line_of_a_file_begins_as_markdown_or_a_formula(text: str) -> None:
    assert in_markdown_file(text)[:2] not in {"- ", "1.", "+ ", "# ", "> ", "| ", "[a", "<b", "=c"}


def test_evidence_is_marked_where_it_stands() -> None:
    shown = marked("I run 5 km by March & rest.", {"5 km": "Specificity: how much?"})

    assert shown == 'I run <mark title="Specificity: how much?">5 km</mark> by March &amp; rest.'


def test_of_overlapping_evidence_the_longer_passage_is_marked() -> None:
    assert marked("run 5 km now", {"5": "b", "5 km": "a"}) == 'run <mark title="a">5 km</mark> now'


def test_evidence_that_is_markup_is_escaped_like_the_text() -> None:
    assert (
        marked("<b>x</b>", {"<b>": 'say "hi"'})
        == '<mark title="say &quot;hi&quot;">&lt;b&gt;</mark>x&lt;/b&gt;'
    )


def test_empty_evidence_marks_nothing() -> None:
    assert marked("abc", {"": "x", " ": "y"}) == "abc"
