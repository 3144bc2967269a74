"""Texts that can be set in lines: without control characters, and with places to break."""

import unicodedata

LONGEST_RUN = 28
"""A run of characters without a place to break is given one after this many."""

_BREAK = "\u200b"
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def printable(text: str) -> str:
    """Return a text as it is printed.

    Marks of direction are left out, so that a text cannot turn the line it stands in around; what
    is written from right to left still is. A character that no installed font has is printed as an
    empty box, which happens to Chinese, Japanese, Arabic and Indic scripts on a machine with the
    embedded fonts alone: those have Latin, Greek, Cyrillic and Hebrew.
    """
    shown = ("" if c in _DIRECTIONS else " " if _is_control(c) else c for c in text)
    return " ".join(_with_breaks(word) for word in "".join(shown).split())


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}


def _with_breaks(word: str) -> str:
    """Return a word with places to break, none of them inside a composed character."""
    if len(word) <= LONGEST_RUN:
        return word
    parts, run, before = [], 0, ""
    for character in word:
        composed = character in _JOINERS or before == "\u200d" or unicodedata.combining(character)
        if run >= LONGEST_RUN and not composed and unicodedata.category(character) != "Mc":
            parts.append(_BREAK)
            run = 0
        parts.append(character)
        before, run = character, run + 1
    return "".join(parts)
