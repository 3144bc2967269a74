"""What a receiver refused: try it again, or put it away. And a sink that is paused: try it now."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.exports.values import SinkHealth


def retry_dead_letter(rein: Rein, *, viewer: Viewer, row_id: int) -> int:
    """Queue it again, with what waits for it on the same trace. Returns how many. Raises NotAllowed, Conflict."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        revived = work.deliveries.requeue(row_id, now=rein.clock.now())
    _require_some(revived)
    rein.delivery.wake()
    return revived


def retry_all_dead_letters(rein: Rein, *, viewer: Viewer) -> int:
    """Queue again whatever a sink that is set up has refused. Returns how many. Raises NotAllowed, Conflict."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        revived = work.deliveries.requeue_all(rein.settings.sinks, now=rein.clock.now())
    if not revived:
        raise Conflict("Nothing waits for a decision any more.", advice="Look at the list again.")
    rein.delivery.wake()
    return revived


def discard_dead_letter(rein: Rein, *, viewer: Viewer, row_id: int) -> int:
    """Put it away for good; its trace goes on saying that it was not sent. Raises NotAllowed, Conflict."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        discarded = work.deliveries.discard(row_id)
    _require_some(discarded)
    return discarded


def resume_sink(rein: Rein, *, viewer: Viewer, sink: str) -> None:
    """Try a sink now that is paused or waited for. Raises NotAllowed below admin."""
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        standing = work.deliveries.sink_health(sink)
        work.deliveries.save_sink_health(SinkHealth(name=sink, layout=standing.layout))
    rein.delivery.wake()


def _require_some(rows: int) -> None:
    if not rows:
        raise Conflict(
            "This delivery does not wait for a decision any more.", advice="Look at the list again."
        )
