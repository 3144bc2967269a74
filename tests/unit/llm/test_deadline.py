"""The deadline: it holds, it leaves nothing running, and it passes on what happened."""

import asyncio
import time

import pytest

from core.llm.deadline import soon, within


async def _answer(value: str) -> str:
    await asyncio.sleep(0)
    return value


def test_a_result_comes_through() -> None:
    assert within(1.0, lambda: _answer("yes")) == "yes"


def test_an_error_comes_through_as_it_is() -> None:
    async def fail() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        within(1.0, fail)


def test_a_call_that_hangs_is_cancelled_at_its_deadline() -> None:
    cancelled = asyncio.Event()

    async def hang() -> None:
        try:
            await asyncio.sleep(30)
        finally:
            cancelled.set()

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.05, hang)

    assert time.monotonic() - began < 2
    assert cancelled.is_set()


def test_closing_is_not_waited_for() -> None:
    closed: list[str] = []

    async def close() -> None:
        closed.append("closed")

    soon(close)

    assert within(1.0, lambda: _answer("after")) == "after"
    assert closed == ["closed"]
