"""Threads of the API.

The API has a bounded thread pool: a database that does not answer can neither block the event
loop, which serves every page, nor use up the threads that the pages need.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="api")


async def run_on_worker(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return the result of a function that ran on a thread of the API."""
    work = partial(function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(WORKERS, work)
