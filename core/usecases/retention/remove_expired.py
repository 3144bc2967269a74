"""Remove delivered rows, replies of finished runs and cached responses after their time."""

from collections.abc import Callable
from datetime import timedelta

from core.bootstrap import Rein
from core.store.response_cache.store import ResponseStore
from core.store.retention.store import RetentionStore

AT_ONCE = 500
"""Rows of one transaction, so that nobody waits long for the file while much is removed."""


def keep_retention(rein: Rein) -> str:
    """Remove them in small transactions. Returns a sentence with the counts."""
    settings, now = rein.settings, rein.clock.now()
    sent_before = now - timedelta(days=settings.sent_retention_days)
    replies_before = now - timedelta(days=settings.reply_retention_days)
    sent = _drain(rein, lambda outdated: outdated.remove_sent(before=sent_before, limit=AT_ONCE))
    replies = _drain(
        rein, lambda outdated: outdated.remove_replies(before=replies_before, limit=AT_ONCE)
    )
    with rein.database.begin() as work:
        cached = ResponseStore(work.connection).purge_expired(now=now)
    return f"Removed {sent} sent deliveries, {replies} raw replies and {cached} cached responses."


def _drain(rein: Rein, remove: Callable[[RetentionStore], int]) -> int:
    total = 0
    while True:
        with rein.database.begin() as work:
            removed = remove(RetentionStore(work.connection))
        total += removed
        if removed < AT_ONCE:
            return total
