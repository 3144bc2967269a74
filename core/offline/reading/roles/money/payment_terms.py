"""Read what a text says of its payments: from when, on which day, what comes once, which rate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.payments import ExtraSum, PaymentTerms
from core.offline.reading.calendar import (
    MONTHS,
    holiday,
    last_of_month,
    nearest_day,
    start_of_named_month,
)
from core.offline.reading.facts import Span
from core.offline.reading.named_times import HOLIDAY, MONTH
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.money.payments import plain_sums

_MIDDLE, _MONTHS_A_YEAR, _MOST_RATE = 15, 12, 100.0
_DAY = (
    r"(?:(?:the )?(?P<part>beginning|start|middle|end) of )?"
    r"(?:(?:the )?(?P<before>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?"
    rf"(?P<month>{MONTH})\b"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?(?![\d.,%:]))?(?:,? (?P<year>20\d\d)\b)?"
)
_FROM = re.compile(
    r"\b(?:from|starting(?: from| in| on| with)?|beginning(?: in| on| with)?|as of|"
    r"start(?:s|ed)? (?:in|on)|not (?:before|until|till)|(?:only|earliest) (?:from|in)|"
    r"first (?:payment|instal\w+|transfer)(?: is| comes| goes)? (?:out )?(?:in|on))"
    rf"(?: on| in)? (?:{_DAY}|(?P<next>next month)|(?P<new>(?:the )?new year\b))"
    rf"|\bafter (?P<holiday>{HOLIDAY})\b",
    re.IGNORECASE,
)
_OTHER = r"times|hours?|minutes?|sessions?|days?|km|miles|pages|runs"
_PAYS = re.compile(
    r"\b(?:pay|put|save|spare|afford|transfer|send|lay|set|instal\w+|payments?)\b|"
    rf"\d ?(?:[$€£]|(?!{_OTHER})[a-z]+)? ?(?:a|per|each|every) (?:month|week)",
    re.IGNORECASE,
)
_PAYDAY = re.compile(
    r"\b(?:pay ?day|(?:get|getting|am|are|is|gets|be) paid|salary|wages?|pay|pension|money|"
    r"standing order)\b[^.;!?\d]{0,30}\b(?:on|is|around|by|always) (?:the )?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?!each|every|the month)[a-z]{3,9}\b)|"
    r"(?P<last>last (?:\w+ )?(?:day )?of (?:the|each|every) month))",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:bonus|refund|rebate|windfall|inherit\w*|gift|present|back ?pay|holiday pay|"
    r"1[34]th|thirteenth|severance|pay-?out|one[- ]off|once|lump|plus|get|gets|comes?|coming|"
    r"receive|gives?|giving|sell|selling|owes?|back)\b",
    re.IGNORECASE,
)
_LENT = re.compile(r"\b(?:lent|loaned|borrowed|i owe|we owe)\b", re.IGNORECASE)
"""What is owed does not come in: "my mum lent us 3,500, she needs it back by August"."""
_WHEN = re.compile(rf"\b(?:in|on|at|by|around|next|every|each|this) {_DAY}", re.IGNORECASE)
_NEAR = 60
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?!\d)")
_RATE = re.compile(rf"(?P<n>{NUMBER}) ?(?:%|per ?cent\b)(?P<then>[^.;!?\d]{{0,16}})", re.IGNORECASE)
_OF_INTEREST = re.compile(
    r"\b(?:apr|interest|p\.?a|a year|per year|yearly|a month)\b", re.IGNORECASE
)
_BEFORE_RATE = re.compile(
    r"\b(?:at|interest|apr|rates?|around|about|charges?|of|from|to|and)(?: \w+)? ?$", re.IGNORECASE
)
_A_SHARE = re.compile(r"^ ?(?:of|off|more|less|deposit|down)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTerms:
    """The terms of a text's payments, and the words of the days that are among them."""

    terms: PaymentTerms
    days: tuple[Span, ...] = ()


