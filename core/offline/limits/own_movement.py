"""Read from a goal text what hurts, what is refused and what is liked of moving."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.offline.limits.bank import MOVEMENT, Activity, BodyLimit
from core.offline.signs.subject import is_about_another

_COMPLAINT = (
    r"\b(?:bad|hurts?|hurting|pains?|painful|aches?|aching|sore|dodgy|broken?|broke|fractured?|"
    r"operat\w+|surgery|arthr\w+|osteoarth\w+|injur\w+|torn|tore|replace\w*|weak|frozen|sprain\w*|"
    r"twisted|tendon\w*|inflam\w+|trouble|problems?|complains?|gives? (?:out|way)|wrecked|ruined|"
    r"slipped|herniated|crunchy|knackered|creak\w*|shot|gone|had it|not what|won['’]?t|can['’]?t|"
    r"cannot|limits?|bother\w*|kill(?:s|ing)|because of|swell\w*|swollen|stiff and|worn)\b"
)
_SENTENCE = re.compile(r"[^.!?;\n]+")
_CLAUSE_ENDS = re.compile(r",| but | and i | because (?!of)| so ", re.IGNORECASE)
_REFUSED = re.compile(
    r"(?:\b(?:hates?|loathe|can['’]?t stand|cannot stand|dislike|avoid|refuse|sick of|allergic to|"
    r"no|not|never|without|anything but|instead of|not allowed to|mustn['’]?t|can['’]?t|cannot|"
    r"don['’]?t (?:like|want|do)|won['’]?t (?:go|do|set foot))"
    r"(?: (?:to|the|a|any|more|go|going|do|doing|in|into|use|even|see|join|love))*) $",
    re.IGNORECASE,
)
_LIKED = re.compile(
    r"\b(?:(?:i|we)(?: (?:do|really|also|still|only|actually|quite|just|always))* "
    r"(?:like|love|enjoy|adore)|(?:but|and|also) (?:like|love|enjoy|adore)|"
    r"(?:don['’]?t|do not) mind|enjoy(?:ing)?|fond of|fan of|"
    r"(?:have|got|own|bought|is|there['’]?s)(?: got)? (?:a|an|the|my|our|two)|near (?:a|the|my)|"
    r"next to (?:a|the)|with (?:a|the|my|our)|walk (?:the|my|our))\b",
    re.IGNORECASE,
)
_WAY_BACK = re.compile(r"\s*(?:again|to|home|from|in|at|on|into)\b", re.IGNORECASE)
_TURNS = re.compile(r"\b(?:hate|but|because|no|not|never|than|for|and i)\b", re.IGNORECASE)
_MOST_LIKED = 2


@dataclass(frozen=True, slots=True)
class OwnMovement:
    """What a person says of their body and of moving."""

    limits: tuple[BodyLimit, ...] = ()
    refused: tuple[Activity, ...] = ()
    liked: tuple[Activity, ...] = ()


def read_movement(text: str) -> OwnMovement:
    """Return the limits, the refused and the liked activities that a text names."""
    sentences = [m.group() for m in _SENTENCE.finditer(text)]
    own = [s for s in sentences if not is_about_another(s.strip())]
    bank = MOVEMENT.bank
    limits = tuple(
        limit
        for limit in bank.limits
        if _names(text, limit.part) and any(_hurts(s, limit) for s in own)
    )
    refused, liked = [], []
    for activity in (each for each in bank.activities if _names(text, each.words)):
        found = {verdict for s in own for verdict in _verdicts(s, activity)}
        if "refused" in found:
            refused.append(activity)
        elif "liked" in found:
            liked.append(activity)
    return OwnMovement(limits, tuple(refused), tuple(liked[:_MOST_LIKED]))


def _names(text: str, words: str) -> bool:
    return re.search(rf"\b(?:{words})", text, re.IGNORECASE) is not None


def _hurts(sentence: str, limit: BodyLimit) -> bool:
    """Return whether a clause names the part with a complaint about it."""
    if limit.complaint == "":
        return re.search(rf"\b(?:{limit.part})", sentence, re.IGNORECASE) is not None
    for clause in _CLAUSE_ENDS.split(sentence):
        part = re.search(rf"\b(?:{limit.part})", clause, re.IGNORECASE)
        if part is not None and re.search(_COMPLAINT, clause, re.IGNORECASE):
            return part.group().lower() != "back" or not _WAY_BACK.match(clause[part.end() :])
    return False


def _verdicts(sentence: str, activity: Activity) -> Iterator[str]:
    """Yield whether an activity is refused or liked, each time a sentence names it."""
    for match in re.finditer(rf"\b(?:{activity.words})", sentence, re.IGNORECASE):
        before = sentence[: match.start()]
        if _REFUSED.search(before):
            yield "refused"
        elif _is_liked(before) and activity.task:
            yield "liked"


def _is_liked(before: str) -> bool:
    """Return whether what was last spoken of in front of an activity is that it is liked."""
    cue = max(_LIKED.finditer(before), key=lambda match: match.start(), default=None)
    if cue is None or _REFUSED.search(f"{before[cue.start() : cue.end()]} "):
        return False
    between = before[cue.end() :]
    return _TURNS.search(between) is None
