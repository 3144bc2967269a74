"""Any part of a period is read with any period."""

from datetime import date

import pytest

from core.offline.reading.dates import parse_deadline
from tests.factories.coaching import parse

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("by end June", date(2027, 6, 30)),
        ("at the end of next June", date(2027, 6, 30)),
        ("by June's end", date(2027, 6, 30)),
        ("by late August", date(2027, 8, 31)),
        ("early July", date(2027, 7, 10)),
        ("by the middle of February", date(2027, 2, 15)),
        ("by the beginning of May", date(2027, 5, 7)),
        ("in the first half of October", date(2027, 10, 15)),
        ("by the last weekend of May", date(2027, 5, 30)),
        ("by the last Friday of March", date(2027, 3, 26)),
        ("on the second Saturday in May", date(2027, 5, 8)),
        ("before the end of the second quarter", date(2027, 6, 30)),
        ("mid-Q2", date(2027, 5, 16)),
        ("before the year is out", date(2026, 12, 31)),
        ("by the end of next quarter", date(2027, 3, 31)),
        ("early next year", date(2027, 4, 30)),
        ("by the end of the school year", date(2027, 6, 15)),
        ("at the end of the spring semester", date(2027, 5, 15)),
        ("by the end of the semester", date(2026, 12, 15)),
        ("before school starts", date(2027, 8, 31)),
        ("by the time school is out", date(2027, 6, 15)),
        ("by the end of summer", date(2027, 8, 31)),
        ("in late spring", date(2027, 5, 31)),
        ("from now until the end of April", date(2027, 4, 30)),
        ("by Memorial Day", date(2027, 5, 31)),
        ("before Labor Day", date(2027, 9, 6)),
        ("before Thanksgiving", date(2027, 11, 25)),
    ],
)
def test_a_part_of_a_period_has_its_own_day(words: str, on: date) -> None:
    found = parse_deadline(f"Finish the quilt {words} if I can", today=TODAY)

    assert found is not None
    assert found.on == on


@pytest.mark.parametrize(
    "text",
    [
        "My son graduates at the end of June and I want to be able to dance at his party by then",
        "I want to sing in the choir's concert, it is at the end of June, and know all parts by then",
        "We are moving, the house has to be empty before the end of June",
    ],
)
def test_the_end_of_a_month_is_never_the_end_of_the_month_before(text: str) -> None:
    found = parse(text).deadline

    assert found is not None
    assert found.on == date(2027, 6, 30)
