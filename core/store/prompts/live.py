"""What a process reads of prompts again and again: the known texts, and the live versions."""

from dataclasses import replace

from core.clock import Clock
from core.prompts.known_texts import KnownTexts
from core.prompts.library import PromptLibrary, PromptText
from core.prompts.releases import PromptRelease, ReleasedVersions, shipped_releases
from core.store.database.engine import Database
from core.store.prompts.read import list_releases
from core.store.prompts.store import PromptReleaseStore
from core.store.prompts.texts import list_texts


def read_prompts(
    shipped: PromptLibrary, database: Database, clock: Clock
) -> tuple[KnownTexts, ReleasedVersions]:
    """Return the texts that may be used, and the live version of each prompt."""
    known = _read_known_texts(shipped, database, clock)
    return known, _read_released_versions(shipped, known, database, clock)


def _read_known_texts(shipped: PromptLibrary, database: Database, clock: Clock) -> KnownTexts:
    """Return the texts of this program, and those that people wrote."""

    def read() -> tuple[PromptText, ...]:
        with database.read() as connection:
            return list_texts(connection)

    return KnownTexts(shipped.texts, read, clock)


def _read_released_versions(
    shipped: PromptLibrary, known: KnownTexts, database: Database, clock: Clock
) -> ReleasedVersions:
    """Return the live prompt versions; texts that came with this program are released first."""

    def read() -> tuple[PromptRelease, ...]:
        with database.read() as connection:
            return list_releases(connection)

    there = {(entry.name, entry.version) for entry in read()}
    first = shipped_releases(shipped, now=clock.now())
    if missing := [entry for entry in first if (entry.name, entry.version) not in there]:
        with database.begin() as work:
            PromptReleaseStore(work.connection).add(missing)
    return ReleasedVersions(replace(shipped, texts=known), read, clock)
