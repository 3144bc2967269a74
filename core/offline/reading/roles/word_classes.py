"""Classes of words that the rules know: numbers, units, currencies, weekdays, months, periods."""

import re

from core.offline.reading.calendar import MONTHS, SEASON_STARTS, WEEKDAYS
from core.offline.reading.numbers import number_words
from core.offline.reading.units import CURRENCIES, UNITS

_PERIODS = "second minute hour day night evening morning week weekend fortnight month year term"
_RATES = "daily weekly monthly nightly yearly once twice thrice every each per"
_SHORT_PERIODS = {"min": "minute", "hr": "hour", "wk": "week", "mo": "month", "yr": "year"}


def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for words, name in (
        (number_words(), "number"),
        (MONTHS, "month"),
        (WEEKDAYS, "weekday"),
        (SEASON_STARTS, "season"),
        (_RATES.split(), "rate"),
        ((word for word in CURRENCIES), "money"),
    ):
        for word in words:
            found.setdefault(word, []).append(name)
    for word, (_, kind) in UNITS.items():
        found.setdefault(word, []).append(f"unit-{kind.value}")
    for period in _PERIODS.split():
        for word in (period, f"{period}s"):
            found.setdefault(word, []).append(f"period-{period}")
    for short, period in _SHORT_PERIODS.items():
        for word in (short, f"{short}s"):
            found.setdefault(word, []).append(f"period-{period}")
    return {word: tuple(classes) for word, classes in found.items()}


_WORDS = _table()
_PATTERNS = (
    (re.compile(r"\d{1,2}[:.]\d\d"), "clock"),
    (re.compile(r"(?:19|20)\d\d"), "year"),
    (re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?"), "date"),
    (re.compile(r"\d+(?:[-–]\d+)"), "range"),
    (re.compile(r"\d.*"), "digits"),
)


def word_classes(lowered: str) -> tuple[str, ...]:
    """Return the classes of a word or number in lower case."""
    if lowered[0].isdigit():
        return tuple(name for pattern, name in _PATTERNS if pattern.fullmatch(lowered))
    return _WORDS.get(lowered, ())
