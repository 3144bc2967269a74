"""Months, seasons and holidays by name, and "next year" behind them."""

import re
from datetime import date

from core.offline.reading.calendar import MONTHS

MONTH = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True)) + "|may"
SEASON = r"spring|summer|autumn|fall|winter"
HOLIDAY = (
    r"christmas|xmas|boxing day|new year(?:'?s)?(?: eve)?|easter|thanksgiving|halloween|"
    r"valentine'?s?(?: day)?"
)
_NEXT_YEAR = re.compile(
    rf"\b(?P<named>{MONTH}|{SEASON}|{HOLIDAY})(?P<of>,? (?:of )?)next year\b", re.IGNORECASE
)


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
