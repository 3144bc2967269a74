"""The configured models, rebuilt when what they are built from changes.

A key can be saved or removed while the process runs, by a page, by the command line or by another
process on the same data folder. Each look compares a version that takes microseconds to read.
"""

import threading
from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView

from core.llm.factory import Adapter, SharedServices, wrap
from core.ports import LanguageModel


class LiveModels(Mapping[str, LanguageModel]):
    """The models with a key, by their key in the routing table, as of now.

    Calls under way keep the model they began with. Between two looks a model may be gone, so use
    `get` with a key from an earlier look.
    """

    def __init__(
        self,
        *,
        version: Callable[[], Hashable],
        build: Callable[[], Mapping[str, Adapter]],
        shared: SharedServices,
    ) -> None:
        self._version = version
        self._build = build
        self._shared = shared
        self._lock = threading.Lock()
        self._rebuild(version())

    def warm(self) -> None:
        """Import the modules that the first call of each model needs."""
        for adapter in self._adapters.values():
            adapter.warm()

    def __getitem__(self, key: str) -> LanguageModel:
        return self._current()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def keys(self) -> KeysView[str]:
        """Return the keys of one moment."""
        return self._current().keys()

    def values(self) -> ValuesView[LanguageModel]:
        """Return the models of one moment."""
        return self._current().values()

    def items(self) -> ItemsView[str, LanguageModel]:
        """Return the keys and models of one moment."""
        return self._current().items()

    def _current(self) -> Mapping[str, LanguageModel]:
        if self._version() != self._seen:
            with self._lock:
                version = self._version()
                if version != self._seen:
                    self._rebuild(version)
        return self._models

    def _rebuild(self, version: Hashable) -> None:
        self._adapters = self._build()
        self._models: Mapping[str, LanguageModel] = wrap(self._adapters, self._shared)
        self._seen = version
