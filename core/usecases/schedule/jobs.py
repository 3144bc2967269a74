"""The periodic jobs and their intervals. A new job is one line here."""

from datetime import timedelta

from core.jobs.scheduler import PeriodicJob
from core.usecases.alerts.evaluate_alerts import watch
from core.usecases.retention.remove_expired import keep_retention
from core.usecases.schedule.run_due_jobs import Job
from core.usecases.schedule.sweeps import doubt_lost_calls, sweep_outbox
from core.usecases.schedule.verify_rollups import check_rollups

JOBS: tuple[Job, ...] = (
    PeriodicJob(name="lost_calls", every=timedelta(minutes=1), run=doubt_lost_calls),
    PeriodicJob(name="outbox_sweep", every=timedelta(minutes=1), run=sweep_outbox),
    PeriodicJob(name="alerts", every=timedelta(minutes=1), run=watch),
    PeriodicJob(name="rollup_check", every=timedelta(hours=1), run=check_rollups),
    PeriodicJob(name="retention", every=timedelta(hours=6), run=keep_retention),
)
