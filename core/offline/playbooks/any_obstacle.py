"""What is right whatever the obstacle is: for one that no guide answers, and if none was named."""

import re
from collections.abc import Mapping

from core.goals.kind import GoalKind
from core.offline.playbooks.parts import ObstacleGuide

UNNAMED = "the moment you described"
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
    GoalKind.SKILL: (
        "do an easier form of it slowly for ten minutes and stop while it works",
        "note the exact place and begin the next session there, within 48 hours",
    ),
    GoalKind.EXAM: (
        "breathe out slowly, do the easiest question of that kind and stay ten minutes",
        "put it on the list of weak points and do two easier ones of its kind within 48 hours",
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
_OWN = re.compile(r"I(?:['’](?:m|ve))? ")
_OF_GOALS_LIKE_THIS = " (usual for goals like this)"
_FULL_DAY = ("a day that fills up", "the day fills up before I come to it")
_USUAL_BY_KIND: Mapping[GoalKind, tuple[str, str]] = {
    GoalKind.QUIT: ("an urge at a bad moment", "an urge comes at a bad moment"),
    GoalKind.RELATING: ("a tense moment", "I feel that a moment gets tense"),
    GoalKind.MONEY: ("an expense that was not planned", "an expense comes that was not planned"),
    GoalKind.FEAR: ("putting the next step off", "I want to put the next step off"),
    GoalKind.TRAINING: ("a missed session", "I miss a session"),
    GoalKind.EVENT: ("too many open points at once", "too many points are open at once"),
    GoalKind.BODY: ("a day that goes off the plan", "a day goes off the plan"),
    GoalKind.SKILL: ("practice that slips", "I have not practised for three days"),
    GoalKind.EXAM: ("a study day that is lost", "a study day is lost"),
    GoalKind.CHANGE: ("a week without visible progress", "a week brings nothing that I can see"),
}
"""What most often gets in the way of a kind of goal, in general words: its name, and after "If"."""
_HABIT = (
    "do the two-minute version at once, wherever I am, and count it",
    "do it at the usual moment tomorrow and lay out tonight what it needs",
)
_USUAL_ANSWERS: Mapping[GoalKind, tuple[str, ...]] = {
    GoalKind.ROUTINE: _HABIT,
    GoalKind.VAGUE: _HABIT,
    GoalKind.SKILL: _USUAL,
    GoalKind.EXAM: _USUAL,
    GoalKind.MONEY: (
        "move {small} first, today, and wait 48 hours with everything else",
        "write down what it cost, and pay half of the sum this week instead of nothing",
    ),
}


_OWN_ANSWERS = (
    "say in one sentence what is going on, and take the smallest next step all the same",
    "write down what came just before it, and change that one thing the next time",
)
"""What answers a person's own act that no guide knows, where practising more would miss it."""
_INABILITY = re.compile(
    r"\b(?:can['’]?t|cannot|couldn['’]?t|never (?:get|manage)|struggle|get stuck|stop at|slow)\b"
)
_PRACTISED = frozenset({GoalKind.SKILL, GoalKind.EXAM})


def own_answer(kind: GoalKind, sentence: str) -> ObstacleGuide:
    """Return the answer to an own obstacle that no guide knows: the moment stays the person's."""
    usual = any_obstacle(kind, sentence)
    own = usual.situation.startswith("I notice that")
    if kind in _PRACTISED and own and not _INABILITY.search(sentence):
        return usual.model_copy(update={"actions": _OWN_ANSWERS})
    return usual


def any_obstacle(kind: GoalKind, sentence: str = "") -> ObstacleGuide:
    """Return an answer that fits any obstacle of a kind of goal.

    A short sentence about the person themselves is taken up, "I notice that I put it off"; in
    place of another one comes the moment that is usual for the kind.
    """
    own = bool(_OWN.match(sentence)) and 3 < len(sentence.split()) <= _MOST_WORDS
    _, usual = _USUAL_BY_KIND.get(kind, _FULL_DAY)
    if not own and kind in _USUAL_ANSWERS:
        return usual_obstacle(kind).model_copy(update={"obstacle": UNNAMED})
    return ObstacleGuide(
        obstacle=UNNAMED,
        situation=f"I notice that {_again(sentence)}" if own else usual,
        actions=_BY_KIND.get(kind, _USUAL),
    )


def _again(sentence: str) -> str:
    """Return what happened as what may happen again: "I got stuck" -> "I get stuck again"."""
    got = re.fullmatch(r"I got (?P<what>.+)", sentence)
    return f"I get {got['what']} again" if got else sentence


def usual_obstacle(kind: GoalKind) -> ObstacleGuide:
    """Return what usually gets in the way of a kind of goal, in general words."""
    name, situation = _USUAL_BY_KIND.get(kind, _FULL_DAY)
    actions = _USUAL_ANSWERS.get(kind, _BY_KIND.get(kind, _USUAL))
    return ObstacleGuide(obstacle=as_usual(name), situation=situation, actions=actions)


def as_usual(name: str) -> str:
    """Return the name of an obstacle that the person did not name, marked as a usual one."""
    return f"{name}{_OF_GOALS_LIKE_THIS}"


def without_mark(label: str) -> str:
    """Return the plain name of an obstacle that may be marked as usual."""
    return label.removesuffix(_OF_GOALS_LIKE_THIS)


def is_usual(label: str) -> bool:
    """Return whether an obstacle is only a usual one, not the person's."""
    return label.endswith(_OF_GOALS_LIKE_THIS)
