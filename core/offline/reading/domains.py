"""Recognise the domain of a goal by the weighted words of each playbook."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Span

_STRONG_WEIGHT, _WEAK_WEIGHT, _MIN_SCORE = 3, 1, 2
_CACHED_TEXTS = 512
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
"""A capital of a written word; \\W and the like are none."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Letter by letter, so that places stay the same; lower() makes two letters of some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _DomainPatterns:
    """The compiled words of one playbook; None if it lists no words of that strength."""

    domain: str
    strong: re.Pattern[str] | None
    weak: re.Pattern[str] | None
    never: re.Pattern[str] | None


class DomainRecogniser:
    """Recognises the domain of a text by the words of the playbooks it was built from."""

    def __init__(self, playbooks: Iterable[Playbook]) -> None:
        self._patterns = tuple(
            _DomainPatterns(
                domain=playbook.name,
                strong=_word_pattern(playbook.recognise.strong),
                weak=_word_pattern(playbook.recognise.weak),
                never=_word_pattern(playbook.recognise.never),
            )
            for playbook in playbooks
            if playbook.name != GENERAL
        )
        self._recognised = lru_cache(maxsize=_CACHED_TEXTS)(self._recognise)

    def recognise(self, text: str) -> tuple[str, Span | None]:
        """Return the domain of a text and the matched words, or the general domain and None.

        Cached, because every stage asks for the same texts.
        """
        return self._recognised(text)

    def _recognise(self, text: str) -> tuple[str, Span | None]:
        best: tuple[float, str, Span | None] = (0.0, GENERAL, None)
        small = text.translate(_SMALL)
        for patterns in self._patterns:
            if patterns.never is not None and patterns.never.search(small):
                continue
            score, span = _score_words(text, small, patterns)
            if score > best[0]:
                best = (score, patterns.domain, span)
        return (best[1], best[2]) if best[0] >= _MIN_SCORE else (GENERAL, None)


def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the pattern of words, for a text in small letters: half the time of any letters."""
    if not words:
        return None
    small = _CAPITAL.sub(lambda m: m.group().lower(), "|".join(words))
    return re.compile(rf"\b(?:{small})\b")


def _score_words(text: str, small: str, patterns: _DomainPatterns) -> tuple[float, Span | None]:
    """Score the distinct words that match; an earlier first match scores slightly higher.

    `small` is the text in small letters, letter by letter.
    """
    score, first = 0.0, None
    for pattern, weight in ((patterns.strong, _STRONG_WEIGHT), (patterns.weak, _WEAK_WEIGHT)):
        if pattern is None:
            continue
        found = list(pattern.finditer(small))
        score += weight * len({m.group() for m in found})
        if found and first is None:
            first = found[0]
    if first is None:
        return 0.0, None
    span = Span(start=first.start(), end=first.end(), text=text[first.start() : first.end()])
    return score + 0.9 * (1 - first.start() / (len(text) + 1)), span
