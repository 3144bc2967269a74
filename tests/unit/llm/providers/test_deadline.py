"""The deadline: it holds, it leaves nothing running, and it passes on what happened."""

import asyncio
import gc
import threading
import time
import weakref

import pytest

from core.llm.providers.deadline import (
    GRACE_S,
    OnText,
    run_in_background,
    run_with_timeout,
    stream_with_timeout,
)


async def _answer(value: str) -> str:
    await asyncio.sleep(0)
    return value


def test_a_result_comes_through() -> None:
    assert run_with_timeout(1.0, lambda: _answer("yes")) == "yes"


def test_an_error_comes_through_as_it_is() -> None:
    async def fail() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        run_with_timeout(1.0, fail)


def test_a_call_that_hangs_is_cancelled_at_its_deadline() -> None:
    cancelled = asyncio.Event()

    async def hang() -> None:
        try:
            await asyncio.sleep(30)
        finally:
            cancelled.set()

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        run_with_timeout(0.05, hang)

    assert time.monotonic() - began < 2
    assert cancelled.is_set()


def test_closing_is_not_waited_for() -> None:
    closed: list[str] = []

    async def close() -> None:
        closed.append("closed")

    run_in_background(close)

    assert run_with_timeout(1.0, lambda: _answer("after")) == "after"
    assert closed == ["closed"]


def test_text_is_passed_on_in_order_in_the_calling_thread() -> None:
    shown: list[tuple[str, int]] = []

    async def speak(show: OnText) -> str:
        for word in ("one", "two"):
            await asyncio.sleep(0)
            show(word)
        return "done"

    result = stream_with_timeout(
        1.0, speak, lambda word: shown.append((word, threading.get_ident()))
    )

    assert result == "done"
    assert shown == [("one", threading.get_ident()), ("two", threading.get_ident())]


def test_text_from_before_the_deadline_is_still_passed_on() -> None:
    shown: list[str] = []

    async def speak(show: OnText) -> None:
        show("one")
        await asyncio.sleep(30)

    with pytest.raises(TimeoutError):
        stream_with_timeout(0.05, speak, shown.append)

    assert shown == ["one"]


def test_a_call_that_will_not_be_cancelled_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.llm.providers.deadline.GRACE_S", 0.05)
    assert GRACE_S > 1
    freed = threading.Event()

    async def stubborn() -> None:
        while not freed.is_set():
            try:
                await asyncio.sleep(0.02)
            except asyncio.CancelledError:
                continue

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        run_with_timeout(0.05, stubborn)
    took = time.monotonic() - began
    freed.set()

    assert took < GRACE_S


def test_an_error_holds_nothing_that_its_frames_held() -> None:
    class Stream:
        pass

    held: list[weakref.ref[Stream]] = []

    async def fail() -> None:
        stream = Stream()
        held.append(weakref.ref(stream))
        try:
            [].pop()
        except IndexError as error:
            kept = error  # noqa: F841 - as frames of the SDKs refer to their own error
            raise

    gc.disable()
    try:
        with pytest.raises(IndexError):
            run_with_timeout(1.0, fail)
        assert held[0]() is None
    finally:
        gc.enable()
