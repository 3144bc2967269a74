"""Quantities: numbers with units, money, races, scores, counts, and the baseline among them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offline.reading.facts import Quantity, QuantityKind
from core.offline.reading.quantities import is_current_value, parse_quantities, split_baseline

Brief = tuple[float, str, QuantityKind]


def brief(quantity: Quantity) -> Brief:
    return (quantity.value, quantity.unit, quantity.kind)


def only(text: str) -> Quantity:
    (quantity,) = parse_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run 5 km", (5, "km", QuantityKind.DISTANCE)),
        ("run 3 miles", (3, "mi", QuantityKind.DISTANCE)),
        ("swim 400 metres", (400, "m", QuantityKind.DISTANCE)),
        ("lose 20 pounds", (20, "lb", QuantityKind.WEIGHT)),
        ("weigh 80 kilos", (80, "kg", QuantityKind.WEIGHT)),
        ("meditate 10 minutes", (10, "min", QuantityKind.TIME)),
        ("study 200 hours", (200, "h", QuantityKind.TIME)),
        ("cut sugar by 20%", (20, "%", QuantityKind.PERCENT)),
        ("read 24 books", (24, "books", QuantityKind.COUNT)),
        ("do fifty push-ups", (50, "push-ups", QuantityKind.COUNT)),
        ("walk 10,000 steps", (10_000, "steps", QuantityKind.COUNT)),
        ("write 50000 words", (50_000, "words", QuantityKind.COUNT)),
        ("send 20 applications", (20, "applications", QuantityKind.COUNT)),
    ],
)
def test_a_number_with_a_known_unit(text: str, expected: Brief) -> None:
    assert brief(only(text)) == expected


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("save $5,000", 5_000, "USD"),
        ("save 5000 €", 5_000, "EUR"),
        ("save EUR 300", 300, "EUR"),
        ("save 10k euros", 10_000, "EUR"),
        ("save £1.500", 1_500, "GBP"),
        ("save ¥100000", 100_000, "JPY"),
        ("save 200 francs", 200, "CHF"),
        ("save 50 bucks", 50, "USD"),
        ("save 900 zloty", 900, "PLN"),
    ],
)
def test_money_has_a_currency(text: str, value: float, currency: str) -> None:
    assert brief(only(text)) == (value, currency, QuantityKind.MONEY)


def test_pounds_are_money_only_beside_a_word_for_money() -> None:
    assert only("save 300 pounds").unit == "GBP"
    assert only("lose 30 pounds").unit == "lb"
    assert only("save up and lose 30 lb").unit == "lb"


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("run a 5K", 5),
        ("run 10k", 10),
        ("the longest swim so far is 1.8k", 1.8),
        ("row 2,5k", 2.5),
        ("run a marathon", 42.2),
        ("run a half marathon", 21.1),
        ("run a half-marathon", 21.1),
    ],
)
def test_a_race_is_its_distance(text: str, km: float) -> None:
    assert brief(only(text)) == (km, "km", QuantityKind.DISTANCE)


@pytest.mark.parametrize("text", ["walk 10k steps", "write 10k words", "get 5k followers"])
def test_thousands_of_things_are_not_a_race(text: str) -> None:
    assert only(text).unit != "km"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("get an IELTS band of 7.5", 7.5),
        ("score 110 on the TOEFL", 110),
        ("reach a GPA of 3.8", 3.8),
        ("get 165+ in the GRE", 165),
        ("raise my elo to 1800", 1_800),
    ],
)
def test_a_score_is_counted_in_points(text: str, points: float) -> None:
    assert brief(only(text)) == (points, "points", QuantityKind.SCORE)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("meet 5 new people", 5, "people"),
        ("learn 3 songs", 3, "songs"),
        ("paint two original paintings", 2, "original paintings"),
        ("visit 12 museums", 12, "museums"),
    ],
)
def test_any_plural_noun_can_be_counted(text: str, value: float, unit: str) -> None:
    assert (only(text).value, only(text).unit) == (value, unit)


@pytest.mark.parametrize("text", ["train 3 times", "in 5 weeks", "be a better person", "run", ""])
def test_times_and_durations_are_not_counted_things(text: str) -> None:
    assert [q for q in parse_quantities(text) if q.kind is QuantityKind.COUNT] == []


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("read 10 pages a day", "day"),
        ("read 10 pages daily", "day"),
        ("read 10 pages each night", "day"),
        ("run 20 km per week", "week"),
        ("save €50 a month", "month"),
        ("save €50 monthly", "month"),
        ("read 12 books/year", "year"),
        ("read 12 books", None),
    ],
)
def test_a_period_makes_a_rate(text: str, per: str | None) -> None:
    assert only(text).per == per


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("read 20-25 pages", 20, 25), ("run 5 to 8 km", 5, 8), ("meet 3 or 4 people", 3, 4)],
)
def test_a_range_keeps_both_ends(text: str, low: float, high: float) -> None:
    assert (only(text).value, only(text).high) == (low, high)


def test_quantities_are_in_text_order_and_do_not_overlap() -> None:
    found = parse_quantities("save $500, run 5 km and read 3 books in 25 minutes")

    assert [(q.value, q.unit) for q in found] == [
        (500, "USD"),
        (5, "km"),
        (3, "books"),
        (25, "min"),
    ]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.integers(1, 9_999), st.sampled_from(["km", "kg", "books", "pages", "hours"]))
def test_any_amount_of_a_unit_is_parsed(value: int, unit: str) -> None:
    assert only(f"reach {value} {unit}").value == value


@given(st.text(max_size=120))
def test_every_span_is_the_text_at_its_offsets(text: str) -> None:
    for quantity in parse_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.span.text


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("go from 5 km to 10 km", 5, 10),
        ("cut down from 20 cigarettes a day to 5", 20, 5),
        ("from 20 cigarettes to zero", 20, 0),
        ("from 3 hours of screen to none", None, None),
        ("get to 80 kg, currently 92 kg", 92, 80),
        ("already 3 books, read 24 books", 3, 24),
    ],
)
def test_the_baseline_is_split_from_the_target(
    text: str, baseline: float | None, target: float | None
) -> None:
    now, others = split_baseline(text, parse_quantities(text))

    assert (None if now is None else now.value) == baseline
    assert target is None or others[0].value == target


def test_a_single_quantity_has_no_baseline() -> None:
    found = parse_quantities("currently 92 kg")

    assert split_baseline("currently 92 kg", found) == (None, found)


@pytest.mark.parametrize(
    ("text", "current"),
    [
        ("I can already run 5 km", True),
        ("right now I do 5 km", True),
        ("starting from 5 km", True),
        ("instead of 5 km", True),
        ("I want to run 5 km", False),
        ("Now. Run 5 km", False),
    ],
)
def test_words_before_a_quantity_mark_it_as_current(text: str, current: bool) -> None:
    assert is_current_value(text, only(text)) is current


def test_two_numbers_beside_each_other_stay_two() -> None:
    assert [q.value for q in parse_quantities("read 12 books, 3,000 pages")] == [12, 3_000]
    assert [q.value for q in parse_quantities("run 5.5 km")] == [5.5]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("run a 5K", 5, "km"),
        ("run a half marathon", 21.1, "km"),
        ("save $5,000", 5_000, "USD"),
        ("save 10k euros", 10_000, "EUR"),
        ("save 300 pounds", 300, "GBP"),
        ("lose 20 pounds", 20, "lb"),
        ("read two books", 2, "books"),
        ("meet 5 new people", 5, "people"),
        ("20 Bücher lesen", 20, "books"),
        ("get an IELTS band of 7.5", 7.5, "points"),
        ("walk 10k steps", 10_000, "steps"),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    quantities = parse_quantities(text)

    assert [(q.value, q.unit) for q in quantities] == [(value, unit)]
    assert quantities[0].span.text in text


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("go from 5 km to 10 km", 5, 10),
        ("get to 80 kg, currently 92 kg", 92, 80),
        ("cut from 20 cigarettes a day to zero", 20, 0),
    ],
)
def test_the_baseline_is_distinguished_from_the_target(
    text: str, baseline: float, target: float
) -> None:
    now, others = split_baseline(text, parse_quantities(text))

    assert now is not None
    assert (now.value, others[0].value) == (baseline, target)
