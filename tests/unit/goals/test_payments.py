"""Payments come on their days, begin when they can, and pay the interest as well."""

from datetime import date

import pytest

from core.goals.payments import ExtraSum, PaymentPlan, PaymentTerms

NOVEMBER = date(2026, 11, 27)


def plan(each: float, left: float, **terms: object) -> PaymentPlan:
    return PaymentPlan(
        terms=PaymentTerms(**terms),  # type: ignore[arg-type]
        each=each,
        sum_left=left,
        starts_on=NOVEMBER,
    )


def test_nothing_is_paid_before_the_first_payment_and_each_on_the_payday() -> None:
    card = plan(350, 4300, first=date(2027, 2, 1), payday=28)

    assert card.until(date(2027, 2, 27)) == ()
    assert [payment.on for payment in card.until(date(2027, 4, 30))] == [
        date(2027, 2, 28),
        date(2027, 3, 28),
        date(2027, 4, 28),
    ]


def test_interest_adds_payments_and_sum_paid_is_sum_owed_plus_interest() -> None:
    plain, dear = plan(350, 4300).all(), plan(350, 4300, yearly_rate=24.0).all()

    assert plain is not None
    assert dear is not None
    assert (len(plain), len(dear)) == (13, 14)
    interest = sum(payment.interest for payment in dear)
    assert sum(payment.paid for payment in dear) == pytest.approx(4300 + interest, abs=0.05)
    # The first one comes at once: 1 - ln(1 - 0.02 * 3950 / 350) / ln 1.02 = 13.9 payments.


def test_a_payment_below_the_interest_never_ends_a_debt() -> None:
    assert plan(80, 4300, yearly_rate=24.0).all() is None
    assert plan(90, 4300, yearly_rate=24.0).all() is not None


def test_what_comes_once_is_paid_with_the_next_payment() -> None:
    extra = ExtraSum(amount=2000, on=date(2027, 4, 15))
    made = plan(450, 11600, extras=(extra,)).until(date(2027, 6, 1))

    assert [payment.paid for payment in made] == [450, 450, 450, 450, 450, 2450, 450]


def test_a_short_month_has_its_payday_on_its_last_day() -> None:
    made = plan(100, 1000, payday=31).until(date(2027, 4, 30))

    assert [payment.on.day for payment in made] == [30, 31, 31, 28, 31, 30]
