"""Runs SDK calls under a hard deadline.

The SDKs' own timeouts apply to each read, so a server that sends a byte now and then never reaches
them. Calls therefore run as coroutines on one event loop, where a deadline cancels the call and
closes its connection. Calls that hang occupy no threads.
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
"""Takes the next piece of a text that is arriving."""

GRACE_S = 5.0
"""How long a cancelled call may clean up before it is abandoned."""


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
    """Run the coroutine that `start` makes and return its result. Raises TimeoutError."""
    return stream_with_timeout(seconds, lambda _: start(), None)


def stream_with_timeout(
    seconds: float, start: Callable[[OnText], Coroutine[Any, Any, T]], on_text: OnText | None
) -> T:
    """Run a coroutine like `run_with_timeout`, and pass its text on while it runs.

    `on_text` is called in the calling thread, in order and before the result, so that a page may
    draw. If it raises, the coroutine is cancelled and the error is raised here.
    """
    texts: SimpleQueue[str | None] = SimpleQueue()

    async def limited() -> T:
        try:
            async with asyncio.timeout(seconds):
                return await start(_discard if on_text is None else texts.put)
        except BaseException as error:
            release_frames(error)
            raise

    future = asyncio.run_coroutine_threadsafe(limited(), _LOOP.get())
    future.add_done_callback(lambda _: texts.put(None))
    until = time.monotonic() + seconds + GRACE_S
    try:
        while (text := texts.get(timeout=max(0.0, until - time.monotonic()))) is not None:
            if on_text is not None:
                on_text(text)
        return future.result()
    except Empty:
        raise TimeoutError from None
    finally:
        future.cancel()  # no effect on a finished call; ends the call if the caller was interrupted


def release_frames(error: BaseException) -> None:
    """Clear the frames of an error, here on the loop.

    The SDKs' frames refer to their own errors, so half-read streams would otherwise wait for the
    garbage collector, which may close them on any thread.
    """
    link: BaseException | None = error
    seen = set[int]()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        traceback.clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__


def _discard(_: str) -> None:
    """Ignore a piece of text."""


def run_in_background(start: Callable[[], Coroutine[Any, Any, Any]]) -> None:
    """Run a coroutine without waiting for it, because a finaliser that closes a client must not."""
    asyncio.run_coroutine_threadsafe(start(), _LOOP.get())
