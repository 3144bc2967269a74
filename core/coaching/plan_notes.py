"""The list of repairs, collected while a plan is compiled."""

from dataclasses import dataclass, field

from core.coaching.plan import Repair


@dataclass
class Repairs:
    """Collects what the compiler changed; the only thing in it that grows."""

    found: list[Repair] = field(default_factory=list)

    def add(self, rule: str, text: str, *, week: int | None = None) -> None:
        self.found.append(Repair(rule=rule, week=week, text=text))
