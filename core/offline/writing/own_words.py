"""Short phrases from what a person wrote: never a clause, always grammatical after a verb."""

import re

from core.offline.grammar.person import to_second_person
from core.offline.grammar.phrases import can_be_act, can_be_noun_phrase
from core.offline.reading.facts import GoalFacts
from core.plans.verbs import first_word, imperative_of, starts_with_verb

MOST_WORDS = 5
_MOST_ACT_WORDS = 7
_LEAST_ACT_WORDS = 2
_LISTED = 2
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
    it its himself herself themselves everyone everybody something anything everything
    not no never only just also too very really maybe again once already still here there now
    one two three each every some any all both few more most other another
    """.split()
)
_NO_ACT = frozenset(
    """
    be being stop quit avoid overcome feel become have get do
    want wish need last see visit consult meet join sign buy hire book find use try enrol enroll
    follow
    """.split()
)
"""Verbs that say what shall change, or that name a helper rather than a session."""
_AGAINST = re.compile(r"(?:but|however|although|though|even if)\b", re.IGNORECASE)
_REASON_CUE = re.compile(r"^(?:because|since|as|so that|and|so)\s+", re.IGNORECASE)
_A_TIME = re.compile(
    r"since (?:i (?:was|were|turned|left|had|got|stopped|started|moved)|\d|childhood)\b",
    re.IGNORECASE,
)
"""Since when, not why: "since I was 15"."""
_BECAUSE = re.compile(r"\bbecause (?P<why>[^.;!?\n]+)", re.IGNORECASE)
_REPORTS = frozenset("says said tells told thinks thought wants needs knows keeps helps".split())
_WORD = re.compile(r"[^\W_][\w'’-]*")
_ENDS_A_PHRASE = frozenset(
    "in on at by for from with to after before because so when while".split()
)


def acts_in(text: str) -> tuple[str, ...]:
    """Return the acts that a text lists, each as a short imperative ("phone the landlord").

    Beside two items that begin with a verb, an item with an unknown first word is an act as well:
    people list things of one kind.
    """
    parts = [_OPENING.sub("", p.strip(' .!?"“”()')).strip() for p in _SPLIT.split(text)]
    parts = [part for part in parts if len(part.split()) >= _LEAST_ACT_WORDS]
    acts = [_imperative(part) for part in parts]
    is_list = sum(act is not None for act in acts) >= _LISTED
    found = [
        act if act is not None else part
        for part, act in zip(parts, acts, strict=True)
        if act is not None or (is_list and _may_be_act(part))
    ]
    clipped = (_clip(to_second_person(act)) for act in found)
    return tuple(dict.fromkeys(act for act in clipped if can_be_act(act)))


def _imperative(part: str) -> str | None:
    """Return a part that begins with a verb as an imperative, or None."""
    word = first_word(part)
    if word in (_NO_ACT | _CLOSED) - {"a", "an"}:
        return None
    if starts_with_verb(part):
        return part
    if word in {"a", "an"} and starts_with_verb(part.split(" ", 1)[1]):
        return f"fit in {part}"  # "a walk at lunch" is an act said as a thing
    stem = imperative_of(word) if word.endswith("ing") else None
    return None if stem is None else f"{stem} {part.split(' ', 1)[1]}"


def _may_be_act(part: str) -> bool:
    word = part.split(maxsplit=1)[0]
    return word.isalpha() and word.islower() and word not in _NO_ACT | _CLOSED


def noun_label(text: str) -> str | None:
    """Return the first noun phrase of a clause, "your dietitian", or None if it has none."""
    words = [m.group() for m in _WORD.finditer(text)]
    best: str | None = None
    at = 0
    while at < len(words):
        start = at
        while at < len(words) and words[at].lower() not in _CLOSED:
            at += 1
        phrase = _until_verb(words[start:at])
        before = words[start - 1].lower() if start else ""
        if phrase and before in _DETERMINERS and not starts_with_verb(" ".join(phrase)):
            article = "the" if before in {"the", "this", "that", "these", "those"} else "your"
            label = f"{article} {' '.join(phrase)}"
            if can_be_noun_phrase(label):
                return label
        if phrase and best is None and phrase[0][:1].isupper() and start:
            best = " ".join(phrase)
        at += 1
    return best


def _until_verb(words: list[str]) -> list[str]:
    """Return the first words of a phrase, at most three, up to a participle."""
    end = next(
        (n for n, w in enumerate(words) if n and (w.endswith(("ed", "ing")) or w in _REPORTS)), 3
    )
    return words[: min(3, end)]


def own_reason(facts: GoalFacts) -> str | None:
    """Return the person's reason in the second person, or None if it is not surely one.

    A clause that begins with "but" speaks against the goal, so it is no reason for it.
    """
    if facts.reason is None:
        return None
    text = facts.reason.text.strip(" .,;!")
    if _A_TIME.match(text):
        because = _BECAUSE.search(facts.text)
        if because is None:
            return None
        text = because["why"].strip(" .,;!")
    if _AGAINST.match(text) or len(text.split()) < _LEAST_ACT_WORDS or text.endswith("?"):
        return None
    return to_second_person(_REASON_CUE.sub("", text))


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
    lowers = first.lower().endswith("ing") or first.lower() in _CLOSED or starts_with_verb(first)
    if begins and lowers:
        thing = thing[:1].lower() + thing[1:]
    if first.lower() in _CLOSED - _DETERMINERS - {"one", "two", "three"}:
        return default
    if not can_be_noun_phrase(thing):
        return default
    words = before.split()
    last = words[-1].lower() if words else ""
    if last in _DETERMINERS and thing.split()[0].lower() not in _DETERMINERS:
        thing = f"{to_second_person(last)} {thing}"
    return re.sub(r"^(?:our|we)\b", "your", thing, flags=re.IGNORECASE)


def without_article(thing: str) -> str:
    """Return a noun phrase without its article or possessive."""
    return re.sub(r"^(?:a|an|the|my|your|our)\s+", "", thing, flags=re.IGNORECASE)


def _clip(act: str) -> str:
    """Return an act of at most seven words, cut before a preposition where it is longer."""
    words = act.split()
    if len(words) <= _MOST_ACT_WORDS:
        return act
    cut = next(
        (n for n in range(_MOST_ACT_WORDS, 1, -1) if words[n].lower() in _ENDS_A_PHRASE),
        _MOST_ACT_WORDS,
    )
    return " ".join(words[:cut])
