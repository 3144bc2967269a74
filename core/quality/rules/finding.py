"""What a rule of the offline scorer finds for one rubric item."""

import re
from dataclasses import dataclass

from core.quality.concreteness import concrete_words

_STEM = 5
"""Letters compared, without a last “s”: “rain” matches “rains”, “finish” matches “finished”."""
_WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer with its quotes; `yes` is None if the rules cannot know or nothing was asked."""

    yes: bool | None
    evidence: str = ""
    asked: str = ""
    confidence: float = 1.0
    note: str = ""


NOTHING_ASKED = "The person said nothing about it, so there is nothing to compare."


def unknown(note: str) -> Finding:
    """Return the finding that the rules cannot answer, with the reason."""
    return Finding(yes=None, note=note)


def not_asked() -> Finding:
    """Return the finding of an item of fit that has nothing to compare with."""
    return unknown(NOTHING_ASKED)


def quoted(evidence: str, *, asked: str = "", confidence: float = 1.0, note: str = "") -> Finding:
    """Return a yes with its quote, or a no if there is nothing to quote."""
    return Finding(
        yes=bool(evidence), evidence=evidence, asked=asked, confidence=confidence, note=note
    )


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that name concrete things or actions."""
    return frozenset(_stem(word) for word in concrete_words(text))


def all_stems(text: str) -> frozenset[str]:
    """Return the stems of all words of three letters and more."""
    return frozenset(_stem(word) for word in _WORD.findall(text))


def _stem(word: str) -> str:
    return word.lower()[:_STEM].rstrip("s")


def shared_line(wanted: frozenset[str], lines: list[str]) -> tuple[float, str]:
    """Return the share of `wanted` stems that occur in `lines`, and the line with most of them."""
    if not wanted or not lines:
        return 0.0, ""
    found = frozenset().union(*(wanted & all_stems(line) for line in lines))
    best = max(lines, key=lambda line: len(wanted & all_stems(line)))
    return len(found) / len(wanted), best if wanted & all_stems(best) else ""
