"""A hard deadline around an SDK call.

The SDKs' own timeouts are per read: a server that sends a byte now and then passes them for ever. So calls run as
coroutines on one event loop of our own, where a deadline cancels the call and closes its connection. No thread is left
behind, however many calls hang.
"""

import asyncio
import threading
import time
import traceback
from collections.abc import Callable, Coroutine
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
OnText = Callable[[str], None]
"""Takes the next piece of a text that is coming in."""

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
                threading.Thread(
                    target=self._loop.run_forever, name="model-calls", daemon=True
                ).start()
            return self._loop


_LOOP = _Loop()


def run_with_timeout(seconds: float, start: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run the coroutine that `start` makes and return its result. Raises TimeoutError after `seconds`."""
    return stream_with_timeout(seconds, lambda _: start(), None)


def stream_with_timeout(
    seconds: float, start: Callable[[OnText], Coroutine[Any, Any, T]], show: OnText | None
) -> T:
    """Run a coroutine like `within`, and show what it says while it runs.

    What the coroutine hands to the function `start` is given reaches `show` in the calling thread, in order and before
    the result, so that a page may show it. Where `show` raises, the coroutine is cancelled and that error goes on.
    """
    said: SimpleQueue[str | None] = SimpleQueue()

    async def limited() -> T:
        try:
            async with asyncio.timeout(seconds):
                return await start(_discard if show is None else said.put)
        except BaseException as error:
            release_frames(error)
            raise

    future = asyncio.run_coroutine_threadsafe(limited(), _LOOP.get())
    future.add_done_callback(lambda _: said.put(None))
    until = time.monotonic() + seconds + GRACE_S
    try:
        while (text := said.get(timeout=max(0.0, until - time.monotonic()))) is not None:
            if show is not None:
                show(text)
        return future.result()
    except Empty:
        raise TimeoutError from None
    finally:
        future.cancel()  # without effect on a call that has ended; ends the others where the caller is interrupted


def release_frames(error: BaseException) -> None:
    """Free what the frames of an error hold, here on the loop.

    The SDKs' frames refer to their own errors, so half-read streams would wait for the garbage collector, which closes
    them on whatever thread it happens to run.
    """
    link: BaseException | None = error
    seen = set[int]()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        traceback.clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__


def _discard(_: str) -> None:
    """Take a piece of text that nobody asked to see."""


def run_in_background(start: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Run a coroutine without waiting for it, for closing clients; a finaliser must not wait."""
    asyncio.run_coroutine_threadsafe(start(), _LOOP.get())
