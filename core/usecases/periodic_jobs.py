"""Everything that is done again and again, and how often. A new job is one line here."""

from datetime import timedelta

from core.jobs.schedule import PeriodicJob
from core.usecases.check_rollups import check_rollups
from core.usecases.do_periodic_jobs import Job
from core.usecases.retention import keep_retention
from core.usecases.tidy import doubt_lost_calls, sweep_outbox
from core.usecases.watch import watch

JOBS: tuple[Job, ...] = (
    PeriodicJob(name="lost_calls", every=timedelta(minutes=1), run=doubt_lost_calls),
    PeriodicJob(name="outbox_sweep", every=timedelta(minutes=1), run=sweep_outbox),
    PeriodicJob(name="alerts", every=timedelta(minutes=1), run=watch),
    PeriodicJob(name="rollup_check", every=timedelta(hours=1), run=check_rollups),
    PeriodicJob(name="retention", every=timedelta(hours=6), run=keep_retention),
)
