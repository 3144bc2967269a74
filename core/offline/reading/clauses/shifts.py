"""Find the clauses that say that the weeks of the writer are not alike: rotating shifts, a rota."""

import re

from core.offline.reading.facts import Span

_N = r"(?:\d{1,2}|two|three|four|five|six|seven|an?|one)"
_KIND = r"(?:days?|nights?|lates|earlies|evenings?|weekends?|mornings?|shifts?|weeks?)"
_ROTATION = re.compile(
    r"\brotat(?:e|es|ing|ion)\b"
    rf"|\b{_N}(?: {_KIND})?,? on(?: {_KIND})?\b,?(?: and| then|/)? ?{_N}(?: {_KIND})?,? off\b"
    rf"|\b{_N} (?:long )?{_KIND},? (?:and |then )?{_N} (?:long )?{_KIND},? (?:and |then )?{_N} "
    rf"(?:{_KIND} )?off\b"
    rf"|\b(?:nights?|days|lates|earlies|weekends|on call) (?:every|on) "
    r"(?:other|second|third|alternate|fourth) (?:week|weekend|month)s?\b"
    r"|\b(?:every|each) (?:other|second|third|fourth|alternate) (?:week|weekend|month)\b"
    r"[^.;!?]{0,25}\b(?:nights?|on[- ]call|shifts?|lates)\b"
    rf"|\balternat\w+ (?:between )?(?:weeks? of )?{_KIND}\b"
    rf"|\b{_N} weeks? out,? (?:and |then )?{_N} weeks? (?:home|in)\b"
    r"|\b(?:they|it) (?:move|moves|change|changes|rotate|rotates) every (?:week|month)\b"
    rf"|\b(?:a|one) week (?:of |on )?(?:days|nights|earlies|lates)\b"
    r"|\bswing shifts?\b|\bon[- ]call\b|\b(?:days and nights|nights and days)\b"
    r"|\b(?:rota|roster|schedule|shifts?|hours|days? off|weeks?)\b[^.;!?]{0,25}\b"
    r"(?:chang(?:e|es|ing)|never (?:looks?|are|is) (?:the same|alike)|differs?|var(?:y|ies)|"
    r"(?:is|are) (?:never|not) (?:the same|fixed|alike)|(?:is|are) different (?:every|each))\b",
    re.IGNORECASE,
)


def rotation_in(clause: Span) -> Span | None:
    """Return the part of a clause that says the weeks are not alike, to its end; or None."""
    found = _ROTATION.search(clause.text)
    if found is None:
        return None
    start = clause.start + found.start()
    return Span(start=start, end=clause.end, text=clause.text[found.start() :])
