"""A saved view as a value."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """Filters and order of a page under a name."""

    id: str
    user_id: str
    page: str
    """Which page it is of, e.g. "traces"."""
    name: str
    query: str
    """The query string of the page, without "?"."""
    shared: bool
    """Other reviewers see it too."""
    created_at: datetime
