"""Recognise the domain of a goal by the weighted words of each playbook."""

import re
from functools import cache

from core.offline.playbooks.playbook import load_playbooks
from core.offline.reading.facts import Span

GENERAL = "general"
_STRONG_WEIGHT, _WEAK_WEIGHT, _MIN_SCORE = 3, 1, 2


def _word_pattern(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) if patterns else None


@cache
def _recognisers() -> tuple[
    tuple[str, re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None], ...
]:
    return tuple(
        (
            name,
            _word_pattern(playbook.recognise.strong),
            _word_pattern(playbook.recognise.weak),
            _word_pattern(playbook.recognise.never),
        )
        for name, playbook in load_playbooks().items()
        if name != GENERAL
    )


def recognise_domain(text: str) -> tuple[str, Span | None]:
    """Return the domain of a text and the matched words, or the general domain and None."""
    best: tuple[float, str, Span | None] = (0.0, GENERAL, None)
    for name, strong, weak, never in _recognisers():
        if never is not None and never.search(text):
            continue
        score, span = _score_words(text, strong, weak)
        if score > best[0]:
            best = (score, name, span)
    return (best[1], best[2]) if best[0] >= _MIN_SCORE else (GENERAL, None)


def _score_words(
    text: str, strong: re.Pattern[str] | None, weak: re.Pattern[str] | None
) -> tuple[float, Span | None]:
    """Score the distinct words that match; an earlier first match scores slightly higher."""
    score, first = 0.0, None
    for pattern, weight in ((strong, _STRONG_WEIGHT), (weak, _WEAK_WEIGHT)):
        if pattern is None:
            continue
        found = list(pattern.finditer(text))
        score += weight * len({m.group().lower() for m in found})
        if found and (first is None or (weight == _STRONG_WEIGHT)):
            first = found[0] if first is None else first
    if first is None:
        return 0.0, None
    return score + 0.9 * (1 - first.start() / (len(text) + 1)), Span(
        start=first.start(), end=first.end(), text=first.group()
    )
