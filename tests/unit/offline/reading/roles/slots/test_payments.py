"""A sum and a rate of money in one goal are what has to be reached and what is paid for it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.paydays import paydays
from core.goals.weeks import week_end, week_start
from tests.factories.coaching import coached, parse

STATED = {
    "pay off my credit card of 2,400 €, 150 a month": (2_400, 150, "month"),
    "I owe 2,400 € on my credit card and can pay 150 a month": (2_400, 150, "month"),
    "clear my overdraft, £900, at 25 quid a week": (900, 25, "week"),
    "Save $6,000 for a trip. I can spare 75 bucks every two weeks": (6_000, 37.5, "week"),
    "$5000 loan, $100/month, when am I done?": (5_000, 100, "month"),
    "I have a debt of 7k, is 250 a month enough to be free in two years?": (7_000, 250, "month"),
    "store card 640, paying 40pm, get it to zero": (640, 40, "month"),
    "saving for a wedding, 9000 total, we can do 650 monthly between us": (9_000, 650, "month"),
    "i wanna save 800 for a bike, i get 40 a week from my paper round and can keep 25 a week": (
        800,
        25,
        "week",
    ),
}


@pytest.mark.parametrize("text", STATED)
def test_a_payment_beside_a_sum_is_the_payment(text: str) -> None:
    facts = parse(text)

    assert facts.quantity is not None
    assert facts.payment is not None
    assert (facts.quantity.value, facts.payment.value, facts.payment.per) == STATED[text]
    assert facts.payment.unit == facts.quantity.unit


@pytest.mark.parametrize(
    "text",
    [
        "save 4000. my rent is 900 a month and I earn 2100 a month",
        "save 3,000 €, 400 a month is too much for me",
        "pay off 5,000 of debt, I can't do 300 a month",
        "save 2000 for a holiday, I used to put away 150 a month",
    ],
)
def test_income_costs_and_what_is_too_much_are_no_payment(text: str) -> None:
    assert parse(text).payment is None


@settings(max_examples=25, deadline=None)
@given(
    each=st.integers(min_value=20, max_value=600),
    count=st.integers(min_value=2, max_value=40),
    rest=st.integers(min_value=0, max_value=19),
    per=st.sampled_from(["month", "week"]),
    goal=st.sampled_from(
        ["pay off my loan of {} €, {} a {}", "save {} € by putting {} a {} aside"]
    ),
)
def test_the_payments_of_a_plan_are_those_named_and_end_when_the_sum_is_there(
    each: int, count: int, rest: int, per: str, goal: str
) -> None:
    total = each * (count - 1) + min(rest, each - 1) + 1
    drafted, _, plan = coached(goal.format(total, each, per))
    paid = [week.load for week in plan.weeks if week.load]

    assert drafted.target is not None
    assert sum(paid) == drafted.target.quantity <= total
    assert all(load == each for load in paid[:-1])
    assert paid[-1] <= each
    if drafted.target.quantity == total:
        assert len(paid) == count
        assert plan.weeks[-1].load is not None
    balances = [m.target for m in plan.milestones]
    assert all(before <= after for before, after in pairwise(balances))


def test_a_monthly_payment_falls_in_the_week_of_its_payday() -> None:
    goal, _, plan = coached("pay off my credit card of 2,400 €, 150 a month")
    days = paydays(goal.starts_on, goal.deadline)

    for week in plan.weeks:
        last = week_end(goal.starts_on, week.number, ends_on=goal.deadline)
        due = [d for d in days if week_start(goal.starts_on, week.number) <= d <= last]
        assert (week.load or 0) == 150 * len(due)
    assert "1 March 2028: 16 payments" in goal.notes[0]
