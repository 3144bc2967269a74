"""Whether a person did it before: how far they got, and whether they come back after a pause."""

import re
from typing import Literal

Before = Literal["some", "good"]

_YEARS = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|many|"
    r"(?:twenty|thirty|forty|fifty)(?:-[a-z]+)?)"
)
_MANY_YEARS = r"(?:[4-9]|[1-5]\d|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
_DID = (
    r"(?:played|sang|danced|studied|learn(?:t|ed)|did|had(?: \w+)? lessons|took(?: \w+)? lessons|"
    r"painted|drew|spoke|programmed|coded|wrote|sewed|knitted|rode|fenced|acted|trained|was|were)"
)
_PAST = re.compile(
    rf"\b(?:used to|{_DID}\b[^.;!?]{{0,40}}?\b(?:until|till|up to|for {_YEARS} (?:years|yrs)|"
    r"as a (?:child|kid|girl|boy|teen\w*|student)|at (?:school|uni\w*|college)|in my (?:teens|"
    r"twenties|thirties)|before (?:the )?(?:kids|children|work)))",
    re.IGNORECASE,
)
_PAUSE = re.compile(
    rf"\b(?:(?:stopped|quit|gave (?:it )?up|dropped it|put it (?:down|away)|sold (?:it|my))\b|"
    rf"(?:nothing|not|never again|no \w+)\b[^.;!?]{{0,20}}\b(?:since|for {_YEARS} years)|"
    r"haven['’]?t\b[^.;!?]{0,40}\b(?:since|in|for)\b|"
    rf"{_YEARS} years (?:ago|later|without|of (?:nothing|silence|not))|"
    rf"after (?:\w+ )?{_YEARS} years|used to|"
    r"(?:get|getting|go|going|come|coming) back (?:to|into)|return(?:ing)? to|"
    r"pick\w* (?:it )?up again|dust(?:ing)? off)",
    re.IGNORECASE,
)
_LEFT_ALONE = re.compile(
    r"\b(?:(?:have|had)(?:n['’]?t| not)|hardly|barely|scarcely)(?: \w+)? "
    r"(?:touched|played|sung|danced|drawn|painted|practi[sc]ed|picked|opened|ridden|"
    r"sat (?:at|down))"
    rf"\b[^.;!?]{{0,40}}\b(?:since|(?:for|in) (?:\w+ )?(?:{_YEARS} (?:years|decades)|years|decades|"
    r"ages))\b",
    re.IGNORECASE,
)
"""What was left alone for years was done before."""
_LEVEL = re.compile(
    r"\b(?:got|reached|passed|did|took|made|was|were|played|achieved|finished|had|up)\b"
    r"[^.;!?]{0,30}?\bgrade (?:[1-8]|one|two|three|four|five|six|seven|eight)\b|"
    r"\bgrade (?:[1-8]|one|two|three|four|five|six|seven|eight)\b[^.;!?\d]{0,30}"
    rf"\b(?:(?:{_YEARS}|some|a few) (?:years|decades) ago|decades ago|years ago|"
    r"(?:in|at) (?:school|college|uni\w*)|as a (?:child|kid|girl|boy|teen\w*)|in my (?:teens|"
    r"twenties)|in (?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A grade that was reached, and when: "grade 6 twenty years ago"."""
_LONG_AGO = re.compile(
    rf"\b(?:{_YEARS} (?:years|decades)|decades|years and years|a lifetime) ago\b|"
    r"\bin (?:19\d\d|200\d)\b|\brusty\b|(?<!ever )\bsince(?= then\b|[.,;!?]|$)",
    re.IGNORECASE,
)
_NEW_TO_IT = re.compile(
    r"\bnever (?:really |even |properly )?(?:learn\w*|played|had (?:a )?lessons?|touched|tried)\b|"
    r"\b(?:from scratch|total(?:ly)? new|(?:complete|absolute|total) beginner)\b",
    re.IGNORECASE,
)
_FAR = re.compile(
    rf"\b(?:grade (?:[5-8]|five|six|seven|eight)|diploma|conservator\w+|professional\w*|semi-?pro|"
    rf"orchestra|advanced|fluent\w*|[BC][12]\b|for {_MANY_YEARS} (?:years|yrs)|competiti\w+|"
    r"degree in|certified|taught it)",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"\b(?:intermediate|not a beginner|no beginner|grade [1-4]|A2|halfway)\b", re.IGNORECASE
)


def has_returned(text: str) -> bool:
    """Return whether a person comes back to what they did before: it was done, and it stopped."""
    stopped = _PAUSE.search(text) or _LONG_AGO.search(text)
    at_a_level = _LEVEL.search(text) is not None and stopped is not None
    before = _PAST.search(text) is not None and _PAUSE.search(text) is not None
    found = before or at_a_level or _LEFT_ALONE.search(text) is not None
    return found and _NEW_TO_IT.search(text) is None


def practised_before(text: str) -> Before | None:
    """Return how far a person got before or has got by now; None if it names neither."""
    if has_returned(text):
        done = _LEFT_ALONE.sub(" ", text)  # "not touched for ten years" is no ten years of it
        return "good" if _FAR.search(done) else "some"
    return "some" if _MIDDLE.search(text) else None
