"""Of several things wanted at once, find the one that the person cannot do yet."""

import re
from collections.abc import Callable

from core.offline.playbooks.library import GENERAL
from core.offline.reading.roles.role_reading import RoleReading

_CANNOT = re.compile(
    r"\b(?:never (?:really |properly |quite )?(?:learn\w*|could|managed|did|been)|can(?:no|')t|"
    r"can not|could(?:n't| not)|unable to|not able to|(?:don't|do not) (?:really )?know how)\b"
    r"[^.;!?,\n]*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,;:+.!?\n]|\b(?:and|then|plus)\b", re.IGNORECASE)
_AT_LEAST = 2


def weak_topic(reading: RoleReading, topic_of: Callable[[str], str]) -> str | None:
    """Return the topic of "I never learned to swim", if the rest names it beside another one."""
    rest = _CANNOT.sub(" ", reading.text)
    wanted = {topic_of(piece) for piece in _PIECES.split(rest)} - {GENERAL}
    if len(wanted) < _AT_LEAST:
        return None
    weak = [topic_of(match.group()) for match in _CANNOT.finditer(reading.text)]
    return next((topic for topic in weak if topic in wanted), None)
