"""Several debts, each with its own interest, paid one after the other from one sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_DAYS_A_MONTH = 365.25 / 12
_CENT = 0.01
_MINIMUM = 0.01
"""Share of a balance that is due each month beside its interest, as most card lenders ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What is owed to one lender."""

    name: str
    amount: float
    yearly_rate: float | None = None
    """Interest in percent a year; None if it is not known."""

    @property
    def rate(self) -> float:
        """The interest that is counted: none, if it is not known."""
        return self.yearly_rate or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A balance, and the day of the payment that ends it; None if none does."""

    balance: Balance
    on: date | None


def dearest_first(balances: Iterable[Balance]) -> tuple[Balance, ...]:
    """Return balances by their interest, the highest first; a tie goes to the smaller."""
    return tuple(sorted(balances, key=lambda each: (-each.rate, each.amount)))


def smallest_first(balances: Iterable[Balance]) -> tuple[Balance, ...]:
    """Return balances by what is owed, the smallest first."""
    return tuple(sorted(balances, key=lambda each: (each.amount, -each.rate)))


def mean_rate(balances: Sequence[Balance]) -> float:
    """Return the interest of all balances together, in percent a year."""
    owed = sum(each.amount for each in balances)
    return sum(each.amount * each.rate for each in balances) / owed if owed else 0.0


class Ledger:
    """What is left of each balance while payments are made in one order."""

    def __init__(self, order: Sequence[Balance]) -> None:
        self._left = [each.amount for each in order]
        self._order = tuple(order)

    @property
    def left(self) -> float:
        """What is left of all balances."""
        return sum(self._left)

    @property
    def first_open(self) -> Balance | None:
        """The balance that gets all beyond the minimums, or None if all are paid."""
        found = (each for each, left in zip(self._order, self._left, strict=True) if left > _CENT)
        return next(found, None)

    def paid_names(self) -> tuple[str, ...]:
        """Return the names of the balances of which nothing is left."""
        pairs = zip(self._order, self._left, strict=True)
        return tuple(each.name for each, left in pairs if left < _CENT)

    def grow(self, days: int) -> float:
        """Add the interest of some days, and return it."""
        months = days / _DAYS_A_MONTH
        before = self.left
        self._left = [
            left * float((1 + each.rate / 1200) ** months)
            for each, left in zip(self._order, self._left, strict=True)
        ]
        return self.left - before

    def pay(self, amount: float) -> float:
        """Pay the minimums, then the first open balance, and return what was paid."""
        spare = amount
        for at, each in enumerate(self._order):
            minimum = self._left[at] * (each.rate / 1200 + _MINIMUM)
            spare -= self._take(at, min(spare, minimum))
        for at in range(len(self._order)):
            spare -= self._take(at, spare)
        return amount - spare

    def _take(self, at: int, most: float) -> float:
        taken = min(most, self._left[at])
        self._left[at] -= taken
        if self._left[at] < _CENT:
            self._left[at] = 0.0
        return taken
