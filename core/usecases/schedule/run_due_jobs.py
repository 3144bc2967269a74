"""Runs the periodic jobs that are due; of many processes, one runs each job."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from core.bootstrap import Rein
from core.errors import ReinError
from core.jobs.lease import RENEWALS_PER_LEASE, hold_lease
from core.jobs.scheduler import POLL_INTERVAL_S, PeriodicJob, retry_delay
from core.store.schedule.store import PeriodicJobStore
from core.store.schedule.values import PeriodicJobRow
from core.usecases.access.allow import Access, without_viewer

LEASE = timedelta(seconds=60)
"""Lease of a job; another process takes the job over if it expires."""

FIRST_DELAY = timedelta(seconds=30)
"""Delay before the first jobs on a new database, because start-up has more to do."""

Job = PeriodicJob[Rein]
Changes = Callable[[PeriodicJobStore], bool]

_log = logging.getLogger(__name__)


@without_viewer(Access.SYSTEM, "periodic jobs")
def run_due_jobs(rein: Rein, jobs: Sequence[Job]) -> float:
    """Do every job that is due. Returns the seconds until one may be due again."""
    known = _plan(rein, jobs)
    for job in jobs:
        if _is_due(known[job.name], rein.clock.now(), job.every) and _claim(rein, job):
            _do(rein, job)
    now = rein.clock.now()
    waits = [(row.due_at - now).total_seconds() for row in _plan(rein, jobs).values()]
    return min([POLL_INTERVAL_S, *(wait for wait in waits if wait > 0)])


def _plan(rein: Rein, jobs: Sequence[Job]) -> dict[str, PeriodicJobRow]:
    with rein.database.read() as connection:
        known = PeriodicJobStore(connection).list_all()
    now = rein.clock.now()
    new = {job.name: now + min(FIRST_DELAY, job.every) for job in jobs if job.name not in known}
    if new:
        with rein.database.begin() as work:
            store = PeriodicJobStore(work.connection)
            store.add(new)
            known = store.list_all()
    return {job.name: known[job.name] for job in jobs}


def _is_due(row: PeriodicJobRow, now: datetime, every: timedelta) -> bool:
    return row.due_at <= now or row.due_at > now + every


def _claim(rein: Rein, job: Job) -> bool:
    with rein.database.begin() as work:
        store = PeriodicJobStore(work.connection)
        return store.claim(
            job.name, owner=rein.owner, now=rein.clock.now(), lease=LEASE, every=job.every
        )


def _do(rein: Rein, job: Job) -> None:
    def keep() -> bool:
        return _change(
            rein,
            lambda store: store.renew(
                job.name, owner=rein.owner, now=rein.clock.now(), lease=LEASE
            ),
        )

    with hold_lease(keep, every_s=LEASE.total_seconds() / RENEWALS_PER_LEASE):
        try:
            result = job.run(rein)
        except ReinError as error:
            _fail(rein, job, str(error))
            return
        except Exception as error:  # noqa: BLE001 - logged, and the job is retried
            _log.exception("periodic_job_crashed", extra={"fields": {"job": job.name}})
            _fail(
                rein, job, f"Rein itself failed ({type(error).__name__}); the log has the details."
            )
            return
    now = rein.clock.now()
    _change(
        rein,
        lambda store: store.finish(
            job.name, owner=rein.owner, now=now, due_at=now + job.every, result=result
        ),
    )
    _log.info("periodic_job_done", extra={"fields": {"job": job.name, "result": result}})


def _fail(rein: Rein, job: Job, error: str) -> None:
    _log.warning("periodic_job_failed", extra={"fields": {"job": job.name, "error": error}})

    def put_off(store: PeriodicJobStore) -> bool:
        failures = store.list_all()[job.name].failures + 1
        due_at = rein.clock.now() + retry_delay(failures, every=job.every)
        return store.fail(job.name, owner=rein.owner, due_at=due_at, error=error)

    _change(rein, put_off)


def _change(rein: Rein, change: Changes) -> bool:
    with rein.database.begin() as work:
        return change(PeriodicJobStore(work.connection))
