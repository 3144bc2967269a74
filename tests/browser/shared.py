"""What all files of journeys in one process use: a Chromium, and servers whose database is replaced between files."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any, TypeVar

T = TypeVar("T")


class Shared:
    """Opens each thing when it is first asked for, and closes all of them after the last journey.

    Playwright's event loop counts as running in its thread for as long as Playwright is open, and a test of another
    folder that starts a loop of its own would be refused. A server that nobody visits would still cost time.
    """

    def __init__(self) -> None:
        self._opened: dict[str, Any] = {}
        self._stack = ExitStack()

    def get(self, name: str, make: Callable[[], AbstractContextManager[T]]) -> T:
        if name not in self._opened:
            self._opened[name] = self._stack.enter_context(make())
        found: T = self._opened[name]
        return found

    def close(self) -> None:
        self._opened.clear()
        self._stack.close()
