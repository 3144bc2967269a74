"""Short phrases from what a person said: never a clause, always grammatical after a verb."""

import re

from core.offline.writing.sentences import to_second_person
from core.plans.verbs import first_word, imperative_of, starts_with_verb

MOST_WORDS = 5
_MOST_ACT_WORDS = 8
_SPLIT = re.compile(r"\s*(?:[,;:\n•]|\s[-–]\s|\b(?:and|then|or)\b)\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:so|and|but|then|first|also|maybe|this time|my plan is|the plan is|to)\s+)*"
    r"(?:i(?:'ll|'m going to|'d like to| will| want to| would like to| plan to| am going to| can"
    r"| could| shall| try to)?\s+)?(?:to\s+)?",
    re.IGNORECASE,
)
_DETERMINERS = frozenset("a an the my our your this that these those".split())
_CLOSED = _DETERMINERS | frozenset(
    """
    i you he she it we they me him her us them who which what
    is are was were be been being am do does did have has had having will would can could shall
    should may might must go goes got get gets going
    in on at by for from with without to of off up out into over under about after before during
    through via per as than between against until till since
    and or but so because if when while where that then
    not no never only just also too very really maybe again once already still here there now
    one two three each every some any all both few more most other another
    """.split()
)
_NO_ACT = frozenset("be being stop quit avoid overcome feel become have get do".split())
"""Verbs that say what shall change, not what is done."""
_WORD = re.compile(r"[^\W_][\w'’-]*")
_ENDS_A_PHRASE = frozenset(
    "in on at by for from with to after before because so when while".split()
)


def acts_in(text: str) -> tuple[str, ...]:
    """Return the acts that a text lists, each as a short imperative ("phone the landlord")."""
    found = []
    for part in _SPLIT.split(text):
        act = _OPENING.sub("", part.strip(' .!?"“”()')).strip()
        if not act or len(act.split()) < 2 or first_word(act) in _NO_ACT:
            continue
        if not starts_with_verb(act):
            stem = imperative_of(first_word(act)) if first_word(act).endswith("ing") else None
            if stem is None:
                continue
            act = f"{stem} {act.split(' ', 1)[1]}"
        found.append(_clip(to_second_person(act)))
    return tuple(dict.fromkeys(found))


def noun_label(text: str) -> str | None:
    """Return the first noun phrase of a clause, "your dietitian", or None if it has none."""
    words = [m.group() for m in _WORD.finditer(text)]
    best: str | None = None
    at = 0
    while at < len(words):
        start = at
        while at < len(words) and words[at].lower() not in _CLOSED:
            at += 1
        phrase = words[start:at][: MOST_WORDS - 1]
        before = words[start - 1].lower() if start else ""
        if phrase and before in _DETERMINERS and not starts_with_verb(" ".join(phrase)):
            article = "the" if before in {"the", "this", "that", "these", "those"} else "your"
            return f"{article} {' '.join(phrase)}"
        if phrase and best is None and phrase[0][:1].isupper() and start:
            best = " ".join(phrase)
        at += 1
    return best


def short_thing(text: str, before: str, default: str) -> str:
    """Return the person's noun phrase in the second person, or a default if it is too long.

    `before` is the text in front of it, which may end with its article.
    """
    thing = " ".join(to_second_person(text).strip(' .,;:!?"“”').split())
    if not thing or len(thing.split()) > MOST_WORDS or "\n" in text:
        return default
    if re.search(r"\b(?:you|i|he|she|they|we)\b", thing, re.IGNORECASE):
        return default
    begins = not before.strip() or before.rstrip()[-1] in ".!?:\n"
    first = thing.split()[0]
    if begins and (first.lower().endswith("ing") or starts_with_verb(first)):
        thing = thing[:1].lower() + thing[1:]
    words = before.split()
    last = words[-1].lower() if words else ""
    if last in _DETERMINERS and thing.split()[0].lower() not in _DETERMINERS:
        thing = f"{to_second_person(last)} {thing}"
    return re.sub(r"^(?:our|we)\b", "your", thing, flags=re.IGNORECASE)


def without_article(thing: str) -> str:
    """Return a noun phrase without its article or possessive."""
    return re.sub(r"^(?:a|an|the|my|your|our)\s+", "", thing, flags=re.IGNORECASE)


def _clip(act: str) -> str:
    """Return an act of at most eight words, cut before a preposition where it is longer."""
    words = act.split()
    if len(words) <= _MOST_ACT_WORDS:
        return act
    cut = next(
        (n for n in range(_MOST_ACT_WORDS, 1, -1) if words[n].lower() in _ENDS_A_PHRASE),
        _MOST_ACT_WORDS,
    )
    return " ".join(words[:cut])