def read_payment_terms(text: str, *, today: date) -> ReadTerms:
    """Return the terms that a text names for its payments; most texts name none."""
    first = next(_starts(text, today), None)
    payday = _PAYDAY.search(text)
    extras = list(_extras(text, today))
    number = 31 if payday and payday["last"] else int(payday["day"]) if payday else None
    spans = [*([first[1]] if first else []), *([_span(payday)] if payday else [])]
    return ReadTerms(
        terms=PaymentTerms(
            first=first[0] if first else None,
            payday=number if number is not None and 1 <= number <= 31 else None,
            extras=tuple(extra for extra, _ in extras),
            yearly_rate=max(_rates(text), default=0.0),
        ),
        days=(*spans, *(span for _, span in extras)),
    )


def same_sentence(text: str, one: Span, other: Span) -> bool:
    """Return whether two parts of a text stand in one sentence."""
    start, end = _bounds(text, one.start)
    return start <= other.start < end


def _starts(text: str, today: date) -> Iterator[tuple[date, Span]]:
    """Yield the days from which a sentence about payments says that they can be made."""
    for match in _FROM.finditer(text):
        if not _PAYS.search(_sentence(text, match.start())):
            continue
        day = _first_day(match, today)
        if day is not None and day > today:
            yield day, _span(match)


def _first_day(match: re.Match[str], today: date) -> date | None:
    if match["holiday"]:
        day = holiday(match["holiday"].lower(), None, today=today)
        return None if day is None else day + timedelta(days=1)
    if match["new"]:
        return date(today.year + 1, 1, 1)
    if match["next"]:
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _day(match, today, in_month=1)


def _day(match: re.Match[str], today: date, *, in_month: int) -> date | None:
    """Return the next such day; a month without one has it on `in_month`."""
    year = int(match["year"]) if match["year"] else None
    first = start_of_named_month(MONTHS[match["month"].lower()], year, today=today)
    number = match["before"] or match["after"]
    if number is not None:
        return nearest_day(first.year, first.month, int(number))
    if match["part"] == "end":
        return last_of_month(first.year, first.month)
    return first.replace(day=_MIDDLE if match["part"] == "middle" else in_month)


def _extras(text: str, today: date) -> Iterator[tuple[ExtraSum, Span]]:
    """Yield the sums that come once on a day: "plus my bonus of 2,000 in April"."""
    for amount in plain_sums(text):
        start, end = _bounds(text, amount.span.start)
        before = _DIGIT.split(text[start : amount.span.start])[-1][-_NEAR:]
        low = amount.span.start - len(before)
        behind = text[amount.span.end : min(end, amount.span.end + _NEAR)]
        if _LENT.search(before) or not (
            _COMES.search(before) or _COMES.search(_DIGIT.split(behind)[0])
        ):
            continue
        found = _WHEN.search(text, amount.span.end, amount.span.end + len(behind))
        if found is None or _has_number(text[amount.span.end : found.start()]):
            found = _WHEN.search(text, low, amount.span.start)
        day = None if found is None else _day(found, today, in_month=_MIDDLE)
        if found is not None and day is not None:
            yield ExtraSum(amount=amount.value, on=day), _span(found)


def _has_number(text: str) -> bool:
    """Return whether another number stands between a sum and a day, which is that number's."""
    return _DIGIT.search(text) is not None


def _rates(text: str) -> Iterator[float]:
    """Yield the rates of interest in percent a year; a share of something is none."""
    for match in _RATE.finditer(text):
        of_interest = _OF_INTEREST.search(match["then"])
        if _A_SHARE.match(match["then"]):
            continue
        if not of_interest and not _BEFORE_RATE.search(text[: match.start()]):
            continue
        monthly = "a month" in match["then"].lower()
        rate = parse_number(match["n"]) * (_MONTHS_A_YEAR if monthly else 1)
        if 0 < rate <= _MOST_RATE:
            yield rate


def _sentence(text: str, at: int) -> str:
    start, end = _bounds(text, at)
    return text[start:end]


def _bounds(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    return start, min((end for end in ends if end > at), default=len(text))


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), text=match.group())
