"""Checks that the periodic jobs are done."""

from datetime import datetime

from core.formats import short_moment
from core.jobs.scheduler import OVERDUE_AFTER
from core.store.schedule.store import PeriodicJobStore
from core.store.schedule.values import PeriodicJobRow
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus


def _schedule(context: CheckContext) -> CheckResult:
    with context.database.read() as connection:
        jobs = PeriodicJobStore(connection).list_all()
    if not jobs:
        return CheckResult(
            state=CheckStatus.OK, line="Nothing was planned yet; the first start does it."
        )
    now = context.clock.now()
    failing = [job for job in jobs.values() if job.error is not None]
    late = [job.name for job in jobs.values() if _is_late(job, now)]
    if failing:
        line = " ".join(f"{job.name} failed {_times(job.failures)}: {job.error}" for job in failing)
        return CheckResult(state=CheckStatus.WARNING, line=f"{line} It is tried again by itself.")
    if late and context.serving:
        return CheckResult(
            state=CheckStatus.WARNING,
            line=f"Late: {', '.join(late)}. Is a server or `rein worker` running?",
        )
    last = max(
        (job.finished_at for job in jobs.values() if job.finished_at is not None), default=None
    )
    if last is None:
        return CheckResult(state=CheckStatus.OK, line=f"{len(jobs)} jobs are planned.")
    return CheckResult(
        state=CheckStatus.OK,
        line=f"{len(jobs)} jobs; the last was done {short_moment(last, now=now.astimezone())}.",
    )


def _is_late(job: PeriodicJobRow, now: datetime) -> bool:
    return now - job.due_at > OVERDUE_AFTER and (job.lease_until is None or job.lease_until < now)


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"


SCHEDULE = Check(name="schedule", run=_schedule, reads=True)
