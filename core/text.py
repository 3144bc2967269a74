"""Make text from people and models safe to store and to show."""

import re
import unicodedata

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL rejects, and lone surrogates, which UTF-8 rejects. Models do send them."""

MAX_MARKS = 6
"""Marks on one letter; Tibetan and pointed Hebrew need up to five."""
_FORMAT = re.compile("[\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
"""Signs without a shape that reorder, hide or split what is read. Unicode UTS 39, UAX 9.

Joiners, which Persian, Indian scripts and emoji need, and marks of direction are not among them.
"""
_FLAG = "\U0001f3f4"
"""Tags behind this flag spell a region, such as Scotland; elsewhere they are hidden text."""


def strip_unstorable(text: str) -> str:
    """Return `text` with a replacement character for each character that no database stores."""
    return _UNSTORABLE.sub("\ufffd", text)


def strip_misleading(text: str) -> str:
    """Return `text` without signs that reorder or hide it, and with few marks on a letter."""
    if text.isascii():
        return text
    visible = text if _FLAG in text else _FORMAT.sub("", text)
    shown, marks = list[str](), 0
    for sign in visible:
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            shown.append(sign)
    return "".join(shown)


def as_read(text: str) -> str:
    """Return `text` as a person reads it: letters in one form, without any sign that has no shape.

    For comparing, not for showing: scripts that need joiners lose them.
    """
    return text if text.isascii() else strip_shapeless(unicodedata.normalize("NFKC", text))


def strip_shapeless(text: str) -> str:
    """Return `text` without the signs that Unicode calls format characters."""
    return text.translate(_SHAPELESS)


_MOST_KNOWN = 20_000
"""Code points remembered: those of all languages in use; a hostile text cannot fill the memory."""


class _Shapeless(dict[int, int | None]):
    """Maps each code point to itself, or to None if it has no shape; grows with what is read.

    `str.translate` looks up what is known in C, which a generator over the signs cannot.
    """

    def __missing__(self, code: int) -> int | None:
        shown = None if unicodedata.category(chr(code)) == "Cf" else code
        if len(self) < _MOST_KNOWN:
            self[code] = shown
        return shown


_SHAPELESS = _Shapeless()
