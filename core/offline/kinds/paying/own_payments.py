"""The payments that a plan of money is made from; what is asked of the plan is counted by them."""

from core.goals.goal import ClarifiedGoal
from core.goals.payments import PaymentPlan
from core.offline.kinds.paying.payment_plan import payment_plan
from core.offline.kinds.sums import sum_to_reach
from core.offline.reading.facts import GoalFacts


def own_payments(
    facts: GoalFacts, goal: ClarifiedGoal, *, distance: float, baseline: float, is_debt: bool
) -> PaymentPlan | None:
    """Return the person's own payments, if they come on days of a month or on terms they named.

    `distance` is what the plan goes; what is owed or wanted in all may be more.
    """
    whole = sum_to_reach(facts, is_debt=is_debt)
    left = distance if whole is None else max(distance, whole[1] - baseline)
    plan = payment_plan(facts, left, goal.starts_on, is_debt=is_debt)
    if plan is None or (plan.weekly and not plan.terms):
        return None
    return plan if plan.until(goal.deadline) else None
