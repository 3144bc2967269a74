"""The values of an outline."""

from dataclasses import dataclass
from datetime import date

from core.goals.draft import AssumptionDraft, TargetDraft
from core.offline.reading.target import PlanPeriod
from core.offline.writing.two_choices import FeasibleTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a kind of goal decides before the weeks are written."""

    period: PlanPeriod
    requested: TargetDraft | None
    """The target as the person named it."""
    target: TargetDraft | None
    """The target that is planned: the requested one, or what can be reached."""
    turning_day: date | None = None
    """The quit date, the day of the event, or the day the work is done."""
    hours: float | None = None
    """Hours a week to assume if none were stated."""
    assumptions: tuple[AssumptionDraft, ...] = ()
    notes: tuple[str, ...] = ()
    verdict: str = ""
    """Whether the goal works out, as a sentence with its sum; "" if no rate is known."""
    reachable: FeasibleTarget | None = None
    """What can be reached in the period, if the whole does not fit it."""

    @property
    def is_part(self) -> bool:
        """Whether the plan reaches only a part of the requested target."""
        return (
            self.requested is not None
            and self.target is not None
            and self.requested.quantity != self.target.quantity
        )
