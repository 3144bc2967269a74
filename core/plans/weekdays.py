"""Weekdays as models write them: lists, whole names, and abbreviations in the person's language."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from core.goals.weeks import DAYS, Day

_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "segunda terça quarta quinta sexta sábado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
)
"""The weekdays of each language from Monday on; English comes first and wins a tie."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0966-\u097f])*")
_MIN_LETTERS = 2
"""A single letter fits several days."""


@dataclass(frozen=True, slots=True)
class WeekdayNames:
    """The weekday names of one language."""

    names: tuple[str, ...]

    def read(self, text: str) -> tuple[Day, ...]:
        """Return the weekdays named in a text, in its order, each once.

        An abbreviation counts if it begins the name of one day only, so "s" is no day; a longer
        word counts if it begins with a whole name ("sundays").
        """
        found = (_day(self.names, word) for word in _WORD.findall(text.casefold()))
        return tuple(dict.fromkeys(day for day in found if day is not None))


@lru_cache(maxsize=4_096)
def _day(names: tuple[str, ...], word: str) -> Day | None:
    """Return the day of a word; a plan names the same few days hundreds of times."""
    if len(word) < _MIN_LETTERS:
        return None
    fitting = [
        day
        for day, name in zip(DAYS, names, strict=True)
        if name == word or name.startswith(word) or word.startswith(name)
    ]
    exact = [day for day in fitting if names[DAYS.index(day)] == word]
    chosen = exact or fitting
    return chosen[0] if len(chosen) == 1 else None


LANGUAGES = tuple(WeekdayNames(tuple(names.split())) for names in _NAMES)


def names_for(texts: Iterable[str | None]) -> WeekdayNames:
    """Return the language whose names read most of a plan's days: "Do" alone could be two."""
    given = Counter(text for text in texts if text)

    def days_read(names: WeekdayNames) -> int:
        return sum(count for text, count in given.items() if names.read(text))

    return max(LANGUAGES, key=days_read)
