"""What is typed becomes terms before any database sees it; stored texts become the same."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.store.traces import search_terms
from core.store.traces.search import split_words
from core.store.traces.search_terms import MAX_TERM_LENGTH, terms_to_find, terms_to_store


@given(st.text())
def test_no_term_has_a_space_a_quote_or_a_character_that_is_not_stored(typed: str) -> None:
    for term in terms_to_find(typed):
        assert 0 < len(term) <= MAX_TERM_LENGTH
        assert not any(c.isspace() or unicodedata.category(c) in {"Cc", "Cs"} for c in term)
        assert not set(term) & set("\"'\\*:()")


@given(st.text())
def test_a_text_is_found_by_each_of_its_own_terms(text: str) -> None:
    stored = terms_to_store(text).split(" ")

    for term in terms_to_find(text):
        assert any(one.startswith(term) for one in stored), term


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_form_of_unicode_makes_no_difference(text: str, form: str) -> None:
    assert terms_to_find(unicodedata.normalize(form, text)) == terms_to_find(text)  # type: ignore[arg-type]


def test_words_are_cut_at_everything_that_is_not_one() -> None:
    assert split_words('sub-4:00 "goal_generation" OR café\'s*') == (
        "sub",
        "4",
        "00",
        "goal",
        "generation",
        "or",
        "cafe",
        "s",
    )


def test_signs_alone_count_only_if_there_is_nothing_else() -> None:
    assert terms_to_find("weight & sleep | diet") == ("weight", "sleep", "diet")
    assert terms_to_find("&") == ("&",)


def test_a_very_long_search_is_cut() -> None:
    words = " ".join(f"run{n}" for n in range(100))

    assert len(split_words(words)) == 12


def test_the_time_grows_with_the_length_of_the_text_only() -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        terms_to_store(text)
        return time.process_time() - started

    text = "Save 50 % of 2,000 € +++++ 毎日ピアノ " * 100
    seconds(text)

    assert seconds(text * 8) < 40 * max(seconds(text), 0.002)


@given(st.text(alphabet="ab c1 2.,'$%#é日-\n<😀€") | st.text())
def test_terms_of_plain_words_are_the_same_as_when_read_with_all_their_neighbours(
    text: str,
) -> None:
    whole: set[str] = set()
    for unit, before, after in search_terms._units(search_terms.normalize(text)):
        if search_terms._class_of(unit[0]) == "u":
            whole |= {*search_terms._pairs(unit), unit[-1]}
        else:
            whole |= {unit, before + unit, unit + after, before + unit + after}

    cut = {term[:MAX_TERM_LENGTH] for term in whole}
    assert set(terms_to_store(text).split(" ")) - {""} == cut
