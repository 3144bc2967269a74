"""Payments on their days: from when, on which day, with what comes once, and with interest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from core.goals.debts import Balance, Cleared, Ledger, dearest_first
from core.goals.paydays import next_payday

_DAYS_A_MONTH = 365.25 / 12
_MOST_PAYMENTS = 2_000
_CENT = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraSum:
    """A sum that comes once: a bonus, a refund, a present."""

    amount: float
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """What a text says of its payments beside their amount."""

    first: date | None = None
    """The day before which nothing is paid."""
    payday: int | None = None
    """The day of the month on which the money comes; 31 is the last day of each month."""
    extras: tuple[ExtraSum, ...] = ()
    yearly_rate: float = 0.0
    """Interest in percent a year."""
    balances: tuple[Balance, ...] = ()
    """The debts with interest of their own, if there are several."""

    def __bool__(self) -> bool:
        return bool(self.first or self.payday or self.extras or self.yearly_rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment, and what is left to pay after it."""

    on: date
    paid: float
    interest: float
    """What was added since the payment before."""
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSum:
    """Another sum for each payment from a day on."""

    each: float
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPlan:
    """Equal payments of `each` a month or a week, until nothing is left of a sum."""

    terms: PaymentTerms
    each: float
    sum_left: float
    starts_on: date
    weekly: bool = False
    later: OtherSum | None = None
    """The sum that comes in the place of `each` from a day on; None if it stays."""

    def payments(self) -> Iterator[Payment]:
        """Yield the payments in order, the last of which is what is left by then."""
        ledger, before = Ledger(self._balances()), self.starts_on
        for _, (on, amount) in zip(range(_MOST_PAYMENTS), self._due(), strict=False):
            interest = ledger.grow((on - before).days)
            paid, before = round(ledger.pay(amount), 2), on
            yield Payment(on=on, paid=paid, interest=interest, left=ledger.left)
            if ledger.left < _CENT:
                return

    def cleared(self, order: Sequence[Balance]) -> tuple[Cleared, ...]:
        """Return each balance, in the order of payment, with the day on which it is paid."""
        ledger, before, ends = Ledger(order), self.starts_on, dict[str, date]()
        for _, (on, amount) in zip(range(_MOST_PAYMENTS), self._due(), strict=False):
            ledger.grow((on - before).days)
            ledger.pay(amount)
            before = on
            ends |= {name: on for name in ledger.paid_names() if name not in ends}
            if ledger.left < _CENT:
                break
        return tuple(Cleared(balance=each, on=ends.get(each.name)) for each in order)

    def interest_in(self, order: Sequence[Balance]) -> float:
        """Return the interest that is paid in all if balances are paid off in an order."""
        ledger, before, added = Ledger(order), self.starts_on, 0.0
        for _, (on, amount) in zip(range(_MOST_PAYMENTS), self._due(), strict=False):
            added += ledger.grow((on - before).days)
            ledger.pay(amount)
            before = on
            if ledger.left < _CENT:
                break
        return added

    def first_open_on(self, day: date) -> Balance | None:
        """Return the balance that the payment of a day goes to, beyond the minimums."""
        ledger, before = Ledger(self._balances()), self.starts_on
        for _, (on, amount) in zip(range(_MOST_PAYMENTS), self._due(), strict=False):
            ledger.grow((on - before).days)
            if on >= day or ledger.first_open is None:
                break
            ledger.pay(amount)
            before = on
        return ledger.first_open

    def _balances(self) -> tuple[Balance, ...]:
        """Return the debts, the dearest first, or all that is left as one."""
        owed = sum(each.amount for each in self.terms.balances)
        if self.terms.balances and abs(owed - self.sum_left) < 1:
            return dearest_first(self.terms.balances)
        return (Balance(name="", amount=self.sum_left, yearly_rate=self.terms.yearly_rate),)

    def until(self, day: date) -> tuple[Payment, ...]:
        """Return the payments up to a day."""
        return tuple(takewhile(lambda payment: payment.on <= day, self.payments()))

    def all(self) -> tuple[Payment, ...] | None:
        """Return all payments, or None if the interest eats them and they never end."""
        if self.terms.yearly_rate and self.each <= self.sum_left * (self._growth(31) - 1):
            return None
        found = tuple(self.payments())
        return found if found and found[-1].left < _CENT else None

    def left_on(self, day: date) -> float:
        """Return what is left of the sum after the payments up to a day, with their interest."""
        made = self.until(day)
        left, before = (made[-1].left, made[-1].on) if made else (self.sum_left, self.starts_on)
        return left * self._growth(max(0, (day - before).days))

    def each_on(self, day: date) -> float:
        """Return the sum of the payment of a day, without what comes once."""
        changed = self.later is not None and day >= self.later.since
        return self.later.each if changed and self.later is not None else self.each

    def _growth(self, days: int) -> float:
        return float((1 + self.terms.yearly_rate / 1200) ** (days / _DAYS_A_MONTH))

    def _due(self) -> Iterator[tuple[date, float]]:
        """Yield day and amount of what can be paid; what comes once is paid with the next one."""
        first = max(self.starts_on, self.terms.first or self.starts_on)
        waiting = sorted(self.terms.extras, key=lambda extra: extra.on)
        day = first + timedelta(days=6) if self.weekly else next_payday(first, self.terms.payday)
        while day.year < date.max.year:
            come = [extra for extra in waiting if extra.on <= day]
            waiting = waiting[len(come) :]
            yield day, self.each_on(day) + sum(extra.amount for extra in come)
            later = day + timedelta(days=1)
            day = day + timedelta(days=7) if self.weekly else next_payday(later, self.terms.payday)
