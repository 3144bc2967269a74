"""Overwrite in the files what was just deleted."""

import logging

from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.store.retention.overwrite import overwrite_deleted
from core.usecases.access.allow import Access, without_viewer

_log = logging.getLogger(__name__)


@without_viewer(Access.PART, "overwrites what a use-case has just deleted")
def overwrite(rein: Rein) -> None:
    """Overwrite deleted words in SQLite's files; if they are busy, the retention job does it."""
    try:
        overwritten = overwrite_deleted(rein.database)
    except StorageUnavailable:
        overwritten = False
    if not overwritten:
        _log.warning("deleted_words_not_yet_overwritten")
