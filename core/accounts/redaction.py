"""Replaces what identifies a person by placeholders, and puts the words back.

A placeholder is the same for the same words under the same salt, so that it is stable over all
calls of a goal without being stored anywhere. It has 16 bits of a hash, too few to guess from.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from core.accounts.known_numbers import is_card_number, is_phone_number
from core.accounts.own_names import own_name_pattern
from core.accounts.personal_text import PersonalKind, PersonalSpan, find_personal
from core.accounts.streets import HINT, is_street

REPLACED: Mapping[PersonalKind, str] = {
    PersonalKind.KEY: "KEY",
    PersonalKind.EMAIL: "EMAIL",
    PersonalKind.BANK: "IBAN",
    PersonalKind.CARD: "CARD",
    PersonalKind.PHONE: "PHONE",
    PersonalKind.ADDRESS: "ADDRESS",
    PersonalKind.NAME: "NAME",
}
"""The beginning of the placeholder. Other numbers stay: a coach needs them."""

_CHECKED: Mapping[PersonalKind, Callable[[str], bool]] = {
    PersonalKind.CARD: is_card_number,
    PersonalKind.PHONE: is_phone_number,
    PersonalKind.ADDRESS: is_street,
}

_SUSPECT = re.compile(
    r"@|\w{16}|-----BEGIN|[Pp]assword|[Bb]earer|[A-Z]{2}\d\d|\d(?:[ ()./\u00a0-]{0,2}\d){8}"
    r"|[\u00ad\u200b-\u200f\u2060-\u206f\ufeff]"
)
"""A text without any of this or a street is not searched; most have neither."""

_PLACEHOLDER = re.compile(rf"\b(?:{'|'.join(REPLACED.values())})_[0-9A-F]{{4,64}}\b")
_LONGEST = max(map(len, REPLACED.values())) + 1 + 64
_UNSAFE = re.compile(r"[\"\\\x00-\x1f]")
"""Signs that would break a reply in JSON; words with one stay replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A text without what identifies a person."""

    text: str
    words: Mapping[str, str]
    """The words that were replaced, by placeholder."""

    @property
    def summary(self) -> str:
        """Return how many different words of each kind were replaced; "" for none."""
        counts = Counter(placeholder.partition("_")[0] for placeholder in self.words)
        listed = ", ".join(
            f"{counts[name]} {kind}" for kind, name in REPLACED.items() if counts[name]
        )
        return f"{len(self.words)} redacted: {listed}" if listed else ""

    def restore(self, text: str) -> str:
        """Return a reply with the words in their places again."""
        return _PLACEHOLDER.sub(self._word, text) if self.words else text

    def _word(self, found: re.Match[str]) -> str:
        word = self.words.get(found.group())
        return found.group() if word is None or _UNSAFE.search(word) else word


def redact(text: str, *, salt: str, names: Iterable[str] = ()) -> Redacted:
    """Return the text with placeholders in place of what identifies a person.

    `names` are those of the account. Names that a text introduces stay: what finds them takes one
    word in four for a name that is none.
    """
    words: dict[str, str] = {}
    pieces, end = [], 0
    for span in _spans(text, names):
        word = text[span.start : span.end]
        placeholder = _placeholder(REPLACED[span.kind], word, salt, text, words)
        words[placeholder] = word
        pieces += [text[end : span.start], placeholder]
        end = span.end
    return Redacted(text="".join([*pieces, text[end:]]), words=words)


def _spans(text: str, names: Iterable[str]) -> list[PersonalSpan]:
    """Return what is replaced, in order and without overlaps."""
    searched = _SUSPECT.search(text) or HINT.search(text)
    found = [
        span
        for span in (find_personal(text) if searched else ())
        if span.kind is not PersonalKind.NAME
        and _leaves_out(span.kind, text[span.start : span.end])
    ]
    own = own_name_pattern(names)
    for match in own.finditer(text) if own is not None else ():
        start, end = match.span()
        if all(end <= span.start or span.end <= start for span in found):
            found.append(PersonalSpan(start=start, end=end, kind=PersonalKind.NAME))
    return sorted(found, key=lambda span: span.start)


def _leaves_out(kind: PersonalKind, word: str) -> bool:
    """Return whether this is replaced. A number that only looks like one of a person stays."""
    return kind in REPLACED and (kind not in _CHECKED or _CHECKED[kind](word))


def _placeholder(name: str, word: str, salt: str, text: str, words: Mapping[str, str]) -> str:
    """Return the shortest placeholder of a word that no other word has."""
    digest = hashlib.sha256(f"{salt}\n{word}".encode("utf-8", "replace")).hexdigest().upper()
    for length in range(4, len(digest)):
        placeholder = f"{name}_{digest[:length]}"
        known = words.get(placeholder)
        if known == word or (known is None and placeholder not in text):
            return placeholder
    return f"{name}_{digest}"


class RestoringText:
    """Restores a reply that arrives in pieces; what may be half a placeholder waits."""

    def __init__(self, redacted: Redacted) -> None:
        self._redacted = redacted
        self._waiting = ""

    def add(self, piece: str) -> str:
        """Return what can be shown by now."""
        text = self._waiting + piece
        cut = _begin_of_half(text)
        self._waiting = text[cut:]
        return self._redacted.restore(text[:cut])

    def finish(self) -> str:
        """Return the rest."""
        rest, self._waiting = self._waiting, ""
        return self._redacted.restore(rest)


def _begin_of_half(text: str) -> int:
    """Return where the last word begins that may go on as a placeholder; the end if none may."""
    last = re.search(r"\w+\Z", text[-_LONGEST:])
    if last is None:
        return len(text)
    begin = len(text) - len(last.group())
    word = last.group()
    half = any(one.startswith(word) or word.startswith(f"{one}_") for one in REPLACED.values())
    return begin if half else len(text)
