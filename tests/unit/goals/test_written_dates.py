"""Dates in figures."""

from datetime import date

import pytest

from core.goals.written_dates import read_written_date


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-31",
        "2027-3-31",
        "2027/03/31",
        "2027.3.31",
        "20270331",
        "31.03.2027",
        "31. 3. 2027",
        "31/03/2027",
        "03/31/2027",
        "31-3-2027",
        " 2027-03-31T00:00:00Z",
    ],
)
def test_every_clear_order_of_figures_is_a_date(text: str) -> None:
    assert read_written_date(text) == date(2027, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "03/04/2027",
        "05/12/2027",
        "2027-13-01",
        "2027-02-30",
        "31.3.27",
        "2027",
        "12.5 km",
    ],
)
def test_what_is_ambiguous_or_no_date_is_none(text: str) -> None:
    assert read_written_date(text) is None


def test_two_equal_parts_are_not_ambiguous() -> None:
    assert read_written_date("03/03/2027") == date(2027, 3, 3)
