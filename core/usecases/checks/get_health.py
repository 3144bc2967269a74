"""The health of the whole system, for the page that shows it to an admin."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.usecases.access.allow import Access, allow
from core.usecases.calls.list_in_doubt_calls import InDoubtSummary, get_in_doubt_summary
from core.usecases.checks import HEALTH
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.run_check import CheckRun, run_check
from core.usecases.metrics.get_system_metrics import QueueCounts, get_queue_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What only a database that answers can say."""

    in_doubt: InDoubtSummary
    counts: QueueCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The result of each check, and the figures; None if the database is broken."""

    checks: tuple[CheckRun, ...]
    figures: Figures | None

    @property
    def failed(self) -> bool:
        """Whether a check failed."""
        return _failed(self.checks)


@allow(Access.ADMIN)
def get_health(rein: Rein, *, viewer: Viewer) -> Health:
    """Run the checks of a serving process. Raises NotAllowed below admin.

    Checks that read the database are left out once a check has failed, because each would only wait
    for the same deadline.
    """
    context = CheckContext(
        settings=rein.settings, database=rein.database, clock=rein.clock, working=rein.jobs.running
    )
    checks: list[CheckRun] = []
    for check in HEALTH:
        if not (check.reads and _failed(checks)):
            checks.append(run_check(check, context))
    if _failed(checks):
        return Health(checks=tuple(checks), figures=None)
    figures = Figures(
        in_doubt=get_in_doubt_summary(rein, viewer=viewer),
        counts=get_queue_counts(rein, viewer=viewer),
    )
    return Health(checks=tuple(checks), figures=figures)


def _failed(checks: list[CheckRun] | tuple[CheckRun, ...]) -> bool:
    return any(check.state is CheckStatus.FAILED for check in checks)
