"""Read saved views."""

from sqlalchemy import or_, select

from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.views.tables import saved_views
from core.store.views.values import SavedView


def list_views(database: Database, *, page: str, user_id: str) -> tuple[SavedView, ...]:
    """Return a person's views of a page and those that others share, by name."""
    theirs = or_(saved_views.c.user_id == user_id, saved_views.c.shared)
    query = select(saved_views).where(saved_views.c.page == page, theirs)
    ordered = query.order_by(saved_views.c.name, saved_views.c.id)
    with database.read() as connection:
        return tuple(SavedView(**row) for row in fetch_all(connection, ordered))
