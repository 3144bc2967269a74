"""The season in which something is sold, played or grown: a plan lasts to its end."""

import re
from dataclasses import replace
from datetime import date

from core.offline.reading.calendar import (
    MONTHS,
    add_months,
    end_of_named_month,
    last_of_month,
    start_of_named_month,
)
from core.offline.reading.facts import Deadline, Span
from core.offline.reading.named_times import MONTH, SEASON
from core.offline.reading.roles.choices import STATED, Choice

_SEASON = re.compile(r"\bseason\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"\b(?P<first>{MONTH}) ?(?:to|till|until|through|-|–) ?(?P<last>{MONTH})\b", re.IGNORECASE
)
_OPENS = re.compile(
    rf"\b(?:from|start(?:s|ing)?(?: in)?|opens?(?: in)?|begins?(?: in)?) (?P<first>{MONTH})\b",
    re.IGNORECASE,
)
_NAME = re.compile(rf"\b(?:{SEASON})\b", re.IGNORECASE)
_USUAL_MONTHS = 6
"""How long a season lasts whose end is not named."""
_STATED, _OPEN = 0.7, 0.5


def to_its_season(chosen: Choice[Deadline], text: str, today: date) -> Choice[Deadline]:
    """Return the end of the season that a text names, if no day of its own was read.

    "From April ... in the season" is planned to its end, not to a day before it begins.
    """
    if not _SEASON.search(text):
        return chosen
    day = chosen.value
    named = _RANGE.search(text)
    if named is not None and (day is None or (not day.exact and _NAME.search(day.span.text))):
        first = start_of_named_month(MONTHS[named["first"].lower()], None, today=today)
        last = end_of_named_month(MONTHS[named["last"].lower()], None, today=first)
        return Choice(value=Deadline(on=last, span=_span(named)), confidence=_STATED, source=STATED)
    opens = _OPENS.search(text)
    if day is not None or opens is None:
        return chosen
    first = start_of_named_month(MONTHS[opens["first"].lower()], None, today=today)
    end = add_months(first, _USUAL_MONTHS - 1)
    about = Deadline(on=last_of_month(end.year, end.month), span=_span(opens), exact=False)
    return replace(chosen, value=about, confidence=_OPEN, source=STATED, open=True)


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), text=match.group())
