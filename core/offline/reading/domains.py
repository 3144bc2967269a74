"""Which domain a goal belongs to: the words of each playbook, weighed, the earliest winning a tie."""

import re
from functools import cache

from core.offline.playbooks.playbook import load_playbooks
from core.offline.reading.facts import Span

GENERAL = "general"
_STRONG, _WEAK, _ENOUGH = 3, 1, 2


def _words(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) if patterns else None


@cache
def _recognisers() -> tuple[
    tuple[str, re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None], ...
]:
    return tuple(
        (
            name,
            _words(book.recognise.strong),
            _words(book.recognise.weak),
            _words(book.recognise.never),
        )
        for name, book in load_playbooks().items()
        if name != GENERAL
    )


def recognise(text: str) -> tuple[str, Span | None]:
    """Return the domain of a text with the words that decided, or the general domain and None."""
    best: tuple[float, str, Span | None] = (0.0, GENERAL, None)
    for name, strong, weak, never in _recognisers():
        if never is not None and never.search(text):
            continue
        score, span = _weigh(text, strong, weak)
        if score > best[0]:
            best = (score, name, span)
    return (best[1], best[2]) if best[0] >= _ENOUGH else (GENERAL, None)


def _weigh(
    text: str, strong: re.Pattern[str] | None, weak: re.Pattern[str] | None
) -> tuple[float, Span | None]:
    """Weigh the distinct words that match; an earlier first word counts a little more."""
    score, first = 0.0, None
    for pattern, weight in ((strong, _STRONG), (weak, _WEAK)):
        if pattern is None:
            continue
        found = list(pattern.finditer(text))
        score += weight * len({m.group().lower() for m in found})
        if found and (first is None or (weight == _STRONG)):
            first = found[0] if first is None else first
    if first is None:
        return 0.0, None
    return score + 0.9 * (1 - first.start() / (len(text) + 1)), Span(
        start=first.start(), end=first.end(), text=first.group()
    )
