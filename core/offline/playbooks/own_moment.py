"""The moment in which a person's own obstacle happens, and what answers its form.

"When she slams the door I go after her" has its moment in it; "pretty notes instead of practising"
has what is to be done; "I put off phone calls" has the thing that waits.
"""

import re
from collections.abc import Sequence

from core.offline.playbooks.parts import ObstacleGuide
from core.plans.verbs import imperative_of

_CUE = re.compile(
    r"^\W*(?:(?:but|however|although|though|because|and|so|then|also|honestly) )*"
    r"(?:(?:the|my|our|one|another|biggest|main|only|big) )*"
    r"(?:(?:problem|trouble|issue|obstacle|weakness|difficulty)s? (?:is|are)(?: that| when)? )?",
    re.IGNORECASE,
)
_WHEN_FIRST = re.compile(
    r"^(?:when(?:ever)?|once|as soon as|every time|each time|if) (?P<when>[^,;.!?]+?),? "
    r"(?:then )?(?P<me>(?:i|we)(?:['’]\w+)? .+)$",
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
_NO_SUBJECT = re.compile(
    r"(?:out|in|at|with|on|off|home|away|alone|bored|tired|stressed|hungry|drunk|sad|angry|nervous|"
    r"under|around|among|near)\b",
    re.IGNORECASE,
)
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
    moment = _WHEN_FIRST.match(words) or _WHEN_LAST.match(words)
    if moment is None or not _is_short(moment["when"]):
        return None
    when = moment["when"].strip()
    if _NO_SUBJECT.match(when):
        when = f"I am {when}"
    return ObstacleGuide(
        obstacle=_short(words), situation=_first_person(when), actions=tuple(usual)
    )


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


def _is_short(words: str) -> bool:
    return 1 < len(words.split()) <= _MOST_WORDS or (len(words.split()) == 1 and len(words) > 3)


def _first_person(words: str) -> str:
    return re.sub(r"^i\b", "I", words.strip())


def _short(words: str) -> str:
    return " ".join(words.split()[:_MOST_WORDS])
