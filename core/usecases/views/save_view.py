"""Save the filters and order of a page under a name."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput
from core.goals.goal import clean_text
from core.ids import new_id
from core.store.accounts.values import account_of
from core.store.views.values import SavedView
from core.usecases.access.allow import Access, allow

MAX_NAME_CHARACTERS = 60
MAX_QUERY_CHARACTERS = 2_000
MAX_VIEWS = 50
"""Views of one person and page: more than a list to choose from can show."""


@allow(Access.REVIEWER)
def save_view(
    rein: Rein, *, viewer: Viewer, page: str, name: str, query: str, shared: bool = False
) -> SavedView:
    """Save a view and return it. Raises InvalidInput, and NotAllowed below reviewer."""
    words = " ".join(clean_text(name).split())
    if not 0 < len(words) <= MAX_NAME_CHARACTERS:
        raise InvalidInput(
            "The view needs a name.",
            field="name",
            advice=f"Write 1 to {MAX_NAME_CHARACTERS} characters.",
        )
    if len(query) > MAX_QUERY_CHARACTERS:
        raise InvalidInput("These filters are too long to save.", field="query")
    view = SavedView(
        id=new_id(),
        user_id=viewer.id,
        page=page,
        name=words,
        query=query,
        shared=shared,
        created_at=rein.clock.now(),
    )
    _write(rein, viewer, view)
    return view


@allow(Access.REVIEWER)
def restore_view(rein: Rein, *, viewer: Viewer, view: SavedView) -> None:
    """Write a view that its owner has just deleted. Raises InvalidInput and NotAllowed."""
    if view.user_id != viewer.id:
        raise InvalidInput("Only its owner can restore a view.", field="view")
    _write(rein, viewer, view)


def _write(rein: Rein, viewer: Viewer, view: SavedView) -> None:
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, created_at=rein.clock.now()))
        if work.views.count(page=view.page, user_id=viewer.id) >= MAX_VIEWS:
            raise InvalidInput(
                f"You have {MAX_VIEWS} views of this page.",
                field="name",
                advice="Delete one first.",
            )
        work.views.save(view)
