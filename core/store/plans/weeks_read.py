"""The weeks of plans that were read lately. A version of a plan never changes under its id."""

import threading
from collections import OrderedDict
from datetime import date
from weakref import WeakKeyDictionary

from core.plans.plan import Week
from core.store.database.engine import Database

MOST = 4_096
"""Plans of one day; each takes some 10 KB."""
_Key = tuple[str, date]
"""A plan, and the day around which its weeks were read."""


class WeeksRead:
    """Holds the weeks that were used last. It can be shared by threads."""

    def __init__(self, *, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[_Key, tuple[Week, ...]] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: _Key) -> tuple[Week, ...] | None:
        """Return the weeks of a plan around a day, or None if they have to be read."""
        with self._turn:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key]

    def put(self, key: _Key, weeks: tuple[Week, ...]) -> None:
        """Hold the weeks of a plan around a day."""
        with self._turn:
            self._found[key] = weeks
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)


_READ: WeakKeyDictionary[Database, WeeksRead] = WeakKeyDictionary()


def weeks_read(database: Database) -> WeeksRead:
    """Return what was read of a database in this process."""
    return _READ.setdefault(database, WeeksRead())
