"""List what people were answered: each note once, with how many it went to and who saw it."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.ratings import replies
from core.store.ratings.values import SentNote
from core.usecases.access.allow import Access, allow

__all__ = ["SentNote", "list_notes"]

MOST_NOTES = 50


@allow(Access.REVIEWER)
def list_notes(rein: Rein, *, viewer: Viewer, sample: bool = False) -> tuple[SentNote, ...]:
    """Return the newest notes that were not withdrawn. Raises NotAllowed below reviewer."""
    return replies.list_notes(rein.database, sample=sample, limit=MOST_NOTES)
