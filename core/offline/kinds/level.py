"""The person's level in the topic, as far as circumstances and starting points tell it."""

import re

from core.goals.goal import Experience
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import Level

_LEVELS: dict[Experience, Level] = {
    Experience.BEGINNER: "new",
    Experience.INTERMEDIATE: "some",
    Experience.ADVANCED: "good",
}
_NEVER = re.compile(
    r"\b(?:never|nothing|no (?:experience|idea|clue)|zero|not once|beginner|can'?t|cannot)\b",
    re.IGNORECASE,
)


def level_of(parsed: ParsedGoal) -> Level:
    """Return the level: told in the circumstances, else by a starting point, else new.

    Somebody who says where they stand without "never" or "nothing" has begun already.
    """
    told = _LEVELS[parsed.request.circumstances.experience]
    if told != "new":
        return told
    starts = [span.text for span in parsed.facts.starting_points]
    begun = parsed.facts.baseline is not None and parsed.facts.baseline.value > 0
    if begun or (starts and not any(_NEVER.search(text) for text in starts)):
        return "some"
    return "new"
