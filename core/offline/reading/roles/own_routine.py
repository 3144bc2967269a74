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
_HOUSEHOLD = frozenset({"cooking", "gardening", "decluttering"})
"""Topics in which to do it is the wish, unless the person says that they learn it."""
_LEAST_ACT_WORDS = 4
"""Fewer leave open what is done: "do yoga"; a verb that says it needs only its object."""
_OPEN_VERBS = frozenset(
    """
    do have make study train exercise code program play sketch draw paint sing meditate eat cook run
    swim walk cycle jog write read speak sleep move dance work relax journal save earn spend
    """.split()
)
"""First words that leave open what is done: "read books", "play guitar"."""
_A_RECORD = re.compile(
    r"^keep (?:a|an|my) (?:[\w-]+ ){0,2}(?:diary|journal|log|logbook|record|tally|notebook)\b",
    re.IGNORECASE,
)
"""What grows by writing into it every day, whether the person says so or not."""
_CUE = re.compile(
    r"\b(?:after|before|right after) (?:each|every|my|the|lunch|dinner|breakfast|work|bed|brushing|"
    r"waking|getting)\b|\bwhen(?:ever)? i (?:wake|get|come|sit|finish|leave)\b",
    re.IGNORECASE,
)
"""What an act follows is its rhythm as well: "after each run"."""
_LEARNS = re.compile(
    r"\b(?:learn\w*|improv\w*|better|how to|master|skills?|techniques?|from scratch|first time|"
    r"beginner|sourdough|good at)\b",
    re.IGNORECASE,
)
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
_ENDS_AN_ACT = frozenset(
    "when whenever instead in on at by for from with to after before until while using and".split()
)
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
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|evening|night|afternoon))?"
)
_SENTENCE_ENDS = re.compile(r"[.!?;](?:\s|$)|\n")
_RATE = re.compile(
    rf",? ?\bon (?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:,? and |, | & |,? or )?)+\b|"
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
    sentence = _first_sentence(facts.text)
    act = act_of(facts)
    words = act.lower().split()
    if facts.recipe or not words or len(sentence.split()) > _MOST_WORDS:
        return False
    ends = _counts(facts, sentence) or facts.baseline is not None or facts.event is not None
    if ends or not starts_with_verb(act):
        return False
    if _A_RECORD.match(act):
        return True
    led_on = _further_sentences_lead_on(facts, sentence)
    if led_on or not _has_rhythm(facts, sentence) or not _is_concrete(words):
        return False
    if topic.name in _HOUSEHOLD:
        return words[0] not in _STEERS and _LEARNS.search(facts.text) is None
    sure = facts.confidence.get("kind", 0.0) >= _SURE
    plain = facts.kind in _KINDS and sure and words[0] not in _STEERS
    return plain and topic.usual_kind in _ACTS_ARE_THE_PLAN


def _has_rhythm(facts: GoalFacts, sentence: str) -> bool:
    """Return whether an act is done at least about weekly, or after something that recurs."""
    rhythm = facts.frequency
    if rhythm is not None:
        return rhythm.per_week >= _LEAST_A_WEEK
    return _CUE.search(sentence) is not None


def is_plain_act(facts: GoalFacts) -> bool:
    """Return whether an own routine is so plain that a topic's steps would add another thing."""
    act = act_of(facts)
    return bool(_A_RECORD.match(act)) or len(act.split()) < _LEAST_ACT_WORDS


def _is_concrete(words: list[str]) -> bool:
    """Return whether an act says what is done: by its words, or by a verb with its object."""
    if len(words) >= _LEAST_ACT_WORDS:
        return True
    return len(words) > 1 and words[0] not in _OPEN_VERBS


def _further_sentences_lead_on(facts: GoalFacts, sentence: str) -> bool:
    """Return whether what follows the act names another aim, or the rhythm is not the act's."""
    if len(facts.text.split()) <= _MOST_WORDS:
        return False
    rhythm = facts.frequency
    own = rhythm is None or rhythm.span.start < len(sentence)
    return bool(facts.further_aims) or not own


def _first_sentence(text: str) -> str:
    return _SENTENCE_ENDS.split(text.strip(), maxsplit=1)[0]


def act_of(facts: GoalFacts) -> str:
    """Return the act of the first sentence, without how often, asides and how sure one is."""
    sentence = _first_sentence(_ASIDE.sub(" ", facts.text))
    words = without_rate(_WISH.sub("", sentence.strip())).split()
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


def _counts(facts: GoalFacts, sentence: str) -> bool:
    """Return whether the number is a result; a rhythm, a length and a portion are none."""
    quantity, rhythm = facts.quantity, facts.frequency
    if quantity is None or quantity.per is not None or quantity.span.start >= len(sentence):
        return False
    portion = rhythm is not None and rhythm.per == "day" and quantity.value <= _MOST_A_DAY
    return not portion and not quantity.unit.startswith(("min", "h", "time", "day"))
