"""What is put aside or comes in today is read wherever a long text says it."""

import pytest

from core.offline.reading.facts import Quantity
from tests.factories.coaching import parse


def _value(amount: Quantity | None) -> tuple[float, str | None] | None:
    return None if amount is None else (amount.value, amount.per)


@pytest.mark.parametrize(
    ("text", "today"),
    [
        (
            (
                "We want to buy a first flat and need a 27,000 euro deposit, we have 11,400 saved and "
                "want to be there by June 2028. Between us we bring home 3,650 a month, rent is 1,150."
            ),
            (11_400, None),
        ),
        (
            (
                "I'm trying to get €9,000 together for IVF. Between the two of us there's 2,600 in the "
                "account already and about 280 a month left over if nothing breaks."
            ),
            (2_600, None),
        ),
        (
            (
                "My dog grooming business turns over £1,150 a month after a year and I want to get to "
                "£2,000 a month by the end of June. I've got Mondays off for paperwork."
            ),
            (1_150, "month"),
        ),
        (
            (
                "I bake cakes at home, selling to friends maybe 3 cakes a month at £35. I want to get "
                "to £800 a month by September without quitting my school kitchen job."
            ),
            (105, "month"),
        ),
    ],
)
def test_what_is_there_today(text: str, today: tuple[float, str | None]) -> None:
    assert _value(parse(text).baseline) == today


def test_an_income_from_own_sales_is_nothing_to_save() -> None:
    facts = parse(
        "I bake cakes at home, selling to friends maybe 3 cakes a month at £35. I want to get to "
        "£800 a month by September without quitting my school kitchen job."
    )

    assert (facts.domain, facts.payment) == ("small_business", None)


def test_a_deposit_is_money() -> None:
    target = parse("We need a 15,000 deposit, so far we have 4,350 put aside.").quantity

    assert target is not None
    assert (target.value, target.unit) == (15_000, "sum")
