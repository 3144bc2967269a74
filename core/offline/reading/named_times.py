"""Months, seasons and holidays by name, "next" and "before" in front, "next year" behind."""

import re
from datetime import date, timedelta

from core.offline.reading.calendar import MONTHS

MONTH = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True)) + "|may"
SEASON = r"spring|summer|autumn|fall|winter"
HOLIDAY = (
    r"christmas|xmas|boxing day|new year(?:'?s)?(?: eve)?|easter|thanksgiving|halloween|"
    r"valentine'?s?(?: day)?|memorial day|labou?r day|independence day|veterans'? day|"
    r"mother'?s day|father'?s day|st\.? patrick'?s(?: day)?"
)
YEAR_ITSELF = (
    r"(?P<itself>(?<=want )|(?<=like )|(?<=make )|(?<=need )|(?<=wish )|(?<=let ))"
    r"(?P<y>20[2-4]\d)(?= (?:to|be|feel|count|matter|better|different|special|"
    r"(?:the|a|my|our) (?:\w+ )?year)\b)"
)
"""A year that is to be something: "make 2027 count"."""
_NEXT_YEAR = re.compile(
    rf"\b(?P<named>{MONTH}|{SEASON}|{HOLIDAY})(?P<of>,? (?:of )?)next year\b", re.IGNORECASE
)

_SOON = timedelta(days=60)
"""A day of this year that is so near is "this Christmas"; "next Christmas" is the one after."""
_BEFORE_A_DAY = re.compile(
    r"(?:before|ahead of|prior to)\b(?!.*(?:\bend\b|:))(?=.*\b\d{1,2}(?:st|nd|rd|th)?\b)",
    re.IGNORECASE,
)


def is_the_one_after(words: str, on: date, today: date) -> bool:
    """Return whether "next Christmas", shortly before one, is the Christmas after it."""
    named = re.search(r"\bnext\b", words, re.IGNORECASE) is not None
    return named and on.year == today.year and on - today <= _SOON


def last_day_of(words: str, on: date) -> date:
    """Return the day before a day that the words say it has to be done before."""
    return on - timedelta(days=1) if _BEFORE_A_DAY.match(words.strip()) else on


def number_next_year(text: str, today: date) -> str:
    """Return the text, of the same length, with "Christmas next year" as "Christmas 2027"."""
    return _NEXT_YEAR.sub(
        lambda match: f"{match['named']}{match['of']}{today.year + 1:<{len('next year')}}", text
    )


def end_of_next_year(text: str, end: int) -> int:
    """Return the end of a phrase in the person's text, whose year may be written "next year"."""
    for written in _NEXT_YEAR.finditer(text):
        if written.start() < end < written.end():
            return written.end()
    return end
