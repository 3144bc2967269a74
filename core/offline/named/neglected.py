"""What a person says they have left undone, as the acts that would do it: small, and theirs."""

import re
from collections.abc import Iterator

from core.offline.grammar.person import to_second_person
from core.plans.verbs import VERBS, imperative_of

MOST = 4
_IRREGULAR = {
    "paid": "pay", "done": "do", "written": "write", "spoken": "speak", "rung": "ring",
    "seen": "arrange to see", "sent": "send", "read": "read", "made": "make",
    "brought": "bring", "thrown": "throw", "given": "give", "begun": "begin",
    "bought": "buy", "met": "meet", "been": "fix a day to go", "spent": "spend", "swept": "sweep",
}  # fmt: skip
_LEFT_ALONE = frozenset("eaten drunk taken told driven slept hit loved".split())
"""What a plan sends no one to do because they have not: medicines, meals, confessions."""
_NO_ACTS = frozenset({"be", "have", "do", "get", "feel", "stop"})
_NOT_DONE = re.compile(
    r"\b(?:haven['’]?t|have not)\s+(?:even |really |yet )?"
    r"(?P<done>[a-z]+(?:ed|en|id|ne|ng|nt|de|ld|ad|wn|et|un|ht|pt))\s+(?P<what>[^.,;:!?()\n]+)",
    re.IGNORECASE,
)
_FORGOT = re.compile(
    r"\b(?:(?:always |keep )?forget(?:ting)? to|(?:hardly|rarely|seldom|never) (?:ever )?get "
    r"(?:round|around) to|(?:should|ought to) (?:really |finally )?)\s*"
    r"(?P<act>[a-z]+(?:ing)?\s+[^.,;:!?()\n]+)",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\b(?:put(?:ting)? off|postpon\w+|procrastinat\w+ on|avoid\w*)\s+(?P<what>[^.,;:!?()\n]+)",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"(?P<some>\b(?:a|an|the|my|our|some|\d+|two|three|four|five|six|seven|eight|nine|ten|"
    r"a pile of|a stack of|a few)\s+)?\bun"
    r"(?P<done>opened|paid|answered|washed|sorted|ironed|signed|sent|finished|made)\s+"
    r"(?P<what>[^.,;:!?()\n]+)",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\b(?:a|an|the|my|our)\s+(?P<where>[a-z]+(?: (?!is\b|are\b|was\b)[a-z]+)?)\s+"
    r"(?:is )?(?:full of|piled with)\s+(?P<what>[a-z]+)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:since|for (?:\w+ ){0,2}(?:weeks?|months?|years?|days?|ages)|"
    r"in (?:\w+ )?(?:weeks?|months?|years?|days?|ages)|and|but|because|so|when|while|until|"
    r"anymore|any more|yet|again|either|as|which|that|properly|i|on my|lying|waiting)\b.*",
    re.IGNORECASE,
)
_NOUN_STARTS = re.compile(r"(?:my|our|the|a|an|any|to|with|[A-Z]\w+|\w+s)\b")
_MOST_WORDS = 8


def neglected_acts(text: str) -> tuple[str, ...]:
    """Return the acts that do what a text says is left undone, at most four, in text order."""
    found = sorted(_acts(text))
    return tuple(dict.fromkeys(act for _, act in found))[:MOST]


def _acts(text: str) -> Iterator[tuple[int, str]]:
    for match in _NOT_DONE.finditer(text):
        verb, what = _stem(match["done"]), _object(match["what"])
        if verb and what and _NOUN_STARTS.match(what):
            yield match.start(), _title(verb, what)
    for match in _FORGOT.finditer(text):
        first, _, rest = match["act"].partition(" ")
        verb = first.lower() if first.lower() in VERBS else imperative_of(first)
        if verb and verb not in _NO_ACTS and _object(rest) and _NOUN_STARTS.match(_object(rest)):
            yield match.start(), _title(verb, _object(rest))
    for match in _PUT_OFF.finditer(text):
        first, _, rest = _object(match["what"]).partition(" ")
        stem = imperative_of(first) if first.endswith("ing") else None
        if stem and rest:
            yield match.start(), f"{_title(stem, rest)}: the first ten minutes of it"
    for match in _UNDONE.finditer(text):
        verb = _stem(match["done"])
        what = re.sub(
            r"^(?:a|an|some|a few)\s+", "", f"{match['some'] or ''}{_object(match['what'])}"
        )
        if verb and what:
            whose = what if re.match(r"(?:my|our|the)\b", what) else f"the {what}"
            yield match.start(), f"{_title(verb, whose)}, beginning with the one on top"
    for match in _FULL.finditer(text):
        where = f"the {match['where']} full of {match['what']}"
        yield match.start(), f"Clear {where} for ten minutes, timer on, then stop"


def _stem(done: str) -> str | None:
    """Return the verb of a participle: answered, opened, paid."""
    word = done.lower()
    if word in _LEFT_ALONE:
        return None
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    shorter = (word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ied") + "y")
    doubled = word[:-3] if word.endswith("ed") and word[-3:-2] == word[-4:-3] else ""
    return next((verb for verb in (*shorter, doubled) if verb in VERBS and verb != word), None)


def _object(words: str) -> str:
    short = _ENDS.sub("", f" {words.strip()}").strip()
    return short if 1 <= len(short.split()) <= _MOST_WORDS else ""


def _title(verb: str, what: str) -> str:
    what = re.sub(r"^any\b", "the", to_second_person(re.sub(r"\bour\b", "your", what)))
    return f"{verb[:1].upper()}{verb[1:]} {what}"
