"""Let a search find the traces of earlier versions by their replies, a batch at a time.

Newer traces are indexed as they end, so on most runs there is nothing to do.
"""

from core.bootstrap import Rein
from core.usecases.access.allow import Access, without_viewer

BATCH_SIZE = 200
"""Traces in one transaction, so that other writers wait for a moment only."""
_BATCHES_AT_ONCE = 10
"""Of one run of the periodic job: a million traces of an earlier version take eight hours."""


@without_viewer(Access.SYSTEM, "indexes the traces of all people, in the background")
def index_some_texts(rein: Rein) -> str:
    """Index some traces that are found by their first words only. Returns a summary."""
    done = 0
    for _ in range(_BATCHES_AT_ONCE):
        count = index_batch(rein)
        done += count
        if count < BATCH_SIZE:
            break
    return f"Traces whose replies can be searched now: {done}." if done else "All can be searched."


@without_viewer(Access.SYSTEM, "indexes the traces of all people, in the background")
def index_batch(rein: Rein) -> int:
    """Index one batch. Returns how many traces there were."""
    with rein.database.begin() as work:
        return work.traces.index_next_texts(limit=BATCH_SIZE)
