"""Personal data is found by its form, and what only looks like it is left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.names_in_text import name_words
from core.accounts.personal_text import find_personal, mask_personal

MASKED = {
    "Mail anna.b@example.org or call +49 170 1234567.": "Mail [e-mail] or call [phone].",
    "Reach me at 555-123-4567 or 0171/1234567": "Reach me at [phone] or [phone]",
    "Pay with 4111 1111 1111 1111 please": "Pay with [card] please",
    "To DE89 3704 0044 0532 0130 00": "To [bank account]",
    "I use sk-abcdefghijklmnop1234, password: hunter22": "I use [key], password: [key]",
    "SSN 123-45-6789, passport C01234567": "SSN [number], passport [number]",
    "I live at 12 Baker Street, London": "I live at [address]",
    "Wohne in der Hauptstraße 5, 10115 Berlin": "Wohne in der [address]",
    "I am @anna_runs": "I am [account]",
    "My name is Anna Meyer. ANNA's plan": "My name is [name] [name]. [name] plan",
    "Walk with my daughter Mia. mia likes it": "Walk with my daughter [name]. [name] likes it",
    "Ask Dr. Kim, and Steve, my boss": "Ask Dr. [name], and [name], my boss",
    "a\u200bnna@exa\u200bmple.org": "[e-mail]",
    "\uff15\uff15\uff15-123-4567": "[phone]",
}
LEFT_ALONE = (
    "Run 5K by 2026-12-10 and save €1 200 000 in 2026-2027",
    "10,000 steps, 10 000 000 words, 1000000 things, 3-5 times, 8:30-9:30, weeks 1-12",
    "Trace 0198c000-0000-7000-8000-000000000001",
    "Started 2026-12-10T08:30:00.123456",
    "I am German, and I'm ready. My teacher speaks Dutch.",
    "Learn Python with my coach on Monday",
    "9999 9999 9999 9999 9 is no card",
)


@pytest.mark.parametrize("text", MASKED)
def test_personal_data_is_replaced_by_its_kind(text: str) -> None:
    assert mask_personal(text) == MASKED[text]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_dates_amounts_and_ids_are_no_personal_data(text: str) -> None:
    assert mask_personal(text) == text


def test_the_name_of_an_account_is_found_where_no_sentence_introduces_it() -> None:
    names = name_words(["Zoë van Rijn", "z.84@example.org", ""])

    assert names == ("Zoë", "van", "Rijn")
    assert mask_personal("Plan of ZOË, by rijn: rijnstone", names=names) == (
        "Plan of [name], by [name]: rijnstone"
    )


@given(st.text(max_size=300))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    spans = find_personal(text)

    edges = [place for span in spans for place in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize("piece", ["a@", "1 ", "1-", "(", "A.", "my son ", "eyJaaaaaaaaaa.", "Ab "])
def test_a_long_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        mask_personal(piece * times)
        return time.process_time() - begun

    assert seconds(20_000) < 30 * max(seconds(2_000), 0.005)
