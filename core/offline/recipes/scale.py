"""The scale of a recipe's result: what it counts, from where, and how far."""

from dataclasses import dataclass

from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Quantity, QuantityKind
from core.offline.reading.units import BARE_SUM, convert
from core.plans.plan import PHASES

_MEASURED = frozenset({QuantityKind.DISTANCE, QuantityKind.WEIGHT, QuantityKind.TIME})
"""What has units that convert into each other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of a recipe's result."""

    playbook: Playbook
    goes_on: bool = False
    """Whether a number beyond what is usual is the person's own next one, not a slip."""

    @property
    def rises(self) -> bool:
        """Whether the result rises from its usual start to its usual target."""
        return (self.playbook.defaults.quantity or 0.0) > (self.playbook.start or 0.0)

    def value(self, quantity: Quantity) -> float | None:
        """Return an amount in the recipe's unit, or None if it is measured in something else."""
        unit, per = quantity.unit, quantity.per
        own, _, rate = self.playbook.unit.partition(" a ")
        if rate and per != rate:
            return None
        value = quantity.high or quantity.value
        converted = convert(value, unit, own)
        if converted is not None:
            return converted
        money = quantity.kind == QuantityKind.MONEY and own == BARE_SUM
        known = {own, *(name.partition(" a ")[0] for name in self.playbook.units), ""}
        return value if money or unit in known else None

    def is_foreign(self, quantity: Quantity) -> bool:
        """Return whether an amount counts the result in another unit that has no known size."""
        own = self.playbook.unit.partition(" a ")[0]
        convertible = quantity.kind in _MEASURED or quantity.kind == QuantityKind.MONEY
        return bool(quantity.unit) and quantity.unit != own and not convertible

    def is_beyond(self, quantity: Quantity) -> bool:
        """Return whether an amount lies on the target's side of the usual start."""
        value, start = self.value(quantity), self.playbook.start or 0.0
        return value is not None and (value > start if self.rises else value < start)

    def leads_on(self, today: Quantity, target: Quantity) -> bool:
        """Return whether the way from today to the target goes the recipe's way."""
        first, last = self.value(today), self.value(target)
        if first is None or last is None:
            return False
        return last > first if self.rises else last < first


def is_sane(quantity: Quantity | None, scale: Scale) -> bool:
    """Return whether a number may be the target: in the unit, and within what is sane."""
    value = None if quantity is None else scale.value(quantity)
    if quantity is None or value is None:
        return False
    least, most = scale.playbook.takes or (0.0, float("inf"))
    return scale.is_foreign(quantity) or least <= value <= (float("inf") if scale.goes_on else most)


def counts(topic: Playbook, named: Quantity) -> bool:
    """Return whether a number is one of the results that a topic's playbook counts."""
    if named.kind == QuantityKind.MONEY:
        return "money" in topic.units
    return bool(named.unit) and named.unit in (topic.unit.partition(" a ")[0], *topic.units)


def is_beyond_all(named: Quantity, recipe: Playbook) -> bool:
    """Return whether a recipe counts such a number, but never so many: 70,000 words a chapter."""
    scale = Scale(recipe)
    measured = recipe.unit != PHASES and scale.value(named) is not None
    return measured and bool(named.unit) and not is_sane(named, scale)
