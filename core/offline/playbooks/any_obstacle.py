"""The answer to an obstacle that no guide surely answers: right for whatever it was."""

from collections.abc import Mapping

from core.goals.kind import GoalKind
from core.offline.playbooks.parts import ObstacleGuide

UNNAMED = "the moment you described"
_SITUATION = "what I named as my obstacle gets in the way"
_USUAL = (
    "do the smallest version for ten minutes at once and the rest within 48 hours",
    "write down what came just before it and put the next session where that cannot happen",
)
_BY_KIND: Mapping[GoalKind, tuple[str, ...]] = {
    GoalKind.QUIT: (
        "wait ten minutes, leave the spot and do something else with my hands",
        "write down place, hour and mood, and change one of the three tomorrow",
    ),
    GoalKind.RELATING: (
        "breathe out slowly, say in one calm sentence what I need and ask one question back",
        "come back to it within 48 hours and say in one sentence what I should have said",
    ),
    GoalKind.MONEY: (
        "move the agreed sum first and wait 48 hours with everything else",
        "write down what it cost, and pay half of the sum this week instead of nothing",
    ),
    GoalKind.FEAR: (
        "take the step below it today and try this one again within 48 hours",
        "say the fear in one sentence, breathe out slowly five times and stay two minutes longer",
    ),
    GoalKind.TRAINING: (
        "do the gentlest version for ten minutes, and stop at once if anything hurts",
        "write down what came just before it and repeat the last easy session within 48 hours",
    ),
    GoalKind.EVENT: (
        "do the next open item of the list for ten minutes and settle the rest within 48 hours",
        "hand one whole item to somebody else the same day",
    ),
    GoalKind.BODY: (
        "keep the next meal and the next walk as planned, and count nothing back",
        "write down what came just before it and change that one thing within 48 hours",
    ),
}
_MOST_WORDS = 12


def any_obstacle(kind: GoalKind, sentence: str = "") -> ObstacleGuide:
    """Return an answer that fits any obstacle of a kind of goal.

    A short sentence about the person themselves is taken up: "I notice that I put it off".
    """
    own = sentence.startswith("I ") and 3 < len(sentence.split()) <= _MOST_WORDS
    return ObstacleGuide(
        obstacle=UNNAMED,
        situation=f"I notice that {sentence}" if own else _SITUATION,
        actions=_BY_KIND.get(kind, _USUAL),
    )
