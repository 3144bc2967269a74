"""A plan for a sum holds to the person's own payments: their days, their start, the interest."""

import pytest

from core.plans.plan import Plan
from tests.factories.coaching import coached, parse

CARD = (
    "I've got 4,300 on the credit card at 24 % and feel sick when I open the app. I can put 350 a "
    "month on it from February, not before. I get paid on the 28th."
)
KITCHEN = "We want 18,000 for the kitchen, 6,400 is saved, 450 a month plus a 2,000 bonus in April."


def payments(plan: Plan, amount: str) -> list[tuple[str, str]]:
    return [
        (week.starts_on.isoformat(), str(task.day))
        for week in plan.weeks
        for task in week.tasks
        if amount in task.title
    ]


def test_each_payday_has_its_payment_and_nothing_is_reached_before_the_first() -> None:
    goal, _, plan = coached(CARD)

    paid = payments(plan, "month's 350")
    assert paid[0] == ("2027-02-27", "Sun")  # 28 February 2027
    assert len(paid) == 9  # February to October; the plan ends before the next
    reached = [m for m in plan.milestones if m.due_on.isoformat() < "2027-02-28"]
    assert not any("paid" in m.title and any(c.isdigit() for c in m.title) for m in reached)
    assert goal.target is not None
    assert 2_200 < goal.target.quantity < 2_500  # 9 x 350 less the interest
    assert "15 payments" in goal.notes[0]
    assert "interest at 24% a year" in goal.notes[0]


def test_what_comes_once_is_in_the_sum_and_in_a_task() -> None:
    goal, _, plan = coached(KITCHEN)

    assert len(payments(plan, "2,450")) == 1
    assert goal.target is not None
    assert goal.target.quantity == 6_400 + 12 * 450 + 2_000
    assert "with 2,000 in April 2027" in goal.notes[0]


def test_a_sum_that_comes_once_is_not_the_sum_to_pay() -> None:
    goal, _, _ = coached(
        "The washing machine loan is 1,150 at 18 %. From March I can do 90 a month, wages come on "
        "the 15th. In June I should get 300 back. When am I rid of it?"
    )

    assert "90 a month from 15 March 2027, with 300 in June 2027, reaches 1,150" in goal.notes[0]


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        (
            "6,200 is on the Visa at 22% and 2,900 on the Amex at 18%. 500 a month, clear both.",
            9_100,
        ),
        ("We owe $9,300 on three cards (4,100, 3,700 and 1,500). $400 a month, clear them.", 9_300),
        (
            "Overdraft 1,800 and a store card with 950 on it, 200 a month. I want both cleared.",
            2_750,
        ),
        (
            "Two loans, 5,000 from my sister and 3,400 at the bank, I can pay back 350 a month.",
            8_400,
        ),
        ("I owe 6,200 on the Visa and 2,900 on the Amex. First I want to clear the 2,900.", 2_900),
        (
            "I owe 3,000 on a card, 400 of it is interest. 250 a month, I want to be rid of it.",
            3_000,
        ),
        ("My credit limit is 8,000 and I owe 5,500 on the card. 250 a month, want it gone.", 5_500),
    ],
)
def test_a_debt_is_the_sum_of_its_balances(text: str, owed: float) -> None:
    target = parse(text).quantity

    assert target is not None
    assert target.value == owed


def test_a_debt_that_lasts_longer_than_the_plan_is_never_shown_as_paid() -> None:
    goal, _, plan = coached(
        "We owe 12,400 on two cards (8,100 at 24.9% and 4,300 at 19%) and have 700 a month for it. "
        "Debt free by Christmas 2028."
    )
    shown = " ".join(m.title for m in plan.milestones)
    tasks = " ".join(task.title for week in plan.weeks for task in week.tasks)

    assert goal.target is not None
    assert goal.target.quantity < 12 * 700  # the interest is no payment of the debt
    assert "of 12,400" in goal.notes[0]
    assert any("reaches 12,400 by about" in note for note in goal.notes)
    assert not any(word in shown + tasks for word in ("at zero", "reading zero", "last balances"))
