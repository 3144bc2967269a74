"""A routine that is its own plan: "take statins every night" needs days and a cue, no programme."""

import re

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.plans.verbs import starts_with_verb

_MOST_WORDS = 20
_SURE = 0.5
_KINDS = frozenset({GoalKind.ROUTINE, GoalKind.TRAINING, GoalKind.BODY})
_ACTS_ARE_THE_PLAN = frozenset(
    {GoalKind.ROUTINE, GoalKind.TRAINING, GoalKind.BODY, GoalKind.RELATING, GoalKind.VAGUE}
)
_LEAST_ACT_WORDS = 4
"""Fewer leave open what is done: "do yoga"."""
_STEERS = frozenset(
    """
    be become get keep stop quit reduce cut limit improve increase lower raise lose gain start
    maintain restart try learn practise practice go
    """.split()
)
"""First words of an aim that says where it leads, not what is done."""
_LEAST_A_WEEK = 0.9
"""What is done once a month needs a plan for the weeks between."""
_MOST_ACT_WORDS = 7
_ENDS_AN_ACT = frozenset("in on at by for from with to after before until while using and".split())
_LEADS_ON = _ENDS_AN_ACT | frozenset("a an the my our your of or but that which one two".split())
"""Words behind which something has to follow, so that no act ends with them."""
_MOST_A_DAY = 5
"""Two servings a day are a part of the act."""
_ASIDE = re.compile(
    r"\([^)]*\)?|[,;.]? ?\b(?:confiden\w+|sure)\b.*$|"
    r"[,;.]? ?\(?\d+ ?(?:/ ?10|%|percent)(?: (?:confiden\w+|sure))?.*$",
    re.IGNORECASE,
)
"""What stands in brackets, and how confident the person is."""
_WISH = re.compile(
    r"^(?:i (?:will|want to|would like to|plan to|am going to)|i['’]ll|to) ", re.IGNORECASE
)
_EACH = (
    r"(?:other |single |work ?|week)?(?:day|night|week|month|morning|evening|weekday|workday)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_RATE = re.compile(
    r",? ?\b(?:at least |about |consistently )?(?:"
    r"(?:\d+|one|two|three|four|five|six|seven|once|twice)(?: ?[x×]| times?| days?| nights?)?"
    rf" (?:a|per|each|every|in a) (?:day|week|month)|(?:every|each) ?(?:{_EACH})(?: in a week)?|"
    r"(?:a|per) (?:day|night|week)|everyday|daily|nightly|weekly)\b",
    re.IGNORECASE,
)
"""How often; the days of the plan say it."""


def is_own_routine(facts: GoalFacts, topic: Playbook) -> bool:
    """Return whether a goal is an act and how often it is done, in one short text.

    What is learnt by varied practice needs a programme, however often it is done.
    """
    if topic.usual_kind not in _ACTS_ARE_THE_PLAN:
        return False
    act = act_of(facts)
    words = act.lower().split()
    rhythm = facts.frequency
    if rhythm is None or len(words) < _LEAST_ACT_WORDS or len(facts.text.split()) > _MOST_WORDS:
        return False
    if rhythm.per_week < _LEAST_A_WEEK or facts.event is not None:
        return False
    sure = facts.confidence.get("kind", 0.0) >= _SURE
    plain = facts.kind in _KINDS and sure and words[0] not in _STEERS
    return plain and not _counts(facts) and facts.baseline is None and starts_with_verb(act)


def act_of(facts: GoalFacts) -> str:
    """Return the act in a short text, without how often, asides and how sure the person is."""
    words = without_rate(_WISH.sub("", _ASIDE.sub(" ", facts.text).strip())).split()
    act = words if len(words) <= _MOST_ACT_WORDS else words[: _end_of_act(words)]
    while act and act[-1].lower().strip(",;") in _LEADS_ON:
        act.pop()
    return " ".join(act).strip(" ,;")


def _end_of_act(words: list[str]) -> int:
    """Return where a long act is cut: in front of the last word that begins an addition."""
    cuts = (n for n in range(_MOST_ACT_WORDS, 2, -1) if words[n].lower() in _ENDS_AN_ACT)
    return next(cuts, _MOST_ACT_WORDS)


def without_rate(aim: str) -> str:
    """Return an aim without how often it is done."""
    return " ".join(_RATE.sub("", aim).split()).strip(" ,;")


def _counts(facts: GoalFacts) -> bool:
    """Return whether the number is a result; a rhythm, a length and a portion are none."""
    quantity, rhythm = facts.quantity, facts.frequency
    if quantity is None or quantity.per is not None:
        return False
    portion = rhythm is not None and rhythm.per == "day" and quantity.value <= _MOST_A_DAY
    return not portion and not quantity.unit.startswith(("min", "h", "time", "day"))
