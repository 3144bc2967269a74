"""Split a text into search terms; the same rules serve what is stored and what is searched for.

The databases' own word rules differ from each other and lose what people look for: they read a run
of Chinese as one word, drop emoji and signs, and treat the two spellings of "é" as different. So
the terms are made here, and the indexes only split them at spaces.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from core.text import strip_shapeless

MAX_TERM_LENGTH = 60
"""In characters; PostgreSQL's index limits a term to 2 kB, and a person types less of a word."""

_UNSPACED = (
    "CJK ",
    "HIRAGANA ",
    "KATAKANA",  # and KATAKANA-HIRAGANA, the long sound mark
    "IDEOGRAPHIC ",
    "BOPOMOFO ",
    "HANGUL ",
    "THAI ",
    "LAO ",
    "KHMER ",
    "MYANMAR ",
    "REGIONAL INDICATOR ",  # pairs of these are flags
)
"""Beginnings of the Unicode names of characters that are written without spaces between words."""
_DROPPED = re.compile("[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]")
"""Accents of European scripts, enclosing marks, and the selectors of an emoji's style."""
_SIGNS = frozenset("%‰#@&§")
"""Signs of numbers and names that Unicode calls punctuation."""
_FIRST_PICTURE = "\u2000"
"""Older symbols, such as ° and ©, are signs; later ones are pictures."""

# The patterns match a string of character classes, one letter for each character of the text:
# d digit, w letter or mark, u letter of a script without spaces, s sign, p picture. Separators of
# digits stand for themselves.
_UNIT = re.compile(
    r"(?P<run>u+)|(?P<picture>p)|(?P<signs>s+)"
    r"|(?P<number>(?<![dw.,'])(?:d{1,3}(?:[.,']ddd)+|d+)(?:[.,]d+)?(?![.,']?d))[dw]*"
    r"|[dw]+"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’]\d{3})+(?!\d)")
_SIGNS_BEFORE = re.compile(r"s+$")
_SIGNS_AFTER = re.compile(r"s{1,8}")
# A sign belongs to a number beside it, also across one space ("50 %", "€ 500"), unless it touches
# another word or number.
_SIGNS_BEFORE_NUMBER = re.compile(r"s+$|(?<![dwups])(?<![dw] )s+ $")
_SIGNS_AFTER_NUMBER = re.compile(r"s{1,8}| s{1,8}(?![dwups])")
_MAX_SIGNS = 8
# A chunk of a text without such a character is read alone: its words are its runs of letters.
_NEEDS_ITS_PLACE = re.compile(r"[^\x00-\x7f]|[0-9$+<=>|~^`#%&@]")
_LETTERS = re.compile("[a-z]+")
_SEPARATORS = {".": ".", ",": ",", "'": "'", "’": "'"}


def normalize(text: str) -> str:
    """Return the text without case, accents, widths and invisible characters."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _DROPPED.sub("", strip_shapeless(folded)))


def terms_to_store(text: str) -> str:
    """Return every term that a search finds the text by, separated by spaces."""
    plain, parts = _split(normalize(text))
    terms = dict.fromkeys(word[:MAX_TERM_LENGTH] for word in _LETTERS.findall(plain))
    for part in parts:
        for unit, before, after in _units(part):
            if _class_of(unit[0]) == "u":
                found: tuple[str, ...] = (*_pairs(unit), unit[-1])
            else:
                found = (unit, before + unit, unit + after, before + unit + after)
            terms |= dict.fromkeys(term[:MAX_TERM_LENGTH] for term in found)
    return " ".join(terms)


def _split(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the chunks of plain words, and the parts that have to be read with their neighbours.

    Reading a reply of 5 kB character by character takes a millisecond; most of it is plain words.
    """
    plain: list[str] = []
    parts: list[str] = []
    part: list[str] = []
    before = ""
    for chunk in text.split(" "):
        if _NEEDS_ITS_PLACE.search(chunk):
            part += [chunk] if part else [before, chunk]
        else:
            plain.append(chunk)
            if part:
                parts.append(" ".join(part))
                part = []
        before = chunk
    if part:
        parts.append(" ".join(part))
    return " ".join(plain), tuple(parts)


def terms_to_find(text: str) -> tuple[str, ...]:
    """Return the terms that a text must all have, each as the beginning of one of its own terms.

    Signs beside a number or word belong to it, so that "50%" does not find "$500". Signs that stand
    alone count only if there is nothing else.
    """
    terms: dict[str, None] = {}
    signs: dict[str, None] = {}
    for unit, before, after in _units(normalize(text)):
        kind = _class_of(unit[0])
        if kind == "u":
            terms |= dict.fromkeys(_pairs(unit) or (unit,))
        elif kind == "s":
            signs[unit[:MAX_TERM_LENGTH]] = None
        else:
            terms[(before + unit + after)[:MAX_TERM_LENGTH]] = None
    return tuple(terms or signs)


def _units(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield words, numbers, signs, pictures and runs, with the signs before and after each."""
    classes = "".join(map(_class_of, text))
    for found in _UNIT.finditer(classes):
        start, end = found.span()
        unit = text[start:end]
        if found["run"] or found["picture"] or found["signs"]:
            yield unit, "", ""
            continue
        if found["number"]:
            unit = _plain_number(unit)
        if "s" not in classes[max(0, start - 2) : start] and "s" not in classes[end : end + 2]:
            yield unit, "", ""
            continue
        starts, ends = classes[start] == "d", classes[end - 1] == "d"
        left = max(0, start - _MAX_SIGNS)
        before = (_SIGNS_BEFORE_NUMBER if starts else _SIGNS_BEFORE).search(classes[left:start])
        after = (_SIGNS_AFTER_NUMBER if ends else _SIGNS_AFTER).match(classes, end)
        yield (
            unit,
            text[left + before.start() : start].strip() if before else "",
            text[end : after.end()].strip() if after else "",
        )


def _plain_number(written: str) -> str:
    """Return a number without marks between thousands and with a point: 2,000.5 is 2000.5."""
    whole = _GROUPED.match(written)
    if whole is None:
        return written.replace(",", ".")
    return re.sub(r"\D", "", whole[0]) + written[whole.end() :].replace(",", ".")


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(first + second for first, second in pairwise(run))


@lru_cache(maxsize=4_096)
def _class_of(character: str) -> str:
    """Return the class of a character, or the character itself if it may be inside a number."""
    category = unicodedata.category(character)
    if category == "So" or category[0] in "LNM":
        if unicodedata.name(character, "").startswith(_UNSPACED):
            return "u"
        if category != "So":
            return "d" if category == "Nd" else "w"
    if character in _SIGNS or category in {"Sc", "Sm"}:
        return "s"
    if category in {"So", "Sk", "Cn", "Co"}:  # Cn: pictures that are newer than this Python
        return "s" if character < _FIRST_PICTURE else "p"
    return _SEPARATORS.get(character, " " if category == "Zs" else "-")
