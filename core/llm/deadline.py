"""A hard deadline around an SDK call.

The SDKs' own timeouts are per read: a server that sends a byte now and then passes them for ever. So calls run as
coroutines on one event loop of our own, where a deadline cancels the call and closes its connection. No thread is left
behind, however many calls hang.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

GRACE_S = 5.0
"""How long a cancelled call may take to clean up before it is abandoned."""


class _Loop:
    """One event loop on a daemon thread, started with the first call."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a finaliser may run inside get() itself
        self._loop: asyncio.AbstractEventLoop | None = None

    def get(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="model-calls", daemon=True).start()
            return self._loop


_LOOP = _Loop()


def within(seconds: float, start: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run the coroutine that `start` makes and return its result. Raises TimeoutError after `seconds`."""

    async def limited() -> T:
        async with asyncio.timeout(seconds):
            return await start()

    future = asyncio.run_coroutine_threadsafe(limited(), _LOOP.get())
    try:
        return future.result(timeout=seconds + GRACE_S)
    finally:
        future.cancel()  # without effect on a call that has ended; ends the others where the caller is interrupted


def soon(start: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Run a coroutine without waiting for it, for closing clients; a finaliser must not wait."""
    asyncio.run_coroutine_threadsafe(start(), _LOOP.get())
