"""Say when a clause plays: in the past, again and again, or neither.

The first finite verb decides. The irregular forms are a closed class of English; forms that are
also present ("read", "put", "cut") decide nothing.
"""

import re
from enum import StrEnum

from core.offline.reading.named_times import MONTH

_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d[\d.:/]*|,", re.IGNORECASE)
PAST_FORMS = frozenset(
    """
    was were had did wasn't weren't hadn't didn't went ran swam wrote took gave made lost began
    felt fell found bought brought thought caught taught sold held stood sat rode drove wore
    won spent built sent met paid knew grew threw drew flew broke spoke woke chose froze forgot
    drank sang sank saw ate slept dealt learnt dreamt kept hid fought led slid swore tore blew
    burnt shot rose shook struck wept came became
    """.split()
)
_PARTICIPLES = PAST_FORMS | frozenset(
    """
    been done gone written taken given begun fallen ridden driven worn known grown thrown drawn
    flown broken spoken woken chosen forgotten drunk sung seen eaten read run swum put quit come
    """.split()
)
_PRESENT = frozenset(
    """
    am is are i'm we're it's that's there's want wants need needs will i'll we'll would i'd we'd can
    could should must may might plan hope aim wish like going let let's do don't does doesn't goal
    trying try please got gets gonna wanna won't can't cannot isn't aren't get stop quit learn
    """.split()
)
_HAVE = frozenset("have has i've we've they've haven't hasn't he's she's".split())
_BETWEEN = frozenset("already just only now never also always still since not all ever".split())
_SUBJECTS = frozenset("i we he she they it you that this who which".split())
_OPENERS = frozenset(
    "and but so because since then when once back ok okay well also as before".split()
)
_DETERMINERS = frozenset("my our the his her last this that a an both all most".split())
_NO_PAST = frozenset("need speed feed seed weed bed red fed shed indeed exceed embed".split())
_LONGEST_SUBJECT = 5
_ARRANGED = re.compile(
    r"\b(?:sa(?:id|ys?)|told|asked|suggest\w*|recommend\w*|want(?:s|ed)|decided|promised|agreed|"
    r"signed|booked|registered|entered|enrolled|committed|bet|set|scheduled|planned|invited|"
    r"offered|accepted|made (?:a|the) (?:deal|promise|bet)|got (?:in|into|accepted|engaged)|"
    r"gave (?:me|us|myself))\b",
    re.IGNORECASE,
)
"""What was arranged in the past is to come: "I signed up for a race on 3 May"."""
_PLANNED = re.compile(
    r"^\W*(?:(?:and|but|so) )?(?:(?:i|we)(?:['’]?m|['’]?re| am| are) )?"
    r"(?!during|nothing|something|anything|everything|morning|evening|being|having|since|string|"
    r"spring|king|according|including|following)[a-z]{3,}ing\b(?! (?:was|were|had|ended))"
    rf"[^.,;!?]{{0,60}}?\b(?:in|on|at|by|next|this)(?: the)?(?: (?:early|mid|late|start of|"
    rf"end of))? (?:{MONTH}|\d{{1,2}}|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
"""What is under way and has a date is to come: "resitting maths in June"."""
_PAST_TIME = re.compile(
    r"\b(?:(?<!the )last (?:week|month|year|spring|summer|fall|autumn|winter|night|time|"
    rf"christmas|{MONTH})|"
    r"(?:days?|weeks?|months?|years?|decades?) ago|back in|in (?:college|high school)|"
    r"when i was|as a (?:kid|child|teen\w*|student)|in my (?:teens|twenties|thirties|[23]0s)|"
    r"in (?:19\d\d|20[01]\d|202[0-5])|in ['’]\d\d|the (?:month|year|week) before)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:always|usually|normally|typically|generally|mostly|every time|each time|whenever|"
    r"tend to|(?:i|we) keep \w+ing|never (?:last|make it|get past|stick)\w*|more often than not)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:i(?:['’]d| would)? (?:really )?(?:want|like|love|need|hope|plan|wish|aim)|"
    r"(?:my|the) (?:goal|aim|target|plan)|by (?:the end|then|next)|i(?:['’]ll| will))\b",
    re.IGNORECASE,
)
_ENDS_AGAIN = re.compile(
    r"\b(?:i|it|we|they)\b(?! (?:want|will|would|can|must|need|have|am|is|are)\b) [a-z]+\b"
    r"[^.;!?]{0,30}\bafter (?:about |maybe |around |only )?(?:\d+|an?|two|three|four|five|six|"
    r"a few|a couple of) (?:days?|weeks?|months?|minutes?)\b",
    re.IGNORECASE,
)


_PHRASE = 12
"""Words of the longest phrase without a verb that its time puts in the past."""
_VERBS = _PRESENT | PAST_FORMS | _HAVE


class Tense(StrEnum):
    """When a clause plays."""

    PAST = "past"
    HABIT = "habit"
    """Again and again: "I always drop it after two weeks"."""
    OPEN = "open"


def tense_of(clause: str) -> Tense:
    """Return when a clause plays."""
    lowered = clause.lower().replace("’", "'")
    if _WISH.search(lowered) or _ARRANGED.search(lowered) or is_planned(lowered):
        return Tense.OPEN
    if _HABIT.search(lowered) or _ENDS_AGAIN.search(lowered):
        return Tense.HABIT
    tokens = _TOKEN.findall(lowered)
    found = _first_verb(tokens)
    if found is None and len(tokens) <= _PHRASE and _PAST_TIME.search(lowered):
        return Tense.PAST
    return found or Tense.OPEN


def is_planned(clause: str) -> bool:
    """Return whether a clause opens with what is under way and gives its date."""
    return _PLANNED.match(clause) is not None


def is_verb(word: str) -> bool:
    """Return whether a word behind a subject in the third person can be its verb."""
    return word in _VERBS or (len(word) > 3 and word.endswith(("s", "ed")) and "'" not in word)


def _first_verb(tokens: list[str]) -> Tense | None:
    """Return the tense of the first finite verb, or None if the clause has none that is known."""
    for at, word in enumerate(tokens):
        if word in _HAVE:
            return Tense.PAST if _is_perfect(tokens[at + 1 :]) else Tense.OPEN
        if word in _PRESENT:
            return Tense.OPEN
        if (word in PAST_FORMS or _is_regular(word)) and _has_subject(tokens, at):
            return Tense.PAST
    return None


def _is_regular(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in _NO_PAST


def _has_subject(tokens: list[str], at: int) -> bool:
    """Return whether a verb opens its clause, or its subject does: not "the car I bought"."""
    before = [word for word in tokens[:at] if word not in _BETWEEN]
    if not before or all(word in _OPENERS for word in before):
        return True
    if before[-1] in _SUBJECTS:
        return all(word in _OPENERS for word in before[:-1])
    first = next((word for word in before if word not in _OPENERS), "")
    return first in _DETERMINERS and "," not in before and len(before) <= _LONGEST_SUBJECT


def _is_perfect(after: list[str]) -> bool:
    verb = next((word for word in after if word not in _BETWEEN), "")
    return verb in _PARTICIPLES or (verb.endswith("ed") and len(verb) > 4)
