"""Text of people and models in mails: one line, with nothing that changes the text around it."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Invisible characters that scripts and emoji need; others may turn or hide what follows."""


def to_line(text: str, *, limit: int | None = None) -> str:
    """Return a text on one line, without control and direction characters, cut at a word."""
    line = " ".join("".join(map(_visible, text)).split())
    if limit is None or len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,.;:')}…"


def _visible(character: str) -> str:
    if character in _JOINERS:
        return character
    category = unicodedata.category(character)
    if category in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    return " " if category in {"Cc", "Zl", "Zp"} else character
