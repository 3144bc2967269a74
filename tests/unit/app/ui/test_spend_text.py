"""Costs and budgets in words: what is unknown is never shown as free."""

import pytest

from app.ui import spend_text
from app.ui.spend_text import budget_name, budget_state, format_paid, spend_today
from app.ui.status_labels import Tone
from core.ports import Tier
from core.usecases.budgets.list_budgets import BudgetStatus
from core.usecases.costs.get_cost_report import CostRow, TodaysCosts


def make_row(**changes: float) -> CostRow:
    values = {"calls": 4, "cache_hits": 0, "tokens": 10, "cost_usd": 0.4, "cost_unknown": 0}
    return CostRow(group="", details=None, **(values | changes))  # type: ignore[arg-type]


def make_budget(scope: str = "all", **changes: float) -> BudgetStatus:
    values = {"limit_usd": 5.0, "spent_usd": 1.0, "reserved_usd": 0.0, "refused": 0}
    return BudgetStatus(scope=scope, **(values | changes))  # type: ignore[arg-type]


def test_calls_of_unknown_price_make_the_sum_a_lower_bound_or_unknown() -> None:
    assert format_paid(make_row()) == "$0.40"
    assert format_paid(make_row(cost_unknown=1)) == "at least $0.40"
    assert format_paid(make_row(cost_unknown=1, cost_usd=0.0)) == "price unknown"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, ("Within budget", Tone.GOOD)),
        ({"spent_usd": 4.5}, ("Nearly spent", Tone.WARN)),
        ({"spent_usd": 4.5, "warn_at": 0.95}, ("Within budget", Tone.GOOD)),
        ({"refused": 2}, ("Too little left for 2 calls", Tone.WARN)),
        ({"spent_usd": 5.0, "refused": 2}, ("Spent", Tone.BAD)),
    ],
)
def test_the_state_of_a_budget_is_its_worst_news(
    changes: dict[str, float], state: tuple[str, Tone]
) -> None:
    assert budget_state(make_budget(**changes)) == state


def test_a_budget_is_named_by_what_it_covers() -> None:
    assert budget_name(None) == "Everything"
    assert budget_name(Tier.PREMIUM) == "Premium tier"


def test_today_is_told_with_the_budget_that_is_used_most() -> None:
    budgets = (make_budget(), make_budget("tier:basic", limit_usd=1.0, spent_usd=0.9))

    text = spend_today(TodaysCosts(totals=make_row(), budgets=budgets))

    assert text == (
        "Model calls cost $0.40 today; the budget of the basic tier of $1.00 is 90 % used: "
        "nearly spent."
    )
    assert spend_today(TodaysCosts(totals=make_row(), budgets=())).endswith("no budget is set.")


def test_a_trace_that_paid_for_no_call_is_free_unless_a_price_is_unknown() -> None:
    assert spend_text.recorded_cost(None, known=True) == "$0"
    assert spend_text.recorded_cost(None, known=False) == "price unknown"
    assert spend_text.recorded_cost(0.5, known=False) == "at least $0.50"
