"""Removes expired records: deliveries, replies of finished runs, mails, cached responses."""

from collections.abc import Callable
from datetime import timedelta

from core.bootstrap import Rein
from core.store.response_cache.store import ResponseStore
from core.store.retention.overwrite import overwrite_deleted
from core.store.retention.store import RetentionStore

BATCH_SIZE = 500
"""Rows per transaction, so that other writers are not held up for long."""

MAILS_STAY = timedelta(days=90)
"""How long it stays on record what became of a mail."""


def remove_expired(rein: Rein) -> str:
    """Remove expired records in small steps. Returns a summary."""
    settings, now = rein.settings, rein.clock.now()
    sent_before = now - timedelta(days=settings.sent_retention_days)
    replies_before = now - timedelta(days=settings.reply_retention_days)
    sent = _drain(rein, lambda outdated: outdated.remove_sent(before=sent_before, limit=BATCH_SIZE))
    replies = _drain(
        rein, lambda outdated: outdated.remove_replies(before=replies_before, limit=BATCH_SIZE)
    )
    mails_before = now - MAILS_STAY
    mails = _drain(
        rein, lambda outdated: outdated.remove_mails(before=mails_before, limit=BATCH_SIZE)
    )
    with rein.database.begin() as work:
        cached = ResponseStore(work.connection).purge_expired(now=now)
    overwrite_deleted(rein.database)
    return (
        f"Removed {sent} sent deliveries, {replies} raw replies, {mails} records of mail and "
        f"{cached} cached responses."
    )


def _drain(rein: Rein, remove: Callable[[RetentionStore], int]) -> int:
    total = 0
    while True:
        with rein.database.begin() as work:
            removed = remove(RetentionStore(work.connection))
        total += removed
        if removed < BATCH_SIZE:
            return total
