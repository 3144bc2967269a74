"""Several debts, each with its own interest, are paid in an order that stands in week 1."""

from math import ceil

import pytest

from core.goals.debts import Balance, dearest_first, mean_rate, smallest_first
from core.goals.payments import PaymentPlan, PaymentTerms
from core.offline.kinds.paying.debts import debts_in
from tests.factories.coaching import COACH, TODAY, clarify, coached, make_request, parse

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


THREE = (
    "I owe 2,400 on the visa at 20%, 6,000 on a car loan at 6% and 900 that I owe my sister, no "
    "interest. After rent and everything there is about 300 left. I want the visa and my sister "
    "gone by 30 November 2027. Should I pay my sister first?"
)


def test_only_the_debts_that_a_sentence_wants_gone_are_the_target_and_the_rest_is_paid() -> None:
    facts, (goal, _, plan) = parse(THREE), coached(THREE)
    assert [(each.name, each.rate) for each in debts_in(facts)] == [
        ("the visa", 20.0),
        ("your sister", 0.0),
    ]
    assert facts.payment is not None
    assert (facts.payment.value, facts.payment.per) == (300, "month")
    assert goal.target is not None
    assert goal.target.quantity == 3_300
    sum_ = next(note for note in goal.notes if note.startswith("300 a month"))
    assert sum_ in plan.weeks[0].focus


def test_the_order_of_payment_is_answered_with_days_and_what_the_other_order_costs() -> None:
    request = make_request(THREE)
    (reply,) = COACH.reply_to_questions(request, clarify(THREE))
    debts = debts_in(parse(THREE))
    terms = PaymentTerms(balances=tuple(debts), yearly_rate=mean_rate(debts))
    plan = PaymentPlan(terms=terms, each=300, sum_left=3_300, starts_on=TODAY)
    visa, sister = debts
    more = ceil(plan.interest_in((sister, visa)) - plan.interest_in((visa, sister)))

    assert more > 50
    assert f"about {more} more in interest" in reply.text
    first = plan.cleared((sister, visa))[0].on
    assert first is not None
    assert f"your sister is paid by {first.day} {first:%B %Y}" in reply.text
