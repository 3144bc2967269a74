"""How many threads the matrix arithmetic of numpy takes."""

from functools import cache


@cache
def use_one_thread() -> None:
    """Make the BLAS library of numpy use one thread in this process, from the first call on.

    Its products here are small, and its threads wait for each other in a loop that keeps a core
    busy. Where several processes share the cores, that costs more time than the threads save.
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - loaded with the first model

    threadpool_limits(limits=1, user_api="blas")
