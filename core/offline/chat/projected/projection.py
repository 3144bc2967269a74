"""The payments of a goal of money as they stand today: what is left when, and when it ends."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from core.chat.situation import PlannedTask
from core.goals.debts import Balance
from core.goals.payments import ExtraSum, OtherSum, Payment, PaymentPlan
from core.offline.chat.asked import Asked
from core.offline.chat.counted.amounts import Target, amount_of, target_of
from core.offline.chat.counted.sums import payments_ahead
from core.offline.kinds.paying.own_payments import own_payments
from core.offline.kinds.paying.wanted_debts import is_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The payments that are still to come, and what they are paid for."""

    plan: PaymentPlan
    target: Target
    is_debt: bool
    ahead: tuple[PlannedTask, ...]
    """The open tasks that pay."""
    ends_on: date

    @property
    def has_interest(self) -> bool:
        """Return whether what is left grows by interest."""
        return self.is_debt and bool(self.plan.terms.yearly_rate)

    def write(self, value: float) -> str:
        """Return a sum to the next whole unit."""
        return self.target.write(float(ceil(round(value, 2))))

    def left_on(self, day: date) -> float:
        """Return what is left to pay, or still to save, after the payments up to a day."""
        return self.plan.left_on(day)

    def there_on(self, day: date) -> float:
        """Return what is saved by a day."""
        return self.target.quantity - self.left_on(day)

    def until(self, day: date) -> tuple[Payment, ...]:
        """Return the payments up to a day."""
        return self.plan.until(day)

    def interest_until(self, day: date) -> float:
        """Return the interest that is added up to a day."""
        paid = sum(payment.paid for payment in self.until(day))
        return self.left_on(day) + paid - self.plan.sum_left

    @property
    def end(self) -> date | None:
        """The day of the last payment, or None if the interest eats them."""
        made = self.plan.all()
        return made[-1].on if made else None

    def with_extra(self, amount: float, on: date) -> "Projection":
        """Return the payments with a sum that comes once."""
        extras = (*self.plan.terms.extras, ExtraSum(amount=amount, on=on))
        return self._with(replace(self.plan, terms=replace(self.plan.terms, extras=extras)))

    def with_more(self, amount: float, words: str) -> "Projection":
        """Return the payments with more to pay; it goes to the debt that the words name."""
        terms = self.plan.terms
        owing = next((each for each in terms.balances if is_named(each, words)), None)
        balances = tuple(_more(each, amount) if each is owing else each for each in terms.balances)
        if owing is None and balances:
            balances = (*balances, Balance(name="", amount=amount, yearly_rate=terms.yearly_rate))
        left = self.plan.sum_left + amount
        return self._with(
            replace(self.plan, sum_left=left, terms=replace(terms, balances=balances))
        )

    def with_sum(self, each: float, since: date) -> "Projection":
        """Return the payments with another sum from a day on."""
        return self._with(replace(self.plan, later=OtherSum(each=each, since=since)))

    def _with(self, plan: PaymentPlan) -> "Projection":
        return replace(self, plan=plan)


def _more(balance: Balance, amount: float) -> Balance:
    return replace(balance, amount=balance.amount + amount)


def projection_of(asked: Asked) -> Projection | None:
    """Return the payments of a goal of money, or None if its plan was not made from them."""
    now, target = asked.situation, target_of(asked.situation)
    if target is None or not target.is_money:
        return None
    is_debt = asked.playbook.progression.rule == "debt"
    plan = own_payments(
        asked.parsed.facts,
        now.goal,
        distance=target.quantity - target.baseline,
        baseline=target.baseline,
        is_debt=is_debt,
    )
    ahead = payments_ahead(now, target)
    if plan is None or not ahead:
        return None
    usual = Counter(amount_of(each, target) for each in ahead).most_common(1)[0][0]
    plan = _from_what_is_noted(asked, replace(plan, each=usual), target)
    return Projection(
        plan=plan, target=target, is_debt=is_debt, ahead=ahead, ends_on=now.plan.ends_on
    )


def _from_what_is_noted(asked: Asked, plan: PaymentPlan, target: Target) -> PaymentPlan:
    """Return the payments from the last number that is noted on."""
    noted = next((c for c in asked.situation.check_ins if c.report.value is not None), None)
    if noted is None or noted.report.value is None:
        return plan
    left = max(0.0, plan.sum_left - (noted.report.value - target.baseline))
    return replace(plan, sum_left=left, starts_on=max(plan.starts_on, noted.day))
