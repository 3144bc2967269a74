"""A person's words as the coach says them back: in the second person, with their apostrophes."""

import re

from core.offline.reading.clauses.tense import is_verb
from core.offline.safety.frames import is_person
from core.plans.verbs import VERBS

_SWAPS = {
    "i": "you",
    "we": "you",
    "my": "your",
    "our": "your",
    "me": "you",
    "us": "you",
    "i'm": "you are",
    "we're": "you are",
    "i am": "you are",
    "am i": "are you",
    "i was": "you were",
    "mine": "yours",
    "ours": "yours",
    "myself": "yourself",
    "ourselves": "yourselves",
    "i've": "you have",
    "we've": "you have",
    "i'd": "you would",
    "we'd": "you would",
    "i'll": "you will",
    "we'll": "you will",
}
_FIRST = re.compile(
    r"\b(?:(?-i:us)|(?:i am|am i|i was|(?:i|we)['’](?:m|re|ve|d|ll)|i|my|me|mine|myself|we|our|"
    r"ours|ourselves)\b)(?![’'](?!s\b))\b",
    re.IGNORECASE,
)
_BE = re.compile(
    r"\byou (?P<between>(?:just|also|often|always|never|really|still) )?(?P<be>am|was|has)\b"
)
_BE_FORMS = {"am": "are", "was": "were", "has": "have"}
_CONTRACTED = re.compile(
    r"\b(ca|do|does|did|is|are|was|were|has|have|had|would|could|should|must|wo)nt\b",
    re.IGNORECASE,
)
_I_AM = re.compile(r"(?<![\w'’])(i)(m|ve)\b(?=\s)", re.IGNORECASE)
_IS_SHORT = re.compile(
    r"\b(that|there|what|he|she)s (?=(?:a|an|the|not|no|so|too|my|been|\w+ing)\b)"
)
_OWNER = re.compile(
    r"\b(?P<whose>my|your|our|his|her) (?P<who>[a-z]+(?:[- ]in[- ]law)?)s (?P<what>\d*[a-z]+)\b",
    re.IGNORECASE,
)
_PAIRS = frozenset("parent grandparent kid twin neighbour neighbor grandkid".split())
"""People who mostly come in the plural: "my parents' house"."""
_NO_THING = frozenset(
    """
    and or but who that which are were have had will would can could should must do did don't also
    all both always never often still just only at in on by for from with without to of off up out
    as when while because so if than then first last next
    again soon later now come came say said want think know live get got is was has
    """.split()
)


def with_contractions(text: str) -> str:
    """Return text with the apostrophes of "dont", "Im" and "its too late"."""
    mended = _CONTRACTED.sub(lambda m: f"{m.group(1)}n't", text)
    mended = _I_AM.sub(lambda m: f"{m.group(1)}'{m.group(2)}", mended)
    return _IS_SHORT.sub(lambda m: f"{m.group(1)}'s ", mended)


def with_apostrophes(text: str) -> str:
    """Return a person's words with the apostrophes they left out: "my wifes birthday", too."""
    return _OWNER.sub(_with_owner, with_contractions(text))


def to_second_person(text: str) -> str:
    """Return text as the coach says it: "you" and "your" for the person, and their family's 's."""
    spoken = _FIRST.sub(
        lambda m: _SWAPS.get(m.group().lower().replace("’", "'"), m.group()),
        with_apostrophes(text),
    )
    return _BE.sub(
        lambda m: f"you {m['between'] or ''}{_BE_FORMS[m['be']]}" if _is_subject(m) else m.group(),
        spoken,
    )


def _with_owner(match: re.Match[str]) -> str:
    """Return "my wife's birthday"; "my sisters live there" stays as it is."""
    who, what = match["who"].lower(), match["what"].lower()
    acts = what in VERBS or (is_verb(what) and not is_person(what))
    if not is_person(who.split()[0]) or what in _NO_THING or acts:
        return match.group()
    ending = "s'" if who in _PAIRS else "'s"
    return f"{match['whose']} {match['who']}{ending} {match['what']}"


def _is_subject(match: re.Match[str]) -> bool:
    """Return whether "you" is whom a verb speaks of: not "the man behind you was"."""
    before = match.string[: match.start()].split()
    return not before or before[-1].lower() not in {"behind", "with", "for", "to", "of", "about"}
