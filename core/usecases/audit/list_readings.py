"""List who was shown the words of a person, for that person."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.audit import read
from core.store.audit.read import MAX_ENTRIES, Reading
from core.usecases.access.allow import Access, allow

__all__ = ["MAX_ENTRIES", "Reading", "list_readings"]


@allow(Access.PERSON)
def list_readings(rein: Rein, *, viewer: Viewer, before: int | None = None) -> tuple[Reading, ...]:
    """Return who was shown the viewer's words, newest first, or those before the id `before`."""
    return read.list_readings(rein.database, viewer.id, before=before)
