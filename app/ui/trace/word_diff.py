"""What differs between two texts, word by word.

Lines are compared first and the words of changed lines after, so that two prompts of 20 kB take
milliseconds. Long runs that are the same are cut. The words stand in one column, which reads on a
phone too.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from app.ui.html import join, multiline, one_line

Change = Literal["same", "removed", "added"]

CONTEXT_WORDS = 12
"""Words shown on either side of a change; what is between is counted."""
MAX_WORDS = 6_000
"""Words of changed lines that are compared one by one; the time grows with their square."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_TAGS = {"removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>"), "same": Markup("{}")}


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that both have, or one of them."""

    change: Change
    text: str


def compare(before: str, after: str) -> tuple[Part, ...]:
    """Return the parts that lead from one text to the other, in order."""
    return tuple(
        _merged(_by_lines(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    )


def _by_lines(before: list[str], after: list[str]) -> Iterator[Part]:
    lines = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in lines.get_opcodes():
        old, new = "".join(before[i:i_end]), "".join(after[j:j_end])
        if kind == "equal":
            yield Part("same", old)
        else:
            yield from _by_words(_WORDS.findall(old), _WORDS.findall(new))


def _by_words(before: list[str], after: list[str]) -> Iterator[Part]:
    if len(before) + len(after) > MAX_WORDS:
        yield from (Part("removed", "".join(before)), Part("added", "".join(after)))
        return
    words = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in words.get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(before[i:i_end]))
        else:
            yield Part("removed", "".join(before[i:i_end]))
            yield Part("added", "".join(after[j:j_end]))


def _merged(parts: Iterator[Part]) -> Iterator[Part]:
    """Yield the parts without empty ones, neighbours of one kind as one."""
    last: Part | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None and last.change == part.change:
            last = Part(last.change, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def draw(parts: tuple[Part, ...], *, label: str) -> Markup:
    """Return the parts as HTML, removed words struck through and added ones underlined."""
    if all(part.change == "same" for part in parts):
        return Markup('<p class="rein-note">The same in both.</p>')
    shown = join(
        _TAGS[part.change].format(
            _cut(part.text, first=n == 0, last=n == len(parts) - 1)
            if part.change == "same"
            else multiline(part.text)
        )
        for n, part in enumerate(parts)
    )
    return Markup(
        '<div class="rein-diff" tabindex="0" role="region" aria-label="{}">{}</div>'
    ).format(one_line(label), shown)


def _cut(text: str, *, first: bool, last: bool) -> Markup:
    words = re.findall(r"\s*\S+\s*", text)
    head, tail = 0 if first else CONTEXT_WORDS, 0 if last else CONTEXT_WORDS
    left_out = len(words) - head - tail
    if left_out <= CONTEXT_WORDS:
        return multiline(text)
    return Markup("{} <small>… {:,} words the same …</small> {}").format(
        multiline("".join(words[:head])), left_out, multiline("".join(words[len(words) - tail :]))
    )
