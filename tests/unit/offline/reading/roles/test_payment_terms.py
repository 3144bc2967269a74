"""What a text says of its payments is read: first day, payday, what comes once, interest."""

from datetime import date

import pytest

from core.goals.payments import ExtraSum, PaymentTerms
from core.offline.reading.roles.money.payment_terms import read_payment_terms
from tests.factories.coaching import parse

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            (
                "I owe 4,300 on the card at 24 %. I can put 350 a month on it from February, not "
                "before. I get paid on the 28th."
            ),
            PaymentTerms(first=date(2027, 2, 1), payday=28, yearly_rate=24.0),
        ),
        (
            "18,000 for the kitchen, 450 a month, plus my bonus of 2,000 in April.",
            PaymentTerms(extras=(ExtraSum(amount=2000, on=date(2027, 4, 15)),)),
        ),
        (
            (
                "My brother gets 2,000 from me, 120 every month starting 15 March; in June a refund "
                "of 600 comes."
            ),
            PaymentTerms(
                first=date(2027, 3, 15), extras=(ExtraSum(amount=600, on=date(2027, 6, 15)),)
            ),
        ),
        (
            (
                "Three cards, all around 24 percent, one 19.9% APR. 260 a month after Christmas, my "
                "salary comes on the last day of the month."
            ),
            PaymentTerms(first=date(2026, 12, 25), payday=31, yearly_rate=24.0),
        ),
        ("Pay 250 a month, the loan costs 1.5% a month.", PaymentTerms(yearly_rate=18.0)),
        ("Save 10% of my pay. From 2019 to 2021 I lived in Rome.", PaymentTerms()),
        ("Save 5,000 by June. We moved here in March and pay 900 rent.", PaymentTerms()),
        ("Run 10 km from February, 3 times a week.", PaymentTerms()),
    ],
)
def test_terms_are_read_where_they_are_named_and_nowhere_else(
    text: str, terms: PaymentTerms
) -> None:
    assert read_payment_terms(text, today=TODAY).terms == terms


@pytest.mark.parametrize(
    "text",
    [
        "Pay off 4,300 on the card, 350 a month from February. I get paid on the 28th.",
        "We save 18,000 for a kitchen, 450 a month and my bonus of 2,000 in April.",
    ],
)
def test_the_days_of_payments_are_no_last_day(text: str) -> None:
    assert parse(text).deadline is None


def test_a_last_day_beside_the_days_of_payments_stays() -> None:
    deadline = parse(
        "Pay off 3,000 by 31 October 2027, 350 a month from February. I get paid on the 28th."
    ).deadline

    assert deadline is not None
    assert deadline.on == date(2027, 10, 31)
