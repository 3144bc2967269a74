"""A comparison shows the words that differ, and loses none."""

import time

from hypothesis import given
from hypothesis import strategies as st

from app.ui.trace.word_diff import CONTEXT_WORDS, Part, compare, draw

WORDS = st.text(alphabet="ab \n.é<", max_size=60)


@given(WORDS, WORDS)
def test_the_parts_of_each_side_are_its_whole_text(before: str, after: str) -> None:
    parts = compare(before, after)

    assert "".join(part.text for part in parts if part.change != "added") == before
    assert "".join(part.text for part in parts if part.change != "removed") == after


def test_only_the_changed_word_is_marked() -> None:
    assert compare("Run 5 km\nin March", "Run 5 km\nin May") == (
        Part("same", "Run 5 km\nin "),
        Part("removed", "March"),
        Part("added", "May"),
    )


def test_what_people_wrote_is_never_markup() -> None:
    drawn = draw(compare("<b>a</b>", "<i>a</i>"), label='"><script>')

    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "<script>" not in drawn
    assert "<del>" in drawn


def test_long_runs_of_the_same_words_are_counted_and_not_shown() -> None:
    same = " ".join(f"w{n}" for n in range(200))

    drawn = draw(compare(f"old {same} end", f"new {same} stop"), label="Prompt")

    assert f"… {200 - 2 * CONTEXT_WORDS} words the same …" in drawn
    assert "w0" in drawn
    assert "w199" in drawn
    assert "w100 " not in drawn


def test_equal_texts_say_so() -> None:
    assert "The same in both." in draw(compare("a", "a"), label="Goal")


def test_two_long_prompts_are_compared_in_little_time() -> None:
    lines = [f"Line {n} of a prompt with some words in it" for n in range(2_000)]
    changed = [f"{line} changed" if n % 100 == 0 else line for n, line in enumerate(lines)]
    started = time.process_time()

    compare("\n".join(lines), "\n".join(changed))

    assert time.process_time() - started < 2
