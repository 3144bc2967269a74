"""Everything a check-in is answered from."""

from dataclasses import dataclass
from datetime import date

from core.plans.plan import Plan
from core.progress.check_in import CheckIn, Report
from core.progress.work_since import DatedTask, WorkSince


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSubject:
    """A report with the plan it belongs to, and what came before it."""

    report: Report
    work: WorkSince
    plan: Plan
    earlier: tuple[CheckIn, ...]
    """The last two check-ins, newest first."""
    today: date
    week: int
    following: DatedTask | None = None
    """The task that Today has next; None if it has none."""

    @property
    def last(self) -> CheckIn | None:
        """Return the check-in before this one."""
        return self.earlier[0] if self.earlier else None
