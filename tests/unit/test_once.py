"""Threads that ask at the same time get one object, and the work for it is done once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

from core.once import once

THREADS = 8


def test_threads_that_ask_at_once_load_once() -> None:
    together, lock = Barrier(THREADS), Lock()
    loads: list[str] = []

    @once
    def load(name: str, *, size: int = 1) -> object:
        with lock:
            loads.append(f"{name} {size}")
        return object()

    def ask(_: int) -> object:
        together.wait()
        return load("a", size=2)

    with ThreadPoolExecutor(THREADS) as pool:
        found = set(pool.map(ask, range(THREADS)))

    assert len(found) == 1
    assert loads == ["a 2"]
    assert load("b") not in found, "other arguments are loaded on their own"


def test_a_load_that_failed_is_tried_again() -> None:
    answers = iter([ValueError("no file"), "model"])

    @once
    def load() -> str:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    failed = False
    try:
        load()
    except ValueError:
        failed = True
    assert failed
    assert load() == "model"
