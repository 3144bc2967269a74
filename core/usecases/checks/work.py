"""Checks that runs are worked on and that exports are delivered."""

from datetime import timedelta

from core.formats import short_moment
from core.store.exports.values import OutboxState
from core.store.metrics.queue_counts import find_queue_counts
from core.store.runs.values import RunStatus
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus

LONG_WAIT = timedelta(minutes=2)
"""A run that waits longer than this is reported."""


def _queue(context: CheckContext) -> CheckResult:
    counts = find_queue_counts(context.database)
    waiting, running = counts.runs[RunStatus.QUEUED], counts.runs[RunStatus.RUNNING]
    line = f"{waiting} waiting, {running} running."
    if context.working is False:
        return CheckResult(
            state=CheckStatus.FAILED, line=f"{line} This process works none of them. Restart it."
        )
    oldest = counts.oldest_waiting
    now = context.clock.now()
    if waiting and oldest is not None and now - oldest > LONG_WAIT:
        return CheckResult(
            state=CheckStatus.WARNING,
            line=f"{line} The oldest since {short_moment(oldest, now=now.astimezone())}. "
            "Is a worker up?",
        )
    return CheckResult(state=CheckStatus.OK, line=line)


def _exports(context: CheckContext) -> CheckResult:
    outbox = find_queue_counts(context.database).outbox
    pending, dead = outbox[OutboxState.PENDING], outbox[OutboxState.DEAD]
    if not (context.settings.sinks or pending or dead):
        return CheckResult(state=CheckStatus.OK, line="No export is set up.", is_off=True)
    line = f"{pending} to be sent, {dead} refused."
    return CheckResult(state=CheckStatus.WARNING if dead else CheckStatus.OK, line=line)


QUEUE = Check(name="queue", run=_queue, reads=True)
EXPORTS = Check(name="exports", run=_exports, reads=True)
