"""What one whole run of a page reads from the database once, however many sections ask for it.

A fragment that runs alone reads every time. A section that writes in the middle of a page runs the
whole page again, so nothing that was read before the write is drawn after it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("read_in_this_run", default=None)


@contextmanager
def whole_run() -> Iterator[None]:
    """Remember what `once_in_run` functions return until the block ends."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once_in_run(load: Callable[P, R]) -> Callable[P, R]:
    """Call a function once for its arguments inside `whole_run`, and each time outside."""

    @wraps(load)
    def loaded(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _read.get()
        if known is None:
            return load(*args, **kwargs)
        key = (load, args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = load(*args, **kwargs)
        found: R = known[key]
        return found

    return loaded
