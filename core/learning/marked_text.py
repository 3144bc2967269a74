"""Read texts whose parts are marked with nested square brackets: `[aim run [to 5 km]]`."""

from dataclasses import dataclass

from core.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked part: characters `start` to `end` of the bare text, and how deep it is nested."""

    tag: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    text: str
    marks: tuple[Mark, ...]


def parse_marked_text(marked: str) -> MarkedText:
    """Return the bare text and its marks. Raises ConfigurationError on unmatched brackets."""
    bare: list[str] = []
    open_marks: list[tuple[str, int]] = []
    marks: list[Mark] = []
    at = 0
    while at < len(marked):
        if marked[at] == "[":
            tag, at = _tag_after(marked, at + 1)
            open_marks.append((tag, len(bare)))
            continue
        if marked[at] == "]":
            if not open_marks:
                raise ConfigurationError(f"A bracket is closed that was never opened: {marked!r}.")
            tag, start = open_marks.pop()
            marks.append(Mark(tag=tag, start=start, end=len(bare), depth=len(open_marks)))
        else:
            bare.append(marked[at])
        at += 1
    if open_marks:
        raise ConfigurationError(f"A bracket is never closed: {marked!r}.")
    return MarkedText(
        text="".join(bare), marks=tuple(sorted(marks, key=lambda m: (m.start, m.depth)))
    )


def _tag_after(marked: str, start: int) -> tuple[str, int]:
    """Return the tag that starts at `start`, and where the marked words begin."""
    end = start
    while end < len(marked) and marked[end].isalpha():
        end += 1
    if end == start:
        raise ConfigurationError(f"A mark has no tag: {marked[start - 1 : start + 20]!r}.")
    return marked[start:end], end + (marked[end : end + 1] == " ")
