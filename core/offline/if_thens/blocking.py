"""Which clause of a sentence is what gets in the way: an event or a state, judged by its form.

A sum ("60 euros"), a wish, what one is able to do and what is done and over block nothing. What
comes back ("every time the car breaks"), what is denied ("I couldn't sleep"), what is too much and
what ends too soon does.
"""

import re
from collections.abc import Iterator

from core.offline.reading.calendar import WEEKDAYS
from core.offline.reading.clauses.tense import Tense, is_verb, tense_of
from core.offline.reading.named_times import HOLIDAY, MONTH, SEASON
from core.offline.reading.numbers import NUMBER
from core.plans.verbs import VERBS

_FRAME = (
    r"when(?:ever)?|once|as soon as|every time|each time|any time|the moment|if|until|while|"
    r"even when|especially (?:when|once|if)"
)
_DAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_BEGINS = (
    r"(?:i|we|he|she|they|it|you|there|its|im|ive|my|our|the|every|each|got|get|is|are|was|were|"
    rf"am|can|cant|do|dont|{_FRAME}|after|both|[a-z]+ (?:i|we|he|she|they|it))\b"
)
_PARTS = re.compile(
    r"(?:[?;:.!](?:\s|$)|\n|,\s|\s[-–]\s)\s*(?:and |but |so |because |although |which )?"
    rf"|\s(?:and|but|so|because|although|while|which)\s(?={_BEGINS}|[a-z'’]+ (?:it|them|me|us)\b|"
    r"[a-z]+ing\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:and|but|so|because|although|though|well|also|however|especially) )*"
    r"(?:(?:i|we) (?:guess|think|suppose|find|realise|realize|notice|feel|know) "
    r"(?:that )?(?=(?:i|we|my|our|the|it)\b|i['’]))?",
    re.IGNORECASE,
)
_OPENS_A_FRAME = re.compile(rf"\W*(?:{_FRAME})\s", re.IGNORECASE)
_FRAMED = re.compile(rf"\b(?:{_FRAME})\s", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|cannot|hardly|nothing|nobody|without|"
    r"(?:ca|do|does|did|is|are|was|were|wo|would|could|should|has|have|had)n['’]?t)\b",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(r"\b(?:too|so) (?!(?:i|we|that|far|that's)\b)[a-z]+", re.IGNORECASE)
CUT_SHORT = re.compile(
    rf"\bafter (?:about |maybe |only |just )?(?:an?|{NUMBER}) (?:minute|hour|day|week)s?\b",
    re.IGNORECASE,
)
"""What ends too soon: "after five minutes I have to leave"."""
_ABLE = re.compile(
    r"^\W*(?:(?:i|we) )?(?:can|could|will|have got|have|am able to)\b(?!['’]?t)", re.IGNORECASE
)
_HAS_TIME = re.compile(
    rf"^\W*(?:(?:i|we|you)(?:['’]ve| have)?(?: got)?|there(?:['’]s| is| are)|i['’]ll have) "
    rf"(?:about |around |roughly |maybe |usually )*(?:half an?|an?|{NUMBER})[- ]"
    r"(?:(?:good|clear|free|quiet|or|to|and a half|couple of|\d+|two|three) )*(?:minutes?|mins?|"
    r"hours?|hrs?)\b",
    re.IGNORECASE,
)
"""Time that is there, "I've 25 minutes most mornings": a slot, whatever frames it."""
_AWAITED = re.compile(
    r"\b(?:is|are|was|were|do|does|did|will|wo|has|have)(?:n['’]?t| not) "
    r"(?:[\w'’-]+ ){0,4}?(?:until|till|before)"
    r"(?: after| the (?:start|end) of| early| late| mid)?"
    rf"(?: the| next)? (?:{MONTH}|{SEASON}|{HOLIDAY}|(?:{_DAYS})|week|month|year|term|"
    rf"\d+(?:st|nd|rd|th)? (?:of )?(?:{MONTH}))\b",
    re.IGNORECASE,
)
"""A day that is waited for, "the assessment isn't until March", denies nothing."""
_OWN = re.compile(r"^\W*(?:i|we|i['’]?m|im|my|our)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^\W*(?:i|we)\b", re.IGNORECASE)
_HAS_SUBJECT = re.compile(
    r"\b(?:i|we|he|she|they|it|you|there|its|it['’]s|i['’]\w+|im|ive)\b(?=\W+\w)", re.IGNORECASE
)
_POINTS_BACK = re.compile(r"\b(?:it|this|that|them|him|her|those)\b", re.IGNORECASE)
_WISHED = re.compile(
    r"^\W*(?:(?:but|and|so|still|yet) )*(?:i|we)(?: (?:do|really|still|just|would))*"
    r"(?:['’]d)? (?:want|like|love|wish|hope)\b(?! to (?:quit|stop|give up))",
    re.IGNORECASE,
)
_NOT_WHOLE = re.compile(
    r"\b(?:a|an|the|my|our|that|was|were|am|is|are|to|of|for|with|and|but|because|just)$",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\bso (?:i|we) (?P<verb>[a-z]+)\b(?P<rest>[^.;!?]*)", re.IGNORECASE)
_IS = frozenset("am is are was were".split())
_FRAGMENT = 2
_TOO_LONG = 0.25
"""What each word above a short clause takes away."""
_LEAST = 1.0
"""A clause below this blocks nothing."""
_SURELY = 3.0
_SHORT = 12
_STANDS_ALONE = re.compile(
    rf"\W*(?:i|we|he|she|they|it|my|our|the|there|im|i['’]\w+|{_FRAME})\b", re.IGNORECASE
)


def blocking_clause(sentence: str) -> str | None:
    """Return the clause of a sentence that says what gets in the way, or None if none does."""
    parts = list(_parts(sentence))
    answered = _is_answered(sentence)
    scored = [
        (_score(part, first=n == 0) - (2.0 if answered else 0.0), -n, part)
        for n, part in enumerate(parts)
    ]
    best = max(scored, default=None)
    return None if best is None or best[0] < _LEAST else best[2]


def with_its_sentence(sentence: str) -> str | None:
    """Return the clause that blocks, or its whole sentence where the clause alone says too little.

    "I open the file" is no obstacle, "I open the file, feel sick, and clean the kitchen" is one.
    """
    clause = blocking_clause(sentence)
    whole = _OPENING.sub("", sentence.strip(" .,;:!?"))
    if clause is None or clause == whole or not _SUBJECT.match(whole):
        return clause
    telling = any(mark.search(clause) for mark in (_DENIED, _TOO_MUCH, _FRAMED, CUT_SHORT))
    short = len(whole.split()) <= _SHORT and not re.search(r"[.;:?!]", whole)
    begins = whole.lower().startswith(clause.lower())
    return whole if short and begins and not telling else clause


def surely_blocking(text: str) -> Iterator[str]:
    """Yield the clauses of a text whose form alone says that something goes wrong."""
    for part in _parts(text):
        if not re.search(r"\d", part) and _score(part, first=True) >= _SURELY:
            yield part


def has_own_subject(clause: str) -> bool:
    """Return whether a clause can stand alone: it begins with whom or what it speaks of."""
    return _STANDS_ALONE.match(clause) is not None


def with_small_opener(clause: str) -> str:
    """Return a clause without the capital of its sentence, where it opens with a small word."""
    if _STANDS_ALONE.match(clause) and not re.match(r"I\b", clause):
        return clause[:1].lower() + clause[1:]
    return clause


def can_block(text: str) -> bool:
    """Return whether a text names an event or a state, not a sum or what one is able to do."""
    return blocking_clause(text) is not None


def _parts(sentence: str) -> Iterator[str]:
    """Yield the clauses of a sentence; a frame ("when it rains,") goes with what it frames."""
    subject = ""
    waiting = ""
    for piece in _PARTS.split(sentence):
        part = _OPENING.sub("", piece.strip(" .,;:!?"))
        if not part:
            continue
        if waiting:
            part, waiting = f"{waiting}, {part}", ""
        elif _OPENS_A_FRAME.match(part) and len(_HAS_SUBJECT.findall(part)) <= 1:
            waiting = part
            continue
        elif subject and not _HAS_SUBJECT.search(part) and tense_of(part) is not Tense.PAST:
            first = part.split(maxsplit=1)[0].lower()
            part = f"{subject} {part}" if _is_form(first) else part
        found = _SUBJECT.match(part)
        subject = found.group().strip() if found else ""
        yield part
    if waiting:
        yield waiting


def _is_form(word: str) -> bool:
    """Return whether a word can be the verb of a subject that was left out: "and got stuck"."""
    return word in VERBS or is_verb(word) or word in {"got", "get", "end", "ended"}


def _is_answered(sentence: str) -> bool:
    """Return whether a sentence says itself what is done about it: "so I print everything"."""
    found = _ANSWERED.search(sentence)
    if found is None or _DENIED.search(found.group()) or _TOO_MUCH.search(found["rest"]):
        return False
    return found["verb"].lower() in VERBS and not _FRAMED.search(found["rest"])


def _score(part: str, *, first: bool) -> float:
    words = part.split()
    if not words or _is_only_a_sum(part) or _WISHED.match(part) or _NOT_WHOLE.search(part):
        return -5.0
    bare = words[0].lower() in VERBS | _IS and not _HAS_SUBJECT.search(" ".join(words[:-1]))
    if bare and (len(words) <= _FRAGMENT or words[0].lower() in _IS):
        return -5.0  # "but eat it", "am feeling better"
    denied = bool(_DENIED.search(_AWAITED.sub("", part)) or _TOO_MUCH.search(part))
    if not denied and (_HAS_TIME.match(part) or _AWAITED.search(part)):
        return -5.0
    score = 1.0 + 2.0 * denied
    score += 2.0 * bool(_FRAMED.search(part)) + 2.0 * bool(CUT_SHORT.search(part))
    tense = tense_of(part)
    score += 2.0 * (tense is Tense.HABIT)
    if tense is Tense.PAST and not denied:
        score -= 3.0
    if _ABLE.match(part) and not denied:
        score -= 3.0
    if not first and _POINTS_BACK.search(part) and not _FRAMED.search(part):
        score -= 0.5
    return score + 0.25 * bool(_OWN.match(part)) - _TOO_LONG * max(0, len(words) - _SHORT)


def _is_only_a_sum(part: str) -> bool:
    """Return whether words name an amount and no event: "900 euros for all of it", "kid of 3"."""
    if re.search(r"\d", part) is None or _DENIED.search(part) or _HAS_SUBJECT.search(part):
        return False
    words = [word.lower() for word in re.findall(r"[A-Za-z'’]+", part)]
    acts = [word for word in words[1:] if is_verb(word) and not _is_unit(word, part)]
    return not acts or re.search(r"\b(?:is|are|costs?) (?:\w+ )?[\d€$£]", part) is not None


def _is_unit(word: str, part: str) -> bool:
    """Return whether a word that ends like a verb is what a number counts: "900 euros"."""
    return re.search(rf"\d\s?(?:\w+ )?{re.escape(word)}\b", part, re.IGNORECASE) is not None
