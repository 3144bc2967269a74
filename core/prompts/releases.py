"""Which version of each prompt is released: the history of releases, and the live versions."""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.clock import Clock
from core.errors import StorageUnavailable
from core.prompts.library import PromptLibrary

REFRESH_S = 2.0
"""Seconds for which a process caches the live versions."""

SHIPPED_BY = "rein"
_SHIPPED = uuid.UUID("7b0f3f0a-6b64-7d4c-9a53-0d9b4f1c2e55")


class ReleaseStatus(StrEnum):
    """The status of a prompt version."""

    RELEASED = "released"
    DRAFT = "draft"
    ROLLED_BACK = "rolled back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRelease:
    """One change of a prompt version's status. Entries are only ever added."""

    id: str
    name: str
    version: int
    hash: str
    """Hash of the version's text."""
    status: ReleaseStatus
    changed_at: datetime
    changed_by: str
    """Id of the person, or "rein" for what came with the program."""
    reason: str


def current_releases(
    history: Iterable[PromptRelease],
) -> dict[tuple[str, int], PromptRelease]:
    """Return the newest entry of each prompt version."""
    ordered = sorted(
        history, key=lambda entry: (entry.changed_at, entry.changed_by != SHIPPED_BY, entry.id)
    )
    return {(entry.name, entry.version): entry for entry in ordered}


def live_versions(
    history: Iterable[PromptRelease], *, known: Iterable[tuple[str, int]]
) -> dict[str, int]:
    """Return the live version of each prompt: the one released last, of those whose text is known.

    A replica of an older program does not know the newest text; it uses the release before it.
    """
    there = set(known)
    released = [
        entry
        for key, entry in current_releases(history).items()
        if entry.status is ReleaseStatus.RELEASED and key in there
    ]
    released.sort(key=lambda entry: (entry.changed_at, entry.version))
    return {entry.name: entry.version for entry in released}


def shipped_releases(library: PromptLibrary, *, now: datetime) -> tuple[PromptRelease, ...]:
    """Return the first entry of every text: released up to the live version, else draft.

    The ids depend on the texts alone, so that two processes that start at once add them once.
    """
    return tuple(
        PromptRelease(
            id=str(uuid.uuid5(_SHIPPED, f"{name}@v{version}")),
            name=name,
            version=version,
            hash=text.hash,
            status=ReleaseStatus.RELEASED
            if version <= library.live.get(name, 0)
            else ReleaseStatus.DRAFT,
            changed_at=now,
            changed_by=SHIPPED_BY,
            reason=text.intent,
        )
        for (name, version), text in library.texts.items()
    )


class ReleasedVersions(Mapping[str, int]):
    """The live version of each prompt, read from the table of releases and cached for a moment."""

    def __init__(
        self, library: PromptLibrary, read: Callable[[], Iterable[PromptRelease]], clock: Clock
    ) -> None:
        self._library = library
        self._read = read
        self._clock = clock
        self._lock = threading.Lock()
        self._live: Mapping[str, int] = library.live
        self._expires_at = clock.monotonic()

    def expire(self) -> None:
        """Read the table again at the next access."""
        with self._lock:
            self._expires_at = self._clock.monotonic()

    def __getitem__(self, name: str) -> int:
        return self._current()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def _current(self) -> Mapping[str, int]:
        with self._lock:
            if self._clock.monotonic() < self._expires_at:
                return self._live
            self._expires_at = self._clock.monotonic() + REFRESH_S
        try:
            history = tuple(self._read())
        except StorageUnavailable:
            return self._live  # the versions of a moment ago are better than none
        live = dict(self._library.live) | live_versions(history, known=self._library.texts.keys())
        with self._lock:
            self._live = live
        return live
