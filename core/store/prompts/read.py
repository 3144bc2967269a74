"""Read prompt releases."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from core.prompts.releases import PromptRelease, ReleaseStatus, live_versions
from core.store.database.rows import fetch_all
from core.store.prompts.tables import prompt_releases

_HISTORY = select(prompt_releases).order_by(prompt_releases.c.changed_at, prompt_releases.c.id)


def list_releases(connection: Connection) -> tuple[PromptRelease, ...]:
    """Return the whole history of releases, oldest first; it has a few entries for each prompt."""
    return tuple(
        PromptRelease(**row | {"status": ReleaseStatus(row["status"])})
        for row in fetch_all(connection, _HISTORY)
    )


def find_live_version(
    connection: Connection, prompt: str, *, known: Iterable[tuple[str, int]]
) -> int | None:
    """Return the version of a prompt that is live as the transaction sees it."""
    return live_versions(list_releases(connection), known=known).get(prompt)
