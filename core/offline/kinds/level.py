"""The person's level in the topic, as far as circumstances and starting points tell it."""

import re

from core.goals.goal import Experience
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import Level
from core.offline.reading.roles.practised_before import practised_before

_LEVELS: dict[Experience, Level] = {
    Experience.BEGINNER: "new",
    Experience.INTERMEDIATE: "some",
    Experience.ADVANCED: "good",
}
_BY_WORDS: dict[str, Level] = {"new": "new", "some": "some", "good": "good"}
_NEVER = re.compile(
    r"\b(?:never|nothing|no (?:experience|idea|clue)|zero|not once|beginner|can'?t|cannot)\b",
    re.IGNORECASE,
)


def level_of(parsed: ParsedGoal) -> Level:
    """Return the level: stated in the circumstances, else as their words say it, else new.

    A person who says where they stand without "never" or "nothing" has begun already.
    """
    stated = _LEVELS[parsed.request.circumstances.experience]
    if stated != "new":
        return stated
    before = practised_before(parsed.facts.text)
    if before is not None and parsed.facts.level != "good":
        return before
    by_words = _BY_WORDS.get(parsed.facts.level)
    if by_words is not None:
        return by_words
    starts = [span.text for span in parsed.facts.starting_points]
    begun = parsed.facts.baseline is not None and parsed.facts.baseline.value > 0
    if begun or (starts and not any(_NEVER.search(text) for text in starts)):
        return "some"
    return "new"
