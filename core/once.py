"""What a process loads once, however many threads ask for it at the same time."""

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def once(load: Callable[P, R]) -> Callable[P, R]:
    """Cache what a function returns for its arguments, and call it once for them.

    functools.cache lets all threads that ask before the first has finished do the same work: two
    dozen at once loaded two gigabytes of models, of which one copy stayed.
    """
    lock = RLock()
    cached = cache(load)

    @wraps(load)
    def loaded(*args: P.args, **kwargs: P.kwargs) -> R:
        with lock:
            return cached(*args, **kwargs)  # type: ignore[arg-type]  # hashable, as for cache

    return loaded
