"""The target among the quantities, and the baseline it is compared with."""

import pytest

from core.offline.reading.current_state import find_current_state
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.target_quantity import (
    comparable_baseline,
    current_as_target,
    split_current,
    target_quantity,
)
from tests.factories.coaching import PLAYBOOKS, parse


@pytest.mark.parametrize(
    ("domain", "text", "target"),
    [
        ("running", "run 10 km in 55 minutes", "10 km"),
        ("running", "run 3 times, 25 minutes", None),
        ("reading", "read 12 books, 20 pages a day", "12 books"),
        ("reading", "read 20 pages a day and then 12 books", "12 books"),
        ("reading", "read 20 pages a day", "20 pages a day"),
        ("saving", "save 20% and 500 €", "500 €"),
        ("general", "bake 5 cakes in 30 minutes", "5 cakes"),
        ("general", "sit for 30 minutes", None),
    ],
)
def test_the_units_of_the_domain_and_totals_come_first(
    domain: str, text: str, target: str | None
) -> None:
    found = target_quantity(parse_quantities(text), PLAYBOOKS.get(domain))

    assert (None if found is None else found.span.text) == target


def split(domain: str, text: str) -> tuple[list[float], list[float]]:
    current, others = split_current(text, find_current_state(text), PLAYBOOKS.get(domain))
    return [q.value for q in current], [q.value for q in others]


@pytest.mark.parametrize(
    ("domain", "text", "expected"),
    [
        ("running", "Run 10 km. Currently I run 6 km", ([6], [10])),
        ("running", "go from 5 km to 10 km", ([5], [10])),
        ("running", "run 10 km", ([], [10])),
        ("saving", "save 500 € on a salary of 2,000 €", ([], [500])),
        ("quitting", "quit smoking, I smoke 20 cigarettes", ([20], [])),
        ("weight_and_eating", "get to 80 kg, currently 92 kg", ([92], [80])),
    ],
)
def test_current_values_are_split_from_the_others(
    domain: str, text: str, expected: tuple[list[float], list[float]]
) -> None:
    assert split(domain, text) == expected


@pytest.mark.parametrize(
    ("domain", "text", "target"),
    [
        ("debt", "I owe 5,000 €", 5_000),
        ("running", "improve my 10 km time", 10),
        ("running", "run 10 km", None),
        ("saving", "I have 500 €", None),
    ],
)
def test_a_debt_or_a_distance_to_run_faster_is_its_own_target(
    domain: str, text: str, target: float | None
) -> None:
    found = current_as_target(parse_quantities(text), text, PLAYBOOKS.get(domain))

    assert (None if found is None else found.value) == target


def test_the_baseline_has_the_kind_of_the_target_and_rather_its_unit() -> None:
    target, pounds, kilos, km = parse_quantities("80 kg, 200 lb, 92 kg, 5 km")

    assert comparable_baseline(target, (km, pounds, kilos)) == kilos
    assert comparable_baseline(target, (km, pounds)) == pounds
    assert comparable_baseline(target, (km,)) is None
    assert comparable_baseline(None, (km,)) == km
    assert comparable_baseline(None, ()) is None


@pytest.mark.parametrize(
    ("text", "target", "baseline"),
    [
        ("I can do 10 push-ups and want to do 50 push-ups", 50, 10),
        ("Right now I weigh 90 kg, I want to get to 80 kg", 80, 90),
        ("I owe 5,000 € and want to pay it off", 5_000, None),
        ("quit smoking, I smoke 20 cigarettes a day", None, 20),
        ("beat my 10 km time", 10, None),
    ],
)
def test_target_and_baseline_of_whole_sentences(
    text: str, target: float | None, baseline: float | None
) -> None:
    facts = parse(text)

    assert (facts.quantity.value if facts.quantity else None) == target
    assert (facts.baseline.value if facts.baseline else None) == baseline
