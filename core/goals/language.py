"""Whether a text is English, so that rules made of English words leave other languages alone."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    """
    the and of for with without your you yours my mine i it its if then when where which who what
    how this that these those from into by not are was were been have has had would should could
    can each every after before until while because than them they their there here next any some
    more most only about over under out up off again until it's don't i'll i'm you'll
    """.split()
)
"""Words that hold an English sentence together and that other languages rarely share."""
_ENGLISH_SHARE = 0.06
_ENOUGH_WORDS = 12
"""A text with fewer different words says too little about its language without function words."""
ENGLISH, OTHER = "english", "other"
LANGUAGES = (ENGLISH, OTHER)
"""What is stored as the language of a goal."""


def is_english(*texts: str) -> bool:
    """Return whether the texts together are English; a few plain words count as English."""
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    if not words:
        return True
    share = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        return True
    return len(set(words)) < _ENOUGH_WORDS and _is_ascii(words)


def language_of(text: str) -> str:
    """Return ENGLISH or OTHER."""
    return ENGLISH if is_english(text) else OTHER


def _is_ascii(words: Iterable[str]) -> bool:
    return all(word.isascii() for word in words)
