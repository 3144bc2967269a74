"""The amounts of one noun in a text: the whole, what is there already, and what one session adds.

"312 pages, 95 done, 2 pages an evening": three numbers of one noun can only be these three. What
is done stands with words of doing or having, what a session adds beside a rhythm, and the whole is
the largest number that is left.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.units import CURRENCIES

_TIMES = (
    r"(?:day|night|evening|morning|afternoon|week|weekday|workday|weekend|month|session|sitting|"
    r"lunch ?break|commute|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?"
)
_NO_NOUN = frozenset(
    "a an the of and or to in on at by for from with per each every is are was were be by than "
    "euro euros dollars pounds percent minutes min mins hours hour hrs h km kg days day weeks week "
    "months month years year yrs times nights people kids percent miles metres meters kilos".split()
) | set(CURRENCIES)
_AMOUNT = re.compile(
    rf"(?P<page>\b(?:on|at|from|up to|reached) page )?(?<![\w.,:/€$£-])(?P<n>{NUMBER})"
    rf"(?![\d:/%]|[.,]\d|(?:st|nd|rd|th)\b)(?: (?:new|more|full|whole|good|handwritten))?"
    rf"(?:[ -](?P<noun>[a-z]+(?:-[a-z]+)?))?",
    re.IGNORECASE,
)
_DONE_AFTER = re.compile(
    r"^(?: of (?:them|it|those|these|which))?,? (?:are |is |were |have been )?(?:already |now )?"
    r"(?:done|finished|written|read|translated|sorted|scanned|recorded|edited|ready|complete[d]?|"
    r"learn(?:t|ed)|made|built|so far|already|behind me|in the bag)\b",
    re.IGNORECASE,
)
_DONE_BEFORE = re.compile(
    r"\b(?:i['’]?ve (?:got|done|written|read|made|finished|already)|i have|(?:have|has|had) got|"
    r"got|have|wrote|(?:i['’]?m|am|now|currently) (?:at|on|up to)|already|so far|done|finished|"
    r"written|read)(?: (?:about|around|roughly|some|nearly|almost|now|already|only|just|on))* $",
    re.IGNORECASE,
)
_EACH_TIME = re.compile(
    rf"^(?: [a-z]+){{0,4}}?,? ?(?:\b(?:a|an|per|each|every|most|on)\b|/) ?(?:\w+ )?{_TIMES}\b|"
    r"^ (?:daily|nightly|weekly|at (?:a time|night)|when it goes well|on a good day)\b",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(
    rf"\b(?:each|every) (?:\w+ )?{_TIMES}[^.;!?\d]{{0,20}} $|"
    rf"\b(?:weekdays|workdays|weekends|mornings|evenings)(?: only)?, (?:about|around|roughly) $",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"^(?: [a-z]+){0,3}? ?(?:(?:a|per|each|every|/) ?week(?!day|end)\b|weekly\b)", re.IGNORECASE
)


class Part(StrEnum):
    """What an amount is of the whole."""

    WHOLE = "whole"
    DONE = "done"
    EACH = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedAmount:
    """A number of a noun, and what it is of the whole."""

    value: float
    part: Part
    start: int
    end: int
    noun: str = ""
    """The noun beside the number; "" if it stands alone, as in "95 done"."""
    weekly: bool = False
    """Whether it is done in a week rather than in a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The amounts of one noun: none of the three is more than the whole."""

    noun: str
    whole: CountedAmount
    done: CountedAmount | None
    each: CountedAmount | None


def counted_in(text: str, nouns: Iterable[str] = ()) -> Counted | None:
    """Return the amounts of the noun that has a whole and a part of it, or None.

    Of several nouns the one with a whole, a stock and a pace comes first; `nouns` are preferred.
    """
    amounts = tuple(_amounts(text))
    known = dict.fromkeys((*nouns, *(amount.noun for amount in amounts if amount.noun)))
    found = [each for noun in known if (each := _of(noun, amounts)) is not None]
    return max(found, key=_parts, default=None)


def _parts(counted: Counted) -> int:
    return (counted.done is not None) + 2 * (counted.each is not None)


def _of(noun: str, amounts: tuple[CountedAmount, ...]) -> Counted | None:
    if not any(_same(amount.noun, noun) for amount in amounts):
        return None
    own = [amount for amount in amounts if not amount.noun or _same(amount.noun, noun)]
    each = next((a for a in own if a.part == Part.EACH and _same(a.noun, noun)), None)
    wholes = [a for a in own if a.part == Part.WHOLE]
    whole = max(wholes, key=lambda amount: amount.value, default=None)
    if whole is None:
        return None
    done = next((a for a in own if a.part == Part.DONE and a.value < whole.value), None)
    if done is None and (each is None or not whole.noun):
        return None
    if not whole.noun and done is not None and done.value * _ALIKE < whole.value:
        return None
    if each is not None and each.value * _LEAST_SESSIONS > whole.value:
        return None
    return Counted(noun=noun, whole=whole, done=done, each=each)


_ALIKE = 20
"""A lone number that is further from what is done counts something else: 85k, not 3 chapters."""
_LEAST_SESSIONS = 2


def _same(one: str, other: str) -> bool:
    return bool(one) and one.lower().removesuffix("s") == other.lower().removesuffix("s")


def _amounts(text: str) -> Iterator[CountedAmount]:
    for match in _AMOUNT.finditer(text):
        noun = (match["noun"] or "").lower()
        is_noun = noun.endswith("s") and noun not in _NO_NOUN and len(noun) > len("abc")
        end = match.end() if is_noun else match.end("n")
        before, after = text[: match.start()], text[end:]
        own = "pages" if match["page"] else noun if is_noun else ""
        part = _part(own, before, after)
        bare = not own and part != Part.DONE and not match["n"].lower().endswith("k")
        if bare or parse_number(match["n"]) <= 0:
            continue
        yield CountedAmount(
            value=parse_number(match["n"]),
            part=Part.DONE if match["page"] else part,
            start=match.start("n"),
            end=end,
            noun=own,
            weekly=_WEEKLY.match(after) is not None,
        )


def _part(noun: str, before: str, after: str) -> Part:
    if noun and (_EACH_TIME.match(after) or _EACH_BEFORE.search(before)):
        return Part.EACH
    alone = not noun and _DONE_AFTER.match(after)
    if alone or (noun and (_DONE_AFTER.match(after) or _DONE_BEFORE.search(before))):
        return Part.DONE
    return Part.WHOLE
