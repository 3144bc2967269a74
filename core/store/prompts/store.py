"""Write prompt releases; each change adds an entry, and entries are never modified."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection

from core.prompts.releases import PromptRelease
from core.store.database.upsert import insert
from core.store.prompts.tables import prompt_releases


class PromptReleaseStore:
    """Adds entries to the history of prompt releases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, releases: Iterable[PromptRelease]) -> None:
        """Add entries; an entry whose id exists is not changed."""
        rows = [asdict(release) for release in releases]
        if rows:
            statement = insert(self._connection, prompt_releases)
            self._connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]), rows)
