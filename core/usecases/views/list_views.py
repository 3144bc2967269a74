"""List the views that a reviewer saved, and those that others share."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.views import read
from core.store.views.values import SavedView
from core.usecases.access.allow import Access, allow

__all__ = ["SavedView", "list_views"]


@allow(Access.REVIEWER)
def list_views(rein: Rein, *, viewer: Viewer, page: str) -> tuple[SavedView, ...]:
    """Return the viewer's views of a page and the shared ones, by name.

    Raises NotAllowed below reviewer.
    """
    return read.list_views(rein.database, page=page, user_id=viewer.id)
