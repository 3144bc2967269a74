"""Several debts, each with its own interest, are paid in an order that stands in week 1."""

import pytest

from core.goals.debts import Balance, dearest_first, smallest_first
from core.goals.payments import PaymentPlan, PaymentTerms
from core.offline.kinds.paying.debts import debts_in
from tests.factories.coaching import TODAY, coached, parse

SMALL = Balance(name="small", amount=600, yearly_rate=9.0)
DEAR = Balance(name="dear", amount=2000, yearly_rate=30.0)


def test_the_dearest_debt_first_costs_less_than_the_smallest_first() -> None:
    terms = PaymentTerms(balances=(SMALL, DEAR), yearly_rate=25.2)
    plan = PaymentPlan(terms=terms, each=200, sum_left=2600, starts_on=TODAY)
    dear, small = (
        plan.cleared(dearest_first(terms.balances)),
        plan.cleared(smallest_first(terms.balances)),
    )

    assert [each.balance.name for each in dear] == ["dear", "small"]
    assert small[0].on is not None
    assert dear[0].on is not None
    assert small[0].on < dear[0].on
    made = plan.all()
    assert made is not None
    assert made[-1].on == max(e.on for e in dear if e.on is not None)
    # 13 months of 200 are the sum without interest; 30% on the larger part adds one or two
    assert 13 < len(made) <= 15


@pytest.mark.parametrize(
    ("text", "debts"),
    [
        (
            (
                "Clear my debts: 1,900 on an Amex at 21.9%, an overdraft of 700 at 39 percent and "
                "3,200 on a bank loan at 8%. 400 a month."
            ),
            [("Amex", 21.9), ("the overdraft", 39.0), ("the bank loan", 8.0)],
        ),
        (
            (
                "Get rid of both cards. I owe 1,100 on the Tesco card at 0%, 4,800 on a Mastercard at "
                "24% and 6,000 on a student loan at 5%."
            ),
            [("the Tesco card", 0.0), ("Mastercard", 24.0)],
        ),
        ("I owe 4,300 on my card at 24%, 350 a month", []),
    ],
)
def test_each_balance_has_its_own_name_and_rate(text: str, debts: list[tuple[str, float]]) -> None:
    assert [(debt.name, debt.yearly_rate) for debt in debts_in(parse(text))] == debts


def test_the_order_stands_in_the_note_and_in_the_first_week_with_each_balance() -> None:
    goal, _, plan = coached(
        "Pay off my cards. 2,400 on a Visa at 17%, 1,300 on a store card at 29%. I can put 310 a "
        "month on them."
    )

    titles = [task.title for task in plan.weeks[0].tasks]
    order = next(title for title in titles if title.startswith("Number the debts"))
    assert order.index("store card (1,300 at 29%)") < order.index("Visa (2,400 at 17%)")
    note = next(note for note in goal.notes if note.startswith("Order of payment"))
    assert "paid by" in note
    assert "the interest and 1% of the balance" in note
    every = [task.title for week in plan.weeks for task in week.tasks]
    assert not any("Choose the order" in title for title in every)
    paid = [title for title in every if title.startswith("Pay this month's 310")]
    assert "to the store card" in paid[0]
    assert "to the Visa" in paid[-1]
