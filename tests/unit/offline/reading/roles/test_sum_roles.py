"""Of several sums the words that govern them say which is wanted, put in, owed or a total."""

import pytest

from core.offline.kinds.paying.debts import debts_in
from core.offline.reading.roles.money.budget import budget_of
from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "wanted", "put_in"),
    [
        (
            (
                "I keep bees and want to sell honey at the market and make maybe £3,000 in the season. "
                "I've no idea about labels, and I've got £600 to put in."
            ),
            3_000,
            600,
        ),
        (
            (
                "I've set aside 1,500 to start a dog grooming room and hope to make £900 a month "
                "by October."
            ),
            900,
            1_500,
        ),
    ],
)
def test_a_sum_to_put_in_is_the_budget_and_never_the_target(
    text: str, wanted: float, put_in: float
) -> None:
    facts = parse(text)
    budget = budget_of(facts)

    assert facts.quantity is not None
    assert facts.quantity.value == wanted
    assert facts.baseline is None
    assert budget is not None
    assert budget.value == put_in


def test_what_is_saved_for_a_purchase_stays_what_is_there() -> None:
    facts = parse("I want to save £3,000 by June, I've got £600 saved already.")

    assert facts.quantity is not None
    assert facts.baseline is not None
    assert (facts.quantity.value, facts.baseline.value) == (3_000, 600)


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        (
            (
                "We owe about £11,400: Barclaycard 6,200 at 24.9%, Argos card 1,700 at 34.9% and my "
                "mum lent us 3,500 with no interest. I bring home 1,960 and Darren 1,540."
            ),
            {"Barclaycard": 6_200, "the Argos card": 1_700, "your mum": 3_500},
            11_400,
        ),
        (
            "I owe 6,000 on two cards (Visa 3,500 at 24%, Amex 2,500 at 19%), want to be rid of it.",
            {"the Visa": 3_500, "Amex": 2_500},
            6_000,
        ),
        (
            (
                "I owe my brother 1,200 and 3,100 on two cards (Visa 2,000, Amex 1,100). I can spare "
                "380 a month and want to be clear of it."
            ),
            {"your brother": 1_200, "the Visa": 2_000, "Amex": 1_100},
            4_300,
        ),
    ],
)
def test_a_total_is_no_debt_beside_its_parts(
    text: str, parts: dict[str, float], whole: float
) -> None:
    facts = parse(text)

    assert {debt.name: debt.amount for debt in debts_in(facts)} == parts
    assert facts.quantity is not None
    assert facts.quantity.value == whole
