"""What a text says is settled: the flat is found, the course is owned, the teacher is hired.

A step that obtains such a thing contradicts the person, and a plan whose whole outcome is to
obtain it is not a plan for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.offline.playbooks.schema import Playbook

_OBTAINS = r"(?:find(?! out)|buy|rent|look for|search for|hire|book|get|borrow|order|sign)"
_OBTAINING = re.compile(
    rf"^{_OBTAINS}(?:,? (?:or|and|and/or) [a-z]+){{0,2}} "
    r"(?P<what>[^,;:.(]*?)"
    r"(?=[,;:.(]|$| "
    r"(?:and|or|at|for|with|in|of|to|by|from|near|on|that|who|as|once|before|after)\b)",
    re.IGNORECASE,
)
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset("home house flat apartment condo place".split()),
    frozenset("teacher tutor instructor trainer coach".split()),
    frozenset("course class classes lessons".split()),
    frozenset("van movers".split()),
    frozenset("venue hall room".split()),
    frozenset("instrument cello violin viola guitar piano flute bass saxophone clarinet".split()),
)
"""Words that people use for one thing; other nouns are compared as they are."""
_NEW = re.compile(
    r"\b(?:another|new|next|second|better|different|other|more|trial|free)\b", re.IGNORECASE
)
_MANY = re.compile(r"\b(?:two|three|four|five|six|ten|\d+|some|few)\b", re.IGNORECASE)
_NO_THINGS = frozenset(
    "day days hour time week month minutes one thing things way step date place people person "
    "person's friend list page money partner doctor first last idea plan goal moment help".split()
)
_NOT_YET = re.compile(
    r"\b(?:not|never|no|yet|need|want|wish|would|will|looking|hope|if|should|must|could|"
    r"afford|can|find|to)\b|n['’]t\b",
    re.IGNORECASE,
)
_DONE = (
    r"(?:bought|found|rented|hired|booked|signed(?: for| up for| up to)?|chosen|picked|ordered|"
    r"borrowed|reserved|enrolled (?:in|for|on))"
)
_HAVE = rf"(?:{_DONE}|got|have|own)"
_ARRANGED = (
    r"(?:found|bought|booked|signed|hired|ours|mine|ready|paid|ordered|rented|reserved|arranged|"
    r"sorted|set)"
)
_PERIOD = r"(?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?"
_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.\d+[^.;!?\n]*)*")
_ITS = (
    r"(?: (?:already|just|now|myself|us|me|him|her))* (?:a|an|the|my|our|this)"
    r"(?: (?!in\b|of\b|and\b|for\b)[\w'’-]+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A thing that is settled, and the words that say so."""

    noun: str
    quote: str


def obtained_by(line: str) -> str:
    """Return the noun of what a step or an outcome obtains: "find a flat and move in", a flat."""
    match = _OBTAINING.match(line.strip())
    if match is None or _NEW.search(match["what"]) or _MANY.search(match["what"]):
        return ""
    words = re.findall(r"[a-z-]+", match["what"].lower())
    return "" if not words or words[-1] in _NO_THINGS else words[-1]


def settled_thing(line: str, text: str) -> Settled | None:
    """Return what a step obtains although the text says that it is settled, or None."""
    noun = obtained_by(line)
    quote = next(_quotes(noun, text), "") if noun else ""
    return Settled(noun=noun, quote=quote) if quote else None


def is_open(playbook: Playbook, text: str) -> bool:
    """Return whether the outcome of a plan is still to be reached: the flat is not found yet."""
    outcomes = (playbook.goal.replace("{thing}", playbook.thing), playbook.title)
    return all(settled_thing(outcome, text) is None for outcome in outcomes)


def _quotes(word: str, text: str) -> Iterator[str]:
    """Yield the words of a text that say that a thing is found, booked or owned."""
    names = next((same for same in _ALIKE if word in same), frozenset({word}))
    noun = rf"(?:{'|'.join(sorted(re.escape(name) for name in names))})s?"
    had = _DONE if "home" in names else _HAVE
    settled = (
        rf"\b{had}{_ITS} {noun}\b",
        rf"\b{noun} (?:is|are|was|has been) (?:already )?{_ARRANGED}\b",
        rf"\b{noun} (?:every|each) (?:\w+ ){{0,2}}{_PERIOD}\b",
    )
    # A person who leaves one home for another on a day has found it.
    moves = (
        rf"\bmoving\b[^.;!?]{{0,40}}? (?:in)?to (?:a|the|our|my|this) (?:[\w-]+ ){{0,3}}{noun} "
        r"on \w+"
    )
    for sentence in _SENTENCE.finditer(text):
        for pattern in (*settled, *([moves] if "home" in names else [])):
            match = re.search(pattern, sentence.group(), re.IGNORECASE)
            if match is None:
                continue
            clause = re.split(r",| but | and ", sentence.group()[: match.start()])[-1]
            if not _NOT_YET.search(clause):
                yield match.group().strip()
