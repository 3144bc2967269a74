"""Amounts that mean something only together, and units that come from the place of a number."""

import pytest

from core.offline.reading.facts import Quantity
from core.offline.reading.roles.slots.amount_relations import (
    is_change,
    moves,
    newest_value,
    reached_value,
    stated_change,
)
from core.offline.reading.roles.slots.slot_values import amount_of
from tests.factories.coaching import parse
from tests.factories.spans import span_in, span_of


def amount(text: str, words: str) -> Quantity:
    found = amount_of(span_in(text, words))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "goal", "today", "reached"),
    [
        ("lose 7 kg, now 88 kg", "7 kg", "88 kg", 81),
        ("I am 63 kg and want to gain 4 kg", "4 kg", "63 kg", 67),
        ("drop about 5 kg from 79 kg", "5 kg", "79 kg", 74),
        ("put on 3 kg, 58 kg today", "3 kg", "58 kg", 61),
        ("shed another 6 lbs, I'm 171 lbs", "6 lbs", "171 lbs", 165),
        ("cut my cups of coffee by 2 cups, now 5 cups", "2 cups", "5 cups", 3),
        ("increase my pages by 4 pages, now 10 pages", "4 pages", "10 pages", 14),
        ("reach 81 kg, now 88 kg", "81 kg", "88 kg", 81),
        ("weigh 70 kg instead of 77 kg", "70 kg", "77 kg", 70),
        ("run 10 km, now 4 km", "10 km", "4 km", 10),
    ],
)
def test_a_change_is_counted_from_today(text: str, goal: str, today: str, reached: float) -> None:
    found = reached_value(text, amount(text, goal), amount(text, today))

    assert found.value == reached


def test_a_change_without_a_value_today_stays_a_change() -> None:
    text = "lose 7 kg"

    assert is_change(text, amount(text, "7 kg"))
    assert reached_value(text, amount(text, "7 kg"), None).value == 7


@pytest.mark.parametrize(
    ("text", "today", "reached"),
    [
        ("I weigh 91 kg and want to lose 9", "91 kg", 82),
        ("91 kg, must lose nine by Easter", "91 kg", 82),
        ("at 60 kg, gain 5 kilos", "60 kg", 65),
    ],
)
def test_a_bare_change_has_the_unit_of_today(text: str, today: str, reached: float) -> None:
    found = stated_change(text, amount(text, today))

    assert found is not None
    assert (found.value, found.unit) == (reached, "kg")


def test_a_change_in_another_unit_is_not_counted_from_today() -> None:
    assert stated_change("91 kg, lose 4 cm", amount("91 kg, lose 4 cm", "91 kg")) is None


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("fell from 1580 to 1430", "1580", 1430),
        ("went from 98 kg to 109 kg", "98 kg", 109),
        ("from 12 -> 15", "12", 15),
    ],
)
def test_the_newest_of_two_values_is_todays(text: str, old: str, new: float) -> None:
    assert newest_value(text, amount(text, old), None).value == new


def test_a_wanted_move_leaves_today_where_it_is() -> None:
    text = "go from 2000 to 9000"

    assert newest_value(text, amount(text, "2000"), amount(text, "9000")).value == 2000
    assert [(old.text, new.text) for old, new in moves(text)] == [("2000", "9000")]


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("18 of about 70 pages are done, I want to finish my report by June", 18, 70),
        ("Learn all the scales by May. 5 of 24 scales are done", 5, 24),
        ("finish my quilt by Easter, 9 of the 40 squares are done", 9, 40),
    ],
)
def test_a_part_of_a_whole_is_start_and_target(text: str, start: float, target: float) -> None:
    facts = parse(text)

    assert facts.baseline is not None
    assert facts.baseline.value == start
    assert facts.quantity is not None
    assert facts.quantity.value == target


def test_the_noun_of_a_bare_number_stays_out_of_its_span() -> None:
    found = amount_of(span_of("about 4 paying clients"))

    assert found is not None
    assert found.span.text.startswith("4")


@pytest.mark.parametrize(
    "text",
    ["save 1,900 for a camera", "put by 2,400 for a new laptop", "save up 700 by March"],
)
def test_money_without_a_currency_is_a_sum(text: str) -> None:
    quantity = parse(text).quantity

    assert quantity is not None
    assert quantity.unit == "sum"


@pytest.mark.parametrize(
    "text",
    [
        "keep groceries under 350 a month",
        "I want to put 90 a month aside for a moped",
        "read one novel a month",
        "spend less than 60 a week on lunch",
        "I want to earn 500 a month from my pottery",
    ],
)
def test_the_period_of_an_amount_is_no_rhythm(text: str) -> None:
    assert parse(text).frequency is None


@pytest.mark.parametrize(
    "text",
    [
        "I want to learn Portuguese, 2 hours weekly.",
        "I can give it 2 hours a week. I want to finish my quilt.",
        "Write my memoir. I have 3 hours a week for it.",
    ],
)
def test_weekly_hours_are_neither_target_nor_start(text: str) -> None:
    facts = parse(text)

    assert facts.quantity is None
    assert facts.baseline is None
    assert facts.frequency is None


@pytest.mark.parametrize(
    "text",
    [
        "I work 40 hours a week in a warehouse and commute an hour each way. I want to cook more.",
        "I'm a nurse and do twelve hour shifts. I want to read more novels.",
    ],
)
def test_hours_of_a_job_are_not_hours_for_the_goal(text: str) -> None:
    facts = parse(text)

    assert (facts.hours, facts.frequency, facts.session_minutes) == (None, None, None)
