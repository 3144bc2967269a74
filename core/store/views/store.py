"""Write saved views."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, func, select, update

from core.store.database.upsert import replace_rows
from core.store.views.tables import saved_views
from core.store.views.values import SavedView


class ViewStore:
    """Saves, shares and deletes the views of one person at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, view: SavedView) -> None:
        """Write a view; one with the same id is replaced."""
        replace_rows(self._connection, saved_views, [asdict(view)])

    def count(self, *, page: str, user_id: str) -> int:
        """Return how many views a person has of a page."""
        theirs = (saved_views.c.page == page, saved_views.c.user_id == user_id)
        query = select(func.count()).select_from(saved_views).where(*theirs)
        return self._connection.execute(query).scalar_one()

    def set_shared(self, view_id: str, *, user_id: str, shared: bool) -> bool:
        """Share a person's view or stop it. Returns False if they have no such view."""
        theirs = (saved_views.c.id == view_id, saved_views.c.user_id == user_id)
        change = update(saved_views).where(*theirs).values(shared=shared)
        return self._connection.execute(change).rowcount > 0

    def delete(self, view_id: str, *, user_id: str) -> bool:
        """Delete a person's view. Returns False if they have no such view."""
        theirs = (saved_views.c.id == view_id, saved_views.c.user_id == user_id)
        return self._connection.execute(delete(saved_views).where(*theirs)).rowcount > 0
