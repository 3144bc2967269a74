"""How frequent English words are in general, from the order of the encoder's vocabulary.

The vocabulary of bert-base-uncased lists its whole words by frequency. Their shares follow from
their rank by Zipf's law in Mandelbrot's form, p = 0.1 / (rank + 2.7).
"""

from collections.abc import Mapping
from pathlib import Path

from core.once import once

_VOCABULARY = Path(__file__).resolve().parents[2] / "data" / "models" / "encoder" / "vocabulary.txt"
_FIRST = "the"
"""The most frequent word; before it the vocabulary lists single characters and marks."""
_MOST = 3_000
"""Rarer words hardly have a share."""
_TOP_SHARE, _SHIFT = 0.1, 2.7


@once
def load_word_shares() -> Mapping[str, float]:
    """Return the share that each of the most frequent words has of all words of English text."""
    lines = _VOCABULARY.read_text(encoding="utf-8").split("\n")
    words = [word for word in lines[lines.index(_FIRST) :] if not word.startswith("##")]
    return {word: _TOP_SHARE / (rank + _SHIFT) for rank, word in enumerate(words[:_MOST], 1)}


@once
def frequent_words_by_letter() -> dict[str, tuple[str, ...]]:
    """Return the most frequent words by their first letter."""
    words: dict[str, list[str]] = {}
    for word in load_word_shares():
        if word.isalpha() and word.isascii() and len(word) > 1:
            words.setdefault(word[0], []).append(word)
    return {letter: tuple(found) for letter, found in words.items()}
