"""Removes expired records: deliveries, traces, replies, mails, cached responses, readings."""

from collections.abc import Callable
from datetime import timedelta

from core.bootstrap import Rein
from core.store.request_keys.values import REMEMBERED_FOR
from core.store.response_cache.store import ResponseStore
from core.store.retention.overwrite import overwrite_deleted
from core.store.retention.store import RetentionStore
from core.usecases.access.allow import Access, without_viewer
from core.usecases.sign_in.sessions import delete_ended_sessions

BATCH_SIZE = 500
"""Rows per transaction, so that other writers are not held up for long."""

MAILS_STAY = timedelta(days=90)
"""How long it stays on record what became of a mail."""


@without_viewer(Access.SYSTEM, "a periodic job")
def remove_expired(rein: Rein) -> str:
    """Remove expired records in small steps. Returns a summary."""
    settings, now = rein.settings, rein.clock.now()
    sent_before = now - timedelta(days=settings.sent_retention_days)
    replies_before = now - timedelta(days=settings.reply_retention_days)
    sent = _drain(rein, lambda outdated: outdated.remove_sent(before=sent_before, limit=BATCH_SIZE))
    replies = _drain(
        rein, lambda outdated: outdated.remove_replies(before=replies_before, limit=BATCH_SIZE)
    )
    removed_traces = _remove_traces(rein)
    mails_before = now - MAILS_STAY
    mails = _drain(
        rein, lambda outdated: outdated.remove_mails(before=mails_before, limit=BATCH_SIZE)
    )
    readings = _remove_readings(rein)
    with rein.database.begin() as work:
        cached = ResponseStore(work.connection).purge_expired(now=now)
        work.request_keys.remove_old(before=now - REMEMBERED_FOR)
    sessions = delete_ended_sessions(rein)
    overwrite_deleted(rein.database)
    old = f"{removed_traces} traces, " if settings.trace_retention_days is not None else ""
    return (
        f"Removed {old}{sent} sent deliveries, {replies} raw replies, {mails} records of mail, "
        f"{cached} cached responses, {sessions} ended sessions and {readings} lines about readings."
    )


def _remove_traces(rein: Rein) -> int:
    """Remove old traces that no goal shows, if the settings limit how long they stay."""
    days, now = rein.settings.trace_retention_days, rein.clock.now()
    if days is None:
        return 0
    before, after, total = now - timedelta(days=days), 0, 0
    while True:
        # Looked for without a lock: between two that are removed may lie millions that stay.
        with rein.database.read() as connection:
            found = RetentionStore(connection).find_old_traces(
                before=before, after=after, limit=BATCH_SIZE
            )
        if not found:
            return total
        after = found[-1][0]
        with rein.database.begin() as work:
            ids = [trace_id for _, trace_id in found]
            total += RetentionStore(work.connection).remove_traces(ids, now=now)


def _remove_readings(rein: Rein) -> int:
    """Remove old lines about who read what; all other lines of the audit log stay."""
    before = rein.clock.now() - timedelta(days=rein.settings.reading_retention_days)
    total = 0
    while True:
        with rein.database.begin() as work:
            removed = work.audit.remove_readings(before=before, limit=BATCH_SIZE)
        total += removed
        if removed < BATCH_SIZE:
            return total


def _drain(rein: Rein, remove: Callable[[RetentionStore], int]) -> int:
    total = 0
    while True:
        with rein.database.begin() as work:
            removed = remove(RetentionStore(work.connection))
        total += removed
        if removed < BATCH_SIZE:
            return total
