"""The monthly budget of trials that start by themselves."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from core.accounts.user import EVALUATOR, EVALUATOR_ID, Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.trials.spending import spent_by
from core.usecases.access.allow import Access, allow

AUTOMATION = Viewer(user=replace(EVALUATOR, role=Role.ADMIN))
"""Who starts what starts by itself, in records and in the audit log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Automation:
    """Whether trials start by themselves, and what they have cost in this month."""

    budget_usd: float | None
    """None if it is off."""
    spent_usd: float

    @property
    def is_on(self) -> bool:
        return self.budget_usd is not None

    @property
    def left_usd(self) -> float:
        """Return what is left of the month."""
        return max(0.0, (self.budget_usd or 0.0) - self.spent_usd)

    @property
    def is_spent(self) -> bool:
        """Return whether nothing that costs money may go on."""
        return self.is_on and not self.left_usd


@allow(Access.REVIEWER)
def get_automation(rein: Rein, *, viewer: Viewer) -> Automation:
    """Return the state of automatic trials. Raises NotAllowed below reviewer."""
    budget = rein.settings.automatic_trials_usd
    first = rein.clock.now().date().replace(day=1)
    with rein.database.read() as connection:
        spent = spent_by(
            connection, EVALUATOR_ID, since=datetime.combine(first, time(), tzinfo=UTC)
        )
    return Automation(budget_usd=budget, spent_usd=spent)
