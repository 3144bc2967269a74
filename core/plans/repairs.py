"""Repairs collected while a plan is compiled."""

from dataclasses import dataclass, field
from functools import lru_cache

from core.goals.goal import clean_text
from core.plans.plan import Repair

clean = lru_cache(maxsize=4096)(clean_text)
"""Cached, because titles repeat every week; it halves the time of a compilation."""


@dataclass
class Repairs:
    """Collector of the changes the compiler makes."""

    repairs: list[Repair] = field(default_factory=list)

    def add(self, rule: str, text: str, *, week: int | None = None) -> None:
        self.repairs.append(Repair(rule=rule, week=week, text=text))
