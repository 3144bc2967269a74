"""The periodic jobs and their intervals. A new job is one line here."""

from datetime import timedelta

from core.jobs.scheduler import PeriodicJob
from core.usecases.alerts.evaluate_alerts import evaluate_alerts
from core.usecases.exports.queue_experiments import queue_experiments
from core.usecases.retention.remove_expired import remove_expired
from core.usecases.schedule.run_due_jobs import Job
from core.usecases.schedule.sweeps import mark_lost_calls_in_doubt, sweep_outbox
from core.usecases.schedule.verify_rollups import verify_rollups
from core.usecases.traces.index_texts import index_some_texts
from core.usecases.trials.automatic.advance_trials import advance_trials
from core.usecases.trials.judge_replays import judge_replays
from core.usecases.trials.settle_trials import settle_trials

JOBS: tuple[Job, ...] = (
    PeriodicJob(name="lost_calls", every=timedelta(minutes=1), run=mark_lost_calls_in_doubt),
    PeriodicJob(name="outbox_sweep", every=timedelta(minutes=1), run=sweep_outbox),
    PeriodicJob(name="alerts", every=timedelta(minutes=1), run=evaluate_alerts),
    PeriodicJob(name="trials", every=timedelta(minutes=1), run=settle_trials),
    PeriodicJob(name="replays", every=timedelta(minutes=1), run=judge_replays),
    PeriodicJob(name="automatic_trials", every=timedelta(minutes=10), run=advance_trials),
    PeriodicJob(name="experiments", every=timedelta(minutes=1), run=queue_experiments),
    PeriodicJob(name="search_texts", every=timedelta(minutes=1), run=index_some_texts),
    PeriodicJob(name="rollup_check", every=timedelta(hours=1), run=verify_rollups),
    PeriodicJob(name="retention", every=timedelta(hours=6), run=remove_expired),
)
