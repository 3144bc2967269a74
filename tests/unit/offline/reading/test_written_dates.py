"""Dates, clocks and amounts the way people write them; today is Saturday 21 November 2026."""

from datetime import date

import pytest

from core.offline.reading.dates import parse_deadline
from core.offline.reading.frequency import parse_frequency
from core.offline.reading.quantities import parse_quantities
from tests.factories.coaching import TODAY, parse


def day_of(text: str) -> date | None:
    found = parse_deadline(text, today=TODAY)
    return None if found is None else found.on


@pytest.mark.parametrize(
    "text",
    [
        "cut my commute by 3.5 minutes",
        "bring my 5k down by 1.2 minutes",
        "grow the choir fund by 4.5%",
        "raise the average mark by 0.5",
        "get to my desk by 8.45 each day",
        "be home by 5.15 on work days",
        "lift the kettlebell, heavier by 2.5 kg",
        "lower the rent share by 1.5 %",
        "children in bed by 7.30",
        "be up by 5.50 am",
        "sit down to write by 9.10 pm",
        "shrink the bill by 3.10 euros",
    ],
)
def test_a_decimal_or_a_clock_is_no_date(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "on"),
    [("hand it in by 3.5.", date(2027, 5, 3)), ("done by 24.12", date(2026, 12, 24))],
)
def test_a_dotted_day_at_the_end_of_a_phrase_is_a_date(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    "text",
    [
        "get 1300 on SAT",
        "reach 1520 on SAT next time",
        "bring it up in the June 1:1",
        "tell her at the April 1:1",
        "train on Tue, Thu and Sat",
        "swim on Tue/Fri",
        "class on Mon & Wed",
        "study on Sat, Sun",
        "paint on Saturday and Sunday",
        "walk on Mon or Tue",
    ],
)
def test_an_exam_a_talk_and_a_list_of_weekdays_are_no_last_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I've danced for 6 years",
        "bake for my 5 year old daughter",
        "I've been at this desk for 9 years",
        "we've lived here for 3 months",
        "pack lunch for my 8 year olds",
        "climb 60 floors in a day",
        "drink two litres in a day",
        "they've tried for 4 weeks",
        "read to my 2 year old",
        "I have smoked for 20 years",
    ],
)
def test_a_past_or_an_age_is_no_last_day(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("swim on Tue and Fri", ("Tue", "Fri")),
        ("lift on Mon, Wed, Sat", ("Mon", "Wed", "Sat")),
        ("yoga Monday and Thursday", ("Mon", "Thu")),
        ("row on Tue/Thu/Sat", ("Tue", "Thu", "Sat")),
        ("choir on Wednesday & Sunday", ("Wed", "Sun")),
        ("draw on Sat or Sun", ("Sat", "Sun")),
        ("study Tues, Thurs", ("Tue", "Thu")),
        ("run Mon/Wed/Fri until June", ("Mon", "Wed", "Fri")),
        ("clean on Friday, Saturday and Sunday", ("Fri", "Sat", "Sun")),
        ("practise on mon + thu", ("Mon", "Thu")),
    ],
)
def test_a_list_of_weekdays_is_a_rhythm_on_all_of_them(text: str, days: tuple[str, ...]) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert found.days == days
    assert found.per_week == len(days)


