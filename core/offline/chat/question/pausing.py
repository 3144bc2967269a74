"""A stop for some time that a message asks about: "can I pause for 2 weeks"."""

import re
from datetime import timedelta

from core.offline.reading.numbers import NUMBER, parse_number

_PAUSE = re.compile(
    r"\b(?:stop|pause|break|time off|do nothing)\b(?: (?:it|this|the plan|all|everything|saving|"
    r"training|running|learning|writing|paying))?(?: (?:for|of))?(?: about| like)? "
    rf"(?P<count>{NUMBER}|a|an|a few|a couple of) (?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
_SOME = {"a": 1.0, "an": 1.0, "a few": 3.0, "a couple of": 2.0}
_DAYS = {"day": 1, "week": 7, "month": 30}


def pause_named(text: str) -> timedelta | None:
    """Return for how long a message wants to do nothing of the plan, or None."""
    found = _PAUSE.search(text)
    if found is None:
        return None
    count = found["count"].lower()
    many = _SOME[count] if count in _SOME else parse_number(count)
    return timedelta(days=round(many * _DAYS[found["unit"].lower()]))
