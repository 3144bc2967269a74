"""Archive, restore and delete goals."""

import logging

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, StorageUnavailable
from core.store.retention.overwrite import overwrite_deleted
from core.store.runs.values import RunStatus
from core.usecases.goals.ownership import require_own_goal

_log = logging.getLogger(__name__)


def archive_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Archive a goal; nothing is deleted."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.goals.archive(goal_id, now=rein.clock.now())


def restore_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Restore an archived goal."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        work.goals.restore(goal_id)


def delete_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Delete a goal with its plan, ratings and traces, and overwrite their words in SQLite's files.

    Raises Conflict while its run works. If the files are busy, the retention job overwrites later.
    """
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        run = work.runs.find_latest(goal_id)
        if run is not None and run.status is RunStatus.RUNNING:
            raise Conflict(
                "This goal is being worked on.", advice="Cancel it first, then delete it."
            )
        work.goals.delete(goal_id)
    try:
        overwritten = overwrite_deleted(rein.database)
    except StorageUnavailable:
        overwritten = False
    if not overwritten:
        _log.warning("deleted_words_not_yet_overwritten", extra={"fields": {"goal_id": goal_id}})