@pytest.mark.parametrize(
    ("text", "per_week"), [("water them every 3 days", 2.33), ("run every 2 days", 3.5)]
)
def test_every_few_days_is_a_rhythm(text: str, per_week: float) -> None:
    found = parse_frequency(text)

    assert found is not None
    assert round(found.per_week, 2) == per_week


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("by 2027-04-30T18:00", date(2027, 4, 30)),
        ("by 2027/06/01", date(2027, 6, 1)),
        ("until 2027.02.14", date(2027, 2, 14)),
        ("by 2027-4-9", date(2027, 4, 9)),
        ("on 2027/1/31", date(2027, 1, 31)),
        ("by 2027-05-20T08:30:00Z", date(2027, 5, 20)),
        ("before 2027-03-01 09:00", date(2027, 3, 1)),
        ("by 2027-04-31", date(2027, 4, 30)),
        ("by 2027/02/30", date(2027, 2, 28)),
        ("by 2027-11-31T00:00", date(2027, 11, 30)),
    ],
)
def test_a_full_date_is_never_cut_to_its_year(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("by 31 June", date(2027, 6, 30)),
        ("by 30 Feb", date(2027, 2, 28)),
        ("on 31 September 2027", date(2027, 9, 30)),
        ("before 31 November 2027", date(2027, 11, 30)),
        ("by 31/04/2027", date(2027, 4, 30)),
        ("by 30/02/2028", date(2028, 2, 29)),
        ("by February 30", date(2027, 2, 28)),
        ("by June 31st", date(2027, 6, 30)),
        ("by 29 Feb 2027", date(2027, 2, 28)),
        ("until 29 February", date(2027, 2, 28)),
    ],
)
def test_a_day_that_does_not_exist_is_the_last_of_its_month_and_inexact(
    text: str, on: date
) -> None:
    found = parse_deadline(text, today=TODAY)

    assert found is not None
    assert (found.on, found.exact) == (on, False)
    assert found.span.text == text


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("in 4-6 weeks", date(2027, 1, 2)),
        ("within 2 to 3 months", date(2027, 2, 21)),
        ("by the 28th", date(2026, 11, 28)),
        ("by the 4th", date(2026, 12, 4)),
        ("by the 10th of next month", date(2026, 12, 10)),
        ("by EOM", date(2026, 11, 30)),
        ("EOY", date(2026, 12, 31)),
        ("by EOQ", date(2026, 12, 31)),
        ("by the second of May", date(2027, 5, 2)),
        ("before next April", date(2027, 3, 31)),
        ("by the weekend", date(2026, 11, 22)),
        ("by mid-February", date(2027, 2, 15)),
        ("by the middle of June", date(2027, 6, 15)),
        ("by next Christmas", date(2027, 12, 24)),
    ],
)
def test_an_end_is_read_however_it_is_named(text: str, on: date) -> None:
    assert day_of(text) == on


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("save ₹2,50,000", 250_000),
        ("save ₹12,34,567", 1_234_567),
        ("save ₹1,00,00,000", 10_000_000),
        ("save 3 lakh rupees", 300_000),
        ("put aside 1.5 lakhs INR", 150_000),
        ("pay back ₹7,25,000", 725_000),
        ("owe Rs nothing, save 2 crore rupees", 20_000_000),
        ("save ten lakh rupees", 1_000_000),
        ("earn 90,000 rupees", 90_000),
        ("collect ₹4,05,500.50", 405_500.5),
    ],
)
def test_amounts_in_lakhs_keep_all_their_digits(text: str, value: float) -> None:
    money = [q for q in parse_quantities(text) if q.unit == "INR"]

    assert [q.value for q in money] == [value]


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("1) Learn to juggle", "Learn to juggle"),
        ("2. Sell the old car", "Sell the old car"),
        ("- clear the cellar", "clear the cellar"),
        ("* learn the harmonica", "learn the harmonica"),
        ("• knit a scarf", "knit a scarf"),
        ("1) I want to learn chess", "learn chess"),
        ("- I'd like to read more", "read more"),
        ("3) finish the quilt", "finish the quilt"),
        ("* stop biting my nails", "stop biting my nails"),
        ("- save 500 €", "save 500 €"),
    ],
)
def test_the_mark_of_a_list_is_no_word_of_the_aim(text: str, aim: str) -> None:
    assert parse(text).aim == aim


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("by Christmas next year", date(2027, 12, 24)),
        ("by easter of next year", date(2027, 3, 28)),
        ("in June next year", date(2027, 6, 30)),
        ("before summer next year", date(2027, 5, 31)),
        ("until the end of next year", date(2027, 12, 31)),
        ("for a New Year's Eve dinner", date(2026, 12, 31)),
    ],
)
def test_next_year_behind_a_named_time_is_its_year(text: str, on: date) -> None:
    found = parse_deadline(text, today=date(2026, 11, 26))

    assert found is not None
    assert found.on == on


def test_the_span_of_a_date_next_year_has_the_persons_words() -> None:
    text = "pay it back by Christmas next year, please"
    found = parse_deadline(text, today=date(2026, 11, 26))

    assert found is not None
    assert found.span.text == "by Christmas next year"
    assert text[found.span.start : found.span.end] == found.span.text
