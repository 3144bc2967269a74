"""What identifies a person is replaced before a text leaves, and nothing else is."""

import json
import string
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.personal_text import PersonalKind as Kind
from core.accounts.redaction import REPLACED, RestoringText, redact

SHARED = Path(__file__).parents[4] / "shared" / "data" / "goals_smartspan.jsonl"
FOUND = {
    Kind.EMAIL: (
        "ada@example.org",
        "ada.lovelace+rein@mail.example.co.uk",
        "jürgen@müller.example",
    ),
    Kind.PHONE: (
        "+49 151 23456789",
        "+1 415 555 2671",
        "0049 151 23456789",
        "(415) 555-2671",
        "415-555-2671",
        "0151 23456789",
        "06 12 34 56 78",
        "020 7946 0958",
    ),
    Kind.CARD: ("4111 1111 1111 1111", "5555555555554444", "378282246310005"),
    Kind.BANK: ("DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "NL91ABNA0417164300"),
    Kind.ADDRESS: (
        "12 Baker Street, London",
        "221b Old Mill Rd",
        "SW1A 1AA",
        "Hauptstraße 5, 10115 Berlin",
        "Marktplatz 3",
        "Keizersgracht 241",
        "24 bis rue de la République",
        "Calle de Alcalá 50",
        "Piazza del Popolo 7",
        "Via Roma 12",
        "Rua das Flores 100",
        "ul. Marszałkowska 10",
    ),
    Kind.KEY: (
        "AIza" + "Sy0_" * 8 + "abc",
        "sk-proj-" + "a1B2" * 8,
        "ghp_" + "a1B2" * 9,
        "AKIA" + "ABCD1234" * 2,
    ),
}
ORDINARY = (
    "Run 5 km in 30:00 by 2026-11-25, then 10 km in 1:02:30 by 25.11.2026 or 11/25/2026",
    "From 80.5 kg to 72 kg, 1200-1500 kcal a day, blood pressure 120/80",
    "Save 10 000 € by 2027-03-31: 1.234.567,89 or 2,000,000.00 or $12,345.67",
    "Weeks 2026-12-07 to 2026-12-13 and 2026-12-14 2026-12-20, 45 minutes from 6:30 to 7:45",
    "100 200 300 400 500, chapters 12 13 14 15 16 17, 3 x 10 x 40, 21.0975 km, 1000-2000-3000",
    "2025-2026-2027, ISBN 978-3-16-148410-0, version 1.2.3, 10.000.000 steps, 99.999 %",
    "At 5 pm @ the gym, cost @ 5 each; see W1T1 and task-2026-11-25",
    "4111 1111 1111 1112 is no card, DE00 3704 0044 0532 0130 00 is no account",
    "Run 10 km on Main Street, the 3 peaks Way and 5 rounds of the Square, via Strava 3 times",
    "2026-11-25T18:30:00+00:00 0192f3a4-28e2-77db-9549-13035f6a5c1f",
)


@pytest.mark.parametrize(
    ("kind", "word"), [(kind, word) for kind, words in FOUND.items() for word in words]
)
def test_what_identifies_a_person_is_replaced_and_put_back(kind: Kind, word: str) -> None:
    text = f"Write to me: {word}, or to my coach by 2026-11-25."

    redacted = redact(text, salt="goal")

    [placeholder] = redacted.words
    assert placeholder.startswith(f"{REPLACED[kind]}_")
    assert redacted.text == text.replace(word, placeholder)
    assert redacted.restore(f"I wrote to {placeholder}.") == f"I wrote to {word}."
    assert redacted.summary == f"1 redacted: 1 {kind}"


@pytest.mark.parametrize("text", ORDINARY)
def test_dates_weights_money_and_times_are_left_alone(text: str) -> None:
    assert redact(text, salt="goal").text == text


@pytest.mark.parametrize(
    ("names", "text", "left"),
    [
        (("Ada Lovelace",), "I, Ada Lovelace-Byron, ADA", "I, <>-Byron, <>"),
        (("Ada Lovelace", "ada.b1@example.org"), "Ada's nick is Ada.B1", "<>'s nick is <>"),
        (("Will von Rose",), "Will I will? A rose, von Rose", "<> I will? A rose, von <>"),
        (("April Jan",), "by April or 31 Jan", "by April or 31 Jan"),
        (("Al", "running@example.org"), "Al is running", "Al is running"),
        (("ada",), "Ada and ada and Adam", "<> and <> and Adam"),
        (("running@example.org",), "Running 10 km", "Running 10 km"),
        ((), "Ada", "Ada"),
    ],
)
def test_names_of_the_account_are_replaced_as_they_are_written_there(
    names: tuple[str, ...], text: str, left: str
) -> None:
    redacted = redact(text, salt="goal", names=names)

    shown = redacted.text
    for placeholder in redacted.words:
        assert placeholder.startswith("NAME_")
        shown = shown.replace(placeholder, "<>")
    assert shown == left
    assert redacted.restore(redacted.text) == text


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 400))
def test_no_date_in_any_form_is_taken_for_a_number(first: date, days: int) -> None:
    last = first + timedelta(days=days) if first.year < 2098 else first
    forms = ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d %B %Y", "%Y%m%d", "%d-%m-%Y")
    for form in forms:
        text = f"from {first.strftime(form)} to {last.strftime(form)} {first.strftime(form)}"
        assert redact(text, salt="").text == text


