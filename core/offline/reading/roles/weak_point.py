"""Of several things wanted at once, find the one that the person cannot do yet."""

import re
from collections.abc import Callable

from core.offline.playbooks.library import GENERAL
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role

_CANNOT = re.compile(
    r"\b(?:never (?:really |properly |quite )?(?:learn\w*|could|managed|did|been)|can(?:no|')t|"
    r"can not|could(?:n't| not)|unable to|not able to|(?:don't|do not) (?:really )?know how)\b"
    r"[^.;!?,\n]*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,;:+.!?\n]|\b(?:and|then|plus)\b", re.IGNORECASE)
_AT_LEAST = 2
_ASIDE = frozenset({Role.OBSTACLE, Role.LIMIT, Role.QUESTION, Role.WHY, Role.CHAT})

_POINTS_BACK = re.compile(
    r"\b(?:end|rest|bottom|top|most) of (?:it|this|that)\b|"
    r"\b(?:finish|keep|continue|complete|do|stop|learn|try|manage) (?:with )?(?:it|this|that)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 20


def points_back(reading: RoleReading) -> bool:
    """Return whether the aim only points back at the sentence before: "get to the end of it"."""
    aims = " ".join(clause.span.text for clause in reading.clauses_of(Role.AIM))
    return len(aims.split()) <= _MOST_WORDS and _POINTS_BACK.search(aims) is not None


def weak_topic(reading: RoleReading, topic_of: Callable[[str], str]) -> str | None:
    """Return the topic of "I never learned to swim", if the rest names it beside another one.

    What gets in the way, bounds it or is asked does not name what is wanted: neither "my hands
    shook so much that I couldn't read" nor "should I read it?" is a wish to read.
    """
    weak = {topic_of(match.group()) for match in _CANNOT.finditer(reading.text)} - {GENERAL}
    if not weak:
        return None  # naming the topic of every piece is slow
    parts = (_CANNOT.sub(" ", c.span.text) for c in reading.clauses if c.role not in _ASIDE)
    wanted = {topic_of(piece) for part in parts for piece in _PIECES.split(part)} - {GENERAL}
    return next(iter(sorted(weak & wanted)), None) if len(wanted) >= _AT_LEAST else None
