"""Recognise personal data in a text, and replace it by its kind.

What has a form of its own (addresses of mail, phone numbers, cards, keys, bank accounts, streets)
is found by that form, and by its check digits where there are any. A name has no form: it is found
where a sentence introduces it, and where it is known, as that of the account that wrote the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category, is_normalized, normalize

from core.accounts.names_in_text import find_names, name_pattern
from core.accounts.streets import STREET


class PersonalKind(StrEnum):
    """What a piece of personal data is; the value is what stands in its place."""

    EMAIL = "e-mail"
    KEY = "key"
    CARD = "card"
    BANK = "bank account"
    PHONE = "phone"
    ADDRESS = "address"
    NUMBER = "number"
    HANDLE = "account"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSpan:
    """A piece of personal data: the characters `start` to `end` of a text."""

    start: int
    end: int
    kind: PersonalKind


_WITHOUT_WIDTH = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u1680\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0001-\U000e007f]"
)
"""What folding drops or makes a space, and NFKC leaves (the categories Cf and Zs)."""

_NO_DATA = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"  # an id of Rein
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?)?"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d\b"
    r"|[$€£¥] ?\d[\d .,]{0,20}|\b\d{1,3}(?: \d{3}){0,4} 000\b"
)
"""Digits that identify no person: ids, dates, ranges of years, money, and round numbers."""

_PATTERNS = (
    (PersonalKind.EMAIL, re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (
        PersonalKind.KEY,
        re.compile(
            r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[^-]{1,8000}-----END [A-Z ]{0,30}-----)?"
            r"|\b(?:sk|pk|rk)[-_][\w-]{16,200}|\b(?:gh[opsu]|github_pat|glpat|xox[abpr]|rein)[-_]"
            r"[\w-]{16,200}|\bAKIA[A-Z0-9]{16}\b|\bAIza[\w-]{30,45}"
            r"|\beyJ[\w-]{10,2000}\.[\w-]{10,4000}\.[\w-]{10,2000}"
            r"|(?<=[Pp]assword: )\S{4,200}|(?<=[Pp]assword is )\S{4,200}"
            r"|(?<=[Bb]earer )[\w.~+/-]{16,2000}"
        ),
    ),
    (PersonalKind.BANK, re.compile(r"\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")),
    (PersonalKind.CARD, re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")),
    (PersonalKind.ADDRESS, STREET),
    (PersonalKind.PHONE, re.compile(r"(?<![\w.])[+(]{0,2}\d[\d ()./-]{5,21}\d(?![\w-])")),
    (PersonalKind.NUMBER, re.compile(r"\b[A-Z]{1,3}\d{6,10}\b|(?<![\w.,-])\d{9,20}(?![\w-])")),
    (PersonalKind.HANDLE, re.compile(r"(?<![\w@/])@\w{3,30}\b")),
)
"""In the order in which they claim a place: a card is also a long number."""


def find_personal(text: str, *, names: Iterable[str] = ()) -> tuple[PersonalSpan, ...]:
    """Return the personal data of a text by its place, without overlaps.

    `names` are those known beforehand. Characters without a width do not hide anything.
    """
    folded, places = _fold(text)
    taken = bytearray(len(folded))
    for match in _NO_DATA.finditer(folded):
        _claim(match, taken)
    found: list[tuple[int, int, PersonalKind]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            named = _accept(kind, match.group())
            if named is not None and _claim(match, taken):
                found.append((*match.span(), named))
    known = name_pattern((*names, *find_names(folded)))
    for match in known.finditer(folded) if known is not None else ():
        if _claim(match, taken):
            found.append((*match.span(), PersonalKind.NAME))  # noqa: PERF401 - claims as it goes
    return tuple(
        PersonalSpan(start=places[start], end=places[end - 1] + 1, kind=kind)
        for start, end, kind in sorted(found)
    )


def mask_personal(text: str, *, names: Iterable[str] = ()) -> str:
    """Return a text with the kind in brackets in place of each piece of personal data."""
    parts: list[str] = []
    last = 0
    for span in find_personal(text, names=names):
        parts += [text[last : span.start], f"[{span.kind.value}]"]
        last = span.end
    return "".join([*parts, text[last:]]) if parts else text


def _accept(kind: PersonalKind, found: str) -> PersonalKind | None:
    """Return what the text is, or None if its digits say that it only looks like it."""
    digits = re.sub(r"\D", "", found)
    match kind:
        case PersonalKind.CARD:
            return kind if _has_luhn(digits) else None
        case PersonalKind.BANK:
            return kind if _has_mod_97(found.replace(" ", "")) else None
        case PersonalKind.PHONE:
            return _accept_phone(found.strip(), digits)
        case _:
            return kind


def _accept_phone(found: str, digits: str) -> PersonalKind | None:
    if not 7 <= len(digits) <= 15:
        return None
    is_phone = found.startswith(("+", "(", "0")) or len(digits) == 10
    grouped = found != digits and re.search(r"\d{3,}", found) is not None
    if not is_phone and not grouped:
        return None
    return PersonalKind.PHONE if is_phone else PersonalKind.NUMBER


def _has_luhn(digits: str) -> bool:
    """Tell whether the check digit of a card is right (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0


def _has_mod_97(account: str) -> bool:
    """Tell whether the check digits of a bank account are right (ISO 13616)."""
    moved = account[4:] + account[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def _claim(match: re.Match[str], taken: bytearray) -> bool:
    """Mark the characters of a match as taken; return False if one of them was."""
    start, end = match.span()
    if any(taken[start:end]):
        return False
    taken[start:end] = b"\x01" * (end - start)
    return True


def _fold(text: str) -> tuple[str, list[int] | range]:
    """Return the text with plain letters and digits, and the place of each in the original."""
    if text.isascii() or (is_normalized("NFKC", text) and not _WITHOUT_WIDTH.search(text)):
        return text, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter == "\xa0" or category(letter) == "Zs":
            plain = " "
        elif category(letter) == "Cf":
            continue
        else:
            plain = normalize("NFKC", letter)
        letters += plain
        places += [place] * len(plain)
    return "".join(letters), places
