"""How sure the person says they are: "I'm 6 of 10 sure", "confidence level: 9/10", "80% sure"."""

import re
from dataclasses import replace

from core.goals.goal import GoalRequest
from core.offline.reading.facts import GoalFacts
from core.offline.reading.numbers import NUMBER, parse_number

_MOST = 10
_NEAR = 45
"""Characters between the number and the word that says what it measures."""
_OF_TEN = re.compile(rf"\b(?P<n>{NUMBER})(?: ?/ ?| (?:out )?of )(?:10|ten)\b", re.IGNORECASE)
_PERCENT = re.compile(
    r"\b(?P<n>\d{1,3}) ?(?:%|per ?cent) (?=sure|confident|certain|convinced)|"
    r"\bconfidence(?: level)?(?: is| of|:| =)? ?(?P<level>\d{1,3}) ?(?:%|per ?cent)",
    re.IGNORECASE,
)
"""A share of something else is near such words by chance: "sure I can save 10 %"."""
_LEVEL = re.compile(
    r"\bconfidence(?: level)?(?: is| of|:| =)? ?(?P<n>\d{1,2})\b(?! ?[%/\d])"
    r"(?!\.\d)(?! (?:out )?of\b)",
    re.IGNORECASE,
)
_SURE = re.compile(r"\b(?:confiden\w+|sure|certain|convinced)\b", re.IGNORECASE)
_OTHER_SENSE = re.compile(
    r"\b(?:make|making|made|be|being|for|more|feel|become|gain|build) (?:quite )?"
    r"(?:confiden\w+|sure|certain)\b",
    re.IGNORECASE,
)
"""Where the word is no measure of the plan's chance: "make sure", "become more confident"."""
_ON_ITS_WAY = re.compile(r"\b(?:from|to|reach|until|at least|score|scores?|rating) (?:a )?$")
"""In front of a number that is a start or a target."""
_BORDER = re.compile(r"[.!?;]\s")


def named_confidence(text: str) -> int | None:
    """Return how sure the person says they are of the goal, 0 to 10, or None.

    A number counts only beside a word of being sure in its sentence: "pain 6/10" is none. Two such
    numbers are a scale with a start and a target, not one answer.
    """
    found = [
        round(parse_number(match[match.lastgroup or 0]) / scale)
        for pattern, scale in ((_OF_TEN, 1), (_PERCENT, _MOST), (_LEVEL, 1))
        for match in pattern.finditer(text)
        if _is_of_the_goal(text, match)
    ]
    if len(set(found)) != 1 or not 0 <= found[0] <= _MOST:
        return None
    return found[0]


def with_named_confidence(request: GoalRequest, facts: GoalFacts) -> GoalRequest:
    """Return the request with the confidence that its words name, if none was set beside them."""
    about = request.circumstances
    if facts.named_confidence is None or about.confidence is not None:
        return request
    return replace(request, circumstances=replace(about, confidence=facts.named_confidence))


def _is_of_the_goal(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _ON_ITS_WAY.search(before.lower()):
        return False
    clause = _BORDER.split(before)[-1][-_NEAR:] + match.group() + _BORDER.split(after)[0][:_NEAR]
    return _SURE.search(_OTHER_SENSE.sub(" ", clause)) is not None
