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
    return bool(_PAST.search(text) and _PAUSE.search(text))


def practised_before(text: str) -> Before | None:
    """Return how far a person got before or has got by now; None if it names neither."""
    if has_returned(text):
        return "good" if _FAR.search(text) else "some"
    return "some" if _MIDDLE.search(text) else None