@given(st.floats(0, 10_000_000), st.sampled_from(["kg", "km", "€", "$", "steps", "minutes"]))
def test_no_amount_is_taken_for_a_number(value: float, unit: str) -> None:
    for written in (f"{value:.2f}", f"{value:,.2f}", f"{value:,.0f}".replace(",", " ")):
        text = f"reach {written} {unit} by then"
        assert redact(text, salt="").text == text


def test_the_same_words_have_the_same_placeholder_in_all_calls_of_a_goal() -> None:
    first = redact("ada@example.org", salt="goal")
    second = redact("see eve@example.org and ada@example.org, ada@example.org", salt="goal")

    assert set(first.words) <= set(second.words)
    assert len(second.words) == 2
    assert set(redact("ada@example.org", salt="another").words) != set(first.words)


def test_words_that_look_like_a_placeholder_stay_apart() -> None:
    [placeholder] = redact("ada@example.org", salt="").words
    text = f"{placeholder} wrote to ada@example.org"

    redacted = redact(text, salt="")

    assert redacted.restore(redacted.text) == text
    assert redact(text.replace(placeholder, "Eve"), salt="").text.startswith("Eve wrote")


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_a_reply_in_pieces_is_restored_as_a_whole(cuts: list[int]) -> None:
    redacted = redact("ada@example.org or +49 151 23456789", salt="goal")
    reply = json.dumps({"to": redacted.text, "cc": "EMAILS, PHONE_ and KEY"})
    pieces, start = [], 0
    for cut in cuts:
        pieces.append(reply[start : start + cut])
        start += cut
    shown = RestoringText(redacted)

    whole = "".join([shown.add(piece) for piece in [*pieces, reply[start:]]]) + shown.finish()

    assert json.loads(whole)["to"] == "ada@example.org or +49 151 23456789"
    assert whole == redacted.restore(reply)


@given(st.text(string.printable, max_size=200))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    redacted = redact(text, salt="")
    if not any(set(word) & set('"\\\n\r\t\x0b\x0c') for word in redacted.words.values()):
        assert redacted.restore(redacted.text) == text


@pytest.mark.skipif(not SHARED.exists(), reason="the real notes are not here")
def test_no_real_coaching_note_loses_a_word() -> None:
    lines = SHARED.read_text(encoding="utf-8").splitlines()
    texts = [str(value) for line in lines for value in json.loads(line).values()]

    assert len(texts) > 80
    assert [redact(text, salt="").words for text in texts if redact(text, salt="").words] == []
