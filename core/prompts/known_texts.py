"""All texts that a process may use: those of the program, and those that people wrote since."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping

from core.clock import Clock
from core.errors import StorageUnavailable
from core.prompts.library import PromptText
from core.prompts.releases import REFRESH_S

FIRST_WRITTEN = 1001
"""Number of the first version that people write; the program's own are below it for ever."""

Key = tuple[str, int]


class KnownTexts(Mapping[Key, PromptText]):
    """Texts by name and version. One that was written never changes, so only new ones are read."""

    def __init__(
        self,
        shipped: Mapping[Key, PromptText],
        read: Callable[[], Iterable[PromptText]],
        clock: Clock,
    ) -> None:
        self._texts = dict(shipped)
        self._shipped = frozenset(shipped)
        self._read = read
        self._clock = clock
        self._lock = threading.Lock()
        self._expires_at = clock.monotonic()

    def expire(self) -> None:
        """Read the table again at the next access."""
        with self._lock:
            self._expires_at = self._clock.monotonic()

    def __getitem__(self, key: Key) -> PromptText:
        found = self._texts.get(key)
        return found if found is not None else self._current()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def _current(self) -> Mapping[Key, PromptText]:
        with self._lock:
            if self._clock.monotonic() < self._expires_at:
                return self._texts
            self._expires_at = self._clock.monotonic() + REFRESH_S
        try:
            written = {(text.name, text.version): text for text in self._read()}
        except StorageUnavailable:
            return self._texts  # the texts of a moment ago are better than none
        with self._lock:
            # A text of the program is never replaced by one of the table.
            new = {key: text for key, text in written.items() if key not in self._shipped}
            self._texts = self._texts | new
            return self._texts
