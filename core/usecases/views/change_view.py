"""Share a saved view, stop sharing it, or delete it."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.usecases.access.allow import Access, allow


@allow(Access.REVIEWER)
def share_view(rein: Rein, *, viewer: Viewer, view_id: str, shared: bool) -> None:
    """Share a view of the viewer with other reviewers, or stop it. Raises NotFound."""
    with rein.database.begin() as work:
        _require(work.views.set_shared(view_id, user_id=viewer.id, shared=shared))


@allow(Access.REVIEWER)
def delete_view(rein: Rein, *, viewer: Viewer, view_id: str) -> None:
    """Delete a view of the viewer. Raises NotFound."""
    with rein.database.begin() as work:
        _require(work.views.delete(view_id, user_id=viewer.id))


def _require(found: bool) -> None:  # noqa: FBT001 - the only argument
    if not found:
        raise NotFound("You have no such view.")
