"""Find every mention of a time in a text: weekdays, parts of the day, clock spans, lengths."""

import re
from collections.abc import Iterator

from core.offline.reading.facts import Span
from core.offline.reading.numbers import NUMBER, NUMBER_OR_ARTICLE, parse_number
from core.offline.reading.roles.slots.slot_times import WEEK
from core.offline.reading.times.day_mentions import day_mentions
from core.offline.reading.times.time_cues import ROUTINE
from core.offline.reading.times.time_mention import TimeKind, TimeMention
from core.offline.reading.times.time_patterns import CLOCK, DAYS, LENGTH, NAME, PART

_PARTS = re.compile(rf"\b(?:(?:the|my|each|every|most|in the|early) )?{PART}\b", re.IGNORECASE)
_EACH_PART = re.compile(r"(?:each|every|most)\b", re.IGNORECASE)
_ONE_PART = re.compile(
    r"\b(?:this|that|last|one|an?|per|tomorrow|good|between|before|after|until) (?:\w+ )?$",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:^|[.,;:&]|\b(?:do|free|have|in|on|at|and|or|only|also|my|early|late|use|most|"
    r"weekday))\W*$",
    re.IGNORECASE,
)
"""In front of a bare "mornings" that is a time of the week."""
_DAY_BEHIND = re.compile(
    r" (?:in the|on|every|each|mon|tue|wed|thu|fri|sat|sun|week)", re.IGNORECASE
)
_FROM = re.compile(r"(?:\b(?:from|between|at|is|are)|[,(])\s?$|^\W*$", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_LOWER = re.compile(rf"\b(?P<n>{NUMBER_OR_ARTICLE}) ?(?:-|–|to|or) ?$", re.IGNORECASE)
_BARE_LENGTH = re.compile(rf"\b(?:and|plus|,) (?P<n>{NUMBER}) (?=on {NAME}\b)", re.IGNORECASE)
_A_WAY = re.compile(r"['’]?s?[ -](?:drive|journey|flight|trip|away)\b", re.IGNORECASE)
"""Behind a length that says how far a place is."""
_USED = re.compile(rf"\buse (?P<n>{NUMBER}) of (?:it|them|those|that)\b", re.IGNORECASE)
_COUNT = re.compile(
    rf"\b(?:(?P<word>once|twice|thrice)|(?P<n>{NUMBER}) ?(?:x|×|times?|days?|nights?|mornings?|"
    r"evenings?|sessions?)) ?(?:a|per|each|every|/|out of the) ?week\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:every|each) (?P<n>(?:other|second|third|fourth|couple(?: of)?|two|three|four|\d{1,2}) )?"
    r"(?P<unit>weeks?|fortnight|months?)\b|\b(?P<adverb>weekly|fortnightly|monthly)\b",
    re.IGNORECASE,
)
_NTH = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "couple": 2.0}
_DAILY = re.compile(r"\b(?:(?:a|per|each|every) day|daily|a night|nightly)\b", re.IGNORECASE)
_WORDS = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_HALF_DAY = 720


def time_mentions(text: str) -> tuple[TimeMention, ...]:
    """Return the mentions of times in a text, in its order; none overlaps another."""
    found: list[TimeMention] = []
    clocks, counts, lengths = _clocks(text), _counts(text), _lengths(text)
    parts = (*_parts(text), *_routines(text))
    for mention in (*day_mentions(text), *clocks, *counts, *lengths, *parts):
        if all(m.span.end <= mention.span.start or mention.span.end <= m.span.start for m in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _parts(text: str) -> Iterator[TimeMention]:
    for match in _PARTS.finditer(text):
        every = _EACH_PART.match(match.group())
        before = text[: match.start()]
        bare = match.group().lower().endswith("s") or "lunch" in match.group().lower()
        if not _ONE_PART.search(before) and (every or (bare and _PLACED.search(before))):
            yield TimeMention(
                kind=TimeKind.PART, span=_span(match), days=WEEK if every is not None else ()
            )


def _routines(text: str) -> Iterator[TimeMention]:
    """Yield the parts of the day behind a length: "half an hour before work"."""
    for length in LENGTH.finditer(text):
        match = ROUTINE.match(text, length.end())
        if match is not None:
            days = WEEK[:5] if match["work"] else WEEK
            yield TimeMention(kind=TimeKind.PART, span=_span(match), days=days, routine=True)


def _clocks(text: str) -> Iterator[TimeMention]:
    for match in CLOCK.finditer(text):
        start = _minute(match, "a", match["bap"] if not match["aap"] else match["aap"])
        end = _minute(match, "b", match["bap"])
        if start is None or end is None or not _is_clock(text, match):
            continue
        length = (end - start) % _HALF_DAY or _HALF_DAY
        yield TimeMention(
            kind=TimeKind.CLOCK, span=_span(match), minutes=float(length), ends_at=float(end)
        )


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Return whether two numbers are times: by a mark of their own, or by the words before them."""
    if any(match[name] for name in ("am", "bm", "aap", "bap")):
        return True
    if re.search(r"\band\b", match.group()) and not re.search(
        r"\bbetween $", text[: match.start()]
    ):
        return False
    before = text[: match.start()]
    days = [m.end() for m in (*DAYS.finditer(before), *_PARTS.finditer(before))]
    near = bool(days) and _ONLY.sub("", text[max(days) : match.start()]).strip(" ,:(") == ""
    after = _DAY_BEHIND.match(text, match.end())
    return near or after is not None or _FROM.search(before[-12:]) is not None


def _minute(match: re.Match[str], name: str, half: str | None) -> int | None:
    hour, minute = int(match[name]), int(match[f"{name}m"] or 0)
    if hour > 24 or minute > 59:
        return None
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half.lower() == "p")
    return hour * 60 + minute


def _lengths(text: str) -> Iterator[TimeMention]:
    each = 60.0
    for match in sorted(
        (*LENGTH.finditer(text), *_BARE_LENGTH.finditer(text), *_USED.finditer(text)),
        key=lambda m: m.start(),
    ):
        groups = match.groupdict()
        if _A_WAY.match(text, match.end()):
            continue
        if groups.get("unit"):
            each = 60.0 if groups["unit"].lower().startswith("h") else 1.0
        lower = _LOWER.search(text[: match.start()]) if groups.get("unit") else None
        number = match["n"] if lower is None else lower["n"]
        minutes = (parse_number(number) + 0.5 * bool(groups.get("half"))) * each
        yield TimeMention(kind=TimeKind.LENGTH, span=_span(match), minutes=minutes)


def _counts(text: str) -> Iterator[TimeMention]:
    for match in _COUNT.finditer(text):
        count = _WORDS.get((match["word"] or "").lower()) or parse_number(match["n"])
        yield TimeMention(kind=TimeKind.COUNT, span=_span(match), count=count)
    for match in _EVERY.finditer(text):
        word = (match["n"] or "1").split()[0].lower()
        weeks = {"f": 2.0, "m": 4.3}.get((match["unit"] or match["adverb"])[0].lower(), 1.0)
        yield TimeMention(
            kind=TimeKind.COUNT,
            span=_span(match),
            count=1 / (weeks * max(1.0, _NTH.get(word) or parse_number(word))),
        )
    for match in _DAILY.finditer(text):
        yield TimeMention(kind=TimeKind.DAILY, span=_span(match), count=7.0)


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), text=match.group())
