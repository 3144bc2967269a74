"""The moment in which a person's own obstacle happens, and what answers its form.

"When she slams the door I go after her" has its moment in it; "pretty notes instead of practising"
has what is to be done; "I put off phone calls" has the thing that waits.
"""

import re
from collections.abc import Sequence

from core.offline.grammar.person import with_apostrophes
from core.offline.if_thens.blocking import CUT_SHORT, with_small_opener
from core.offline.playbooks.parts import ObstacleGuide
from core.plans.verbs import imperative_of

_CUE = re.compile(
    r"^\W*(?:(?:but|however|although|though|because|and|so|then|also|honestly) )*"
    r"(?:(?:(?:the|my|our|one|another|biggest|main|only|big) )*"
    r"(?:problem|trouble|issue|obstacle|weakness|difficulty)s? (?:is|are)(?: that| when)? )?",
    re.IGNORECASE,
)
_WHEN = r"^(?:when(?:ever)?|once|as soon as|every time|each time|if) (?P<when>[^,;.!?]+?)"
_I_WHEN = re.compile(
    rf"{_WHEN},? (?:then )?(?P<me>(?:i|we)(?:['’]\w+)? .+)$",
    re.IGNORECASE,
)
_OTHERS_WHEN = re.compile(
    rf"{_WHEN}(?:,? (?:then )?(?=(?:he|she|they|it)\b)|, (?:then )?(?=(?:my|our|the)\b))"
    r"(?P<me>.+)$",
    re.IGNORECASE,
)
_WHEN_LAST = re.compile(
    r"^(?P<me>.+?) (?:when(?:ever)?|as soon as|every time|each time) "
    r"(?P<when>[^,;.!?]+)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"^(?P<me>i .+?) (?:instead of|rather than) (?P<act>[a-z]+ing(?: [\w'’-]+){0,5})\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"^(?P<me>i (?:\w+ )?(?:(?:keep|end up) )?(?:avoid|put(?:ting)? off|postpone|dodge|dread)"
    r"(?:ing)?) (?P<what>[^,;.!?]+)",
    re.IGNORECASE,
)
_WEAKNESS = re.compile(
    r"^(?:my|our) (?:\w+ )?(?:downfall|weakness|weak spot|temptation|vice) (?:is|are) "
    r"(?P<what>[^,;.!?]+)",
    re.IGNORECASE,
)
"""What a person gives in to; the moment is that they want it."""
_NO_SUBJECT = re.compile(
    r"(?:out|in|at|with|on|off|home|away|alone|bored|tired|stressed|hungry|drunk|sad|angry|nervous|"
    r"under|around|among|near)\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"(?:i|we)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"(?:it(?! (?:rains?|snows?|freezes|storms|gets|is (?:dark|late|cold|hot|wet|noisy)))|"
    r"this|that|those|these)\b",
    re.IGNORECASE,
)
"""A moment that can only be understood with what was written before it."""
_MOST_WORDS = 9


def own_moment(sentence: str, usual: Sequence[str]) -> ObstacleGuide | None:
    """Return the guide to an obstacle that says when it happens or what it stands in the way of.

    `usual` are the answers that fit any obstacle of the kind of goal.
    """
    words = _CUE.sub("", sentence.strip()).strip(" .,;!")
    instead = _INSTEAD.match(words)
    if instead is not None:
        return _instead(instead["me"], instead["act"])
    waiting = _PUT_OFF.match(words)
    if waiting is not None and _is_short(waiting["what"]):
        return _waiting(waiting["me"], waiting["what"])
    if CUT_SHORT.search(words) and len(words.split()) <= _MOST_WORDS:
        return _cut_short(words)
    situation = stated_moment(words)
    if situation is None:
        return None
    return ObstacleGuide(obstacle=_short(words), situation=situation, actions=tuple(usual))


def stated_moment(sentence: str) -> str | None:
    """Return the moment that a sentence names itself, as it follows "If", or None.

    What I do is answered when its moment comes; what another one or a thing does is the moment.
    """
    words = with_apostrophes(_CUE.sub("", sentence.strip()).strip(" .,;!"))
    weakness = _WEAKNESS.match(words)
    if weakness is not None and _is_short(weakness["what"]):
        return f"I want {_first_person(weakness['what'])}"
    moment = _framed(words)
    if moment is None or not _is_short(moment["when"]):
        return None
    when, what = moment["when"].strip(), moment["me"].strip()
    if _POINTS_BACK.match(when):
        return None
    if _NO_SUBJECT.match(when):
        when = f"I am {when}"
    if not _MINE.match(what):
        when = f"{what} when {when}"
    return _first_person(when) if len(when.split()) <= _MOST_WORDS + 1 else None


def _framed(words: str) -> re.Match[str] | None:
    """Return the parts of a sentence that says when something happens."""
    return _I_WHEN.match(words) or _OTHERS_WHEN.match(words) or _WHEN_LAST.match(words)


def what_happens(sentence: str) -> str | None:
    """Return what another one or a thing does in a sentence that says when, or None."""
    words = _CUE.sub("", sentence.strip()).strip(" .,;!")
    moment = _framed(words)
    return None if moment is None or _MINE.match(moment["me"]) else moment["me"]


def _instead(me: str, act: str) -> ObstacleGuide | None:
    verb, _, rest = act.partition(" ")
    stem = imperative_of(verb)
    if stem is None or not _is_short(me):
        return None
    doing = f"{stem} {rest}".strip()
    return ObstacleGuide(
        obstacle=_short(me),
        situation=f"I notice that {_first_person(me)}",
        actions=(
            f"stop at once and {doing} for ten minutes",
            f"lay out what I need to {doing} and put everything else away",
        ),
    )


def _waiting(me: str, what: str) -> ObstacleGuide:
    thing = what.strip()
    return ObstacleGuide(
        obstacle=_short(f"{me} {thing}"),
        situation=f"I notice that {_first_person(me)} {thing}",
        actions=(
            "take the smallest of them and give it ten minutes by the clock",
            "write down the first sentence or step of it and do that today",
        ),
    )


def _cut_short(words: str) -> ObstacleGuide:
    """Return the guide to what ends too soon: shorter rounds, and more of them."""
    return ObstacleGuide(
        obstacle=words,
        situation=_first_person(with_apostrophes(words)),
        actions=(
            "stop there, rest for two minutes and do one more short round",
            "make each round shorter than that and do two of them on different days",
        ),
    )


def _is_short(words: str) -> bool:
    return 1 < len(words.split()) <= _MOST_WORDS or (len(words.split()) == 1 and len(words) > 3)


def _first_person(words: str) -> str:
    return re.sub(r"\bi\b", "I", with_small_opener(words.strip()))


def _short(words: str) -> str:
    return " ".join(words.split()[:_MOST_WORDS])
