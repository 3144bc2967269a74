"""The amounts that a message names, each with its unit and what it is: left, there, a rate."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.offline.chat.question.dates import dates_named
from core.offline.reading.quantities import parse_quantities

_NUMBER = re.compile(
    r"(?<![\w.,:/-])[€$£]?(?P<value>\d{1,3}(?:[,.]\d{3})+|\d+(?:[.,]\d{1,2})?)(?P<kilo> ?k\b)?"
    r"(?!\s*(?:st|nd|rd|th|am|pm|[:/]\d)\b)(?: ?(?P<word>[^\W\d_]+|[€$£%]))?",
    re.IGNORECASE,
)
_PER = re.compile(
    r"^[^\d,.;?!]{0,14}?(?:\b(?:a|per|each|every|in a)|/) ?(?P<per>day|night|week|month)\b|"
    r"^\s*(?:\w+ )?(?P<ly>dai|week|month)ly\b",
    re.IGNORECASE,
)
_NAMES_A_PLACE = re.compile(
    r"\b(?:week|phase|chapter|part|unit|level|no|number|page) $", re.IGNORECASE
)
_LEFT_AFTER = re.compile(
    r"^(?:\W*\w+){0,3}?\W*\b(?:left|to go|remain\w*|missing|still to|(?:is|are) (?:gone|paid))\b",
    re.IGNORECASE,
)
_LEFT_BEFORE = re.compile(r"\b(?:left|remaining|missing|owe|still need|to go)\W+$", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|not|rather than|down from|up from) $", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:get|come|be|am i|are we|be i|reach|hit|make|until i(?: am|['’]m)?|up) (?:to |at )?"
    r"(?:the |my )?$|"
    r"\bwhen\b[^.;?!]{0,30}\b(?:at|to) (?:the |my )?$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"^\W*(?:now )?(?:at|on) $|\b(?:am|['’]?m|is|are|now|already|stand|up) (?:at|on)(?: about)? $|"
    r"\b(?:have|['’]ve(?: got)?|got) (?:now |already |about )?$",
    re.IGNORECASE,
)
_THERE_AFTER = re.compile(r"^(?: \w+){0,3} (?:so far|already|now|done|saved)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\b\d{1,3}[,.]?\d{3}\b")
_DAYS = {"day": 1.0, "night": 1.0, "dai": 1.0, "week": 7.0, "month": 365.25 / 12}
_TIME = frozenset(
    "min mins minute minutes hour hours hr hrs h day days week weeks month months year years "
    "times time years ".split()
)


class Role(StrEnum):
    """What an amount is in its message."""

    NAMED = "named"
    WANTED = "wanted"
    """What shall be reached."""
    LEFT = "left"
    """What is still to do or to pay."""
    THERE = "there"
    """What is there by now."""
    RATE = "rate"
    """What comes each day, week or month."""
    BEFORE = "before"
    """What it was or shall no longer be: "instead of 20"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of a message."""

    value: float
    unit: str
    """The unit as the reader of goals names it; "" if the message names none."""
    role: Role
    days: float = 0.0
    """The days in which a rate comes once."""

    @property
    def a_week(self) -> float:
        """Return what a rate makes in a week."""
        return self.value * 7 / self.days if self.days else 0.0


def amounts_in(text: str, today: date) -> tuple[Amount, ...]:
    """Return the amounts of a text in its order; dates, days and hours are none."""
    dates = [(start, end) for start, end, _ in dates_named(text, today)]
    units = {q.span.start: q for q in parse_quantities(text)}
    found = list[Amount]()
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end("value") :]
        inside = any(a <= match.start("value") < b for a, b in dates)
        word = (match["word"] or "").lower()
        if inside or word in _TIME or _NAMES_A_PLACE.search(before):
            continue
        known = next((q for at, q in units.items() if match.start() <= at < match.end()), None)
        if match["kilo"] and _THOUSANDS.search(text[: match.start()]):
            known = None  # "45,000 now, to get to 80k": thousands of the same
        value = known.value if known is not None else _value(match)
        unit = known.unit if known is not None else ""
        per = _PER.search(after)
        days = _DAYS[(per["per"] or per["ly"]).lower()] if per is not None else 0.0
        role = Role.RATE if days else _role(before, after)
        found.append(Amount(value=value, unit=unit, role=role, days=days))
    return tuple(found)


def _value(match: re.Match[str]) -> float:
    text = match["value"]
    whole = re.sub(r"[,.]", "", text) if re.search(r"[.,]\d{3}$", text) else text
    return float(whole.replace(",", ".")) * (1000 if match["kilo"] else 1)


def _role(before: str, after: str) -> Role:
    if _INSTEAD.search(before):
        return Role.BEFORE
    if _LEFT_AFTER.search(after) or _LEFT_BEFORE.search(before):
        return Role.LEFT
    if _WANTED.search(before):
        return Role.WANTED
    if _THERE.search(before) or _THERE_AFTER.search(after):
        return Role.THERE
    return Role.NAMED
