"""Streams of server-sent events, and every way in which one has been seen to go wrong after it began well."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

PIECE = 12
"""Characters of text in one event."""


class Break(StrEnum):
    """What happens to a stream when half of it has come."""

    CUT = "cut"
    RESET = "reset_in_the_middle"
    ENDED_EARLY = "ended_early"
    ERROR_EVENT = "error_event"
    QUOTA_EVENT = "quota_event"
    STALL = "hang_in_the_middle"
    DRIP = "endless_drip"
    BROKEN_EVENT = "garbage_event"
    NOT_TEXT = "event_that_is_no_text"
    WRONG_SHAPE = "event_of_another_shape"
    REFUSED = "refused_in_the_middle"
    NOTHING = "no_event_at_all"
    SILENT_END = "silent_at_the_end"


class Wire(StrEnum):
    """What a server does beside sending events."""

    CLOSE = "close"
    RESET = "reset"
    WAIT = "wait"
    PAUSE = "pause"


Step = bytes | Wire


def event(data: Any, *, name: str | None = None) -> bytes:
    """Return one event as it stands on the wire; a string is sent as it is, anything else as JSON."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return (f"event: {name}\n" if name else "").encode() + f"data: {text}\n\n".encode()


def pieces(text: str) -> list[str]:
    """Return a text as the pieces it is streamed in."""
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def steps(
    events: Sequence[bytes], break_: Break | None, errors: tuple[bytes, bytes]
) -> Iterator[Step]:
    """Return what the server does; `errors` are this provider's error events, for overload and for a spent quota."""
    if break_ in {None, Break.REFUSED}:
        yield from events
    elif break_ is Break.SILENT_END:
        yield from (*events[:-1], Wire.WAIT)
    elif break_ is not Break.NOTHING:
        yield from events[: len(events) // 2]
        yield from _trouble(events[len(events) // 2 :], break_, errors)


def _trouble(rest: Sequence[bytes], break_: Break, errors: tuple[bytes, bytes]) -> Iterator[Step]:
    match break_:
        case Break.CUT:
            yield Wire.CLOSE
        case Break.RESET:
            yield Wire.RESET
        case Break.STALL:
            yield Wire.WAIT
        case Break.ERROR_EVENT | Break.QUOTA_EVENT:
            yield errors[break_ is Break.QUOTA_EVENT]
        case Break.DRIP:
            for _ in range(300):
                yield from (Wire.PAUSE, rest[0])
        case Break.BROKEN_EVENT | Break.NOT_TEXT | Break.WRONG_SHAPE:
            yield from (_spoiled(rest[0], break_), *rest)


def _spoiled(good: bytes, break_: Break) -> bytes:
    head, mark, data = good.partition(b"data: ")
    if break_ is Break.BROKEN_EVENT:
        return head + mark + data[: len(data) // 2] + b"\n\n"
    return head + mark + (b"\xff\xfe" + data if break_ is Break.NOT_TEXT else b'["surprise"]\n\n')
