"""What a person did once and does no more: it says who they are, not what they want.

"I used to sing in a choir" makes no wish for a cup of tea with friends one for music. What they
want to take up again is another matter, and so is what the aim points back to.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from core.offline.reading.clauses.asides import is_long_ago, lies_in, small_clauses
from core.offline.reading.clauses.tense import Tense, tense_of
from core.offline.reading.facts import Span
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role

_AGAIN = re.compile(
    r"\b(?:again|back (?:to|into|in|on)|return\w*|resum\w+|restart\w*|re-?learn\w*|re-?build\w*|"
    r"(?:take|taking|pick|picking|start|starting) (?:\w+ )?up|where I (?:left|stopped)|rusty|"
    r"like (?:I|we) (?:used|did))\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:it|that|this|them|those|one|ones|some|so|do|did)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?\n](?:\s|$)")
_SURE_TOPIC, _NOTHING_LEFT = 0.5, 0.02
"""A sure topic comes from what is bygone alone if less than this share of it is left without that;
of 124 training goals with something bygone none has a topic that does."""
_PIECE = re.compile(r"[^,]+")
_LEAST_WORDS = 8
"""Fewer words than this do not say without the rest what is wanted."""


def read_about(
    reading: RoleReading, read: Callable[[str], RoleReading]
) -> tuple[RoleReading, RoleReading]:
    """Return a reading with topic and kind of the text without what is bygone, and that one's.

    If the topic was sure and something of it is left without that, the person comes back to it:
    who got grade 7 long ago is no beginner.
    """
    aims = [clause.span for clause in reading.clauses_of(Role.AIM, Role.MORE)]
    rest = without_bygone(reading.text, aims)
    if rest == reading.text:
        return reading, reading
    about = read(rest)
    topic, sure = max(reading.domains.items(), key=lambda one: one[1])
    if sure >= _SURE_TOPIC and about.domains[topic] >= _NOTHING_LEFT:
        return reading, reading
    return replace(reading, domains=about.domains, kinds=about.kinds), about


def without_bygone(text: str, aims: Sequence[Span]) -> str:
    """Return a text without the clauses about what is long over, as far as no aim needs them."""
    gone = [part for part in _long_over(text) if not _share_words(part, aims)]
    if not gone or any(_AGAIN.search(aim.text) for aim in aims):
        return text
    gone = [part for part in gone if not _is_pointed_at(part, text, aims)]
    rest = text
    for part in sorted(gone, key=lambda span: span.start, reverse=True):
        rest = f"{rest[: part.start]} {rest[part.end :]}"
    rest = re.sub(r"\s+([.,;!?])", r"\1", " ".join(rest.split()))
    return rest if len(rest.split()) >= _LEAST_WORDS else text


def _long_over(text: str) -> Iterator[Span]:
    """Yield the parts of a text, between commas, that tell what was long ago."""
    for clause in small_clauses(text):
        for piece in _PIECE.finditer(clause.text):
            if is_long_ago(piece.group()) and tense_of(piece.group()) is Tense.PAST:
                start = clause.start + piece.start()
                yield Span(start=start, end=clause.start + piece.end(), text=piece.group())


def _share_words(part: Span, aims: Sequence[Span]) -> bool:
    return lies_in(part, aims) or any(lies_in(aim, (part,)) for aim in aims)


def _is_pointed_at(part: Span, text: str, aims: Sequence[Span]) -> bool:
    """Return whether the next sentence is an aim that points back: "now I want to do it"."""
    end = _SENTENCE_END.search(text, part.end)
    following = [aim for aim in aims if part.end <= aim.start]
    first = min(following, key=lambda aim: aim.start, default=None)
    if first is None or _POINTS.search(first.text) is None:
        return False
    between = text[end.end() : first.start] if end is not None else ""
    return end is None or first.start <= end.end() or not _SENTENCE_END.search(between)
