"""Lasting facts that a person states in a question: "my knee hurts on stairs"."""

import re

from core.chat.memory import takes_weekdays

_SENTENCE = re.compile(r"[^.!?;\n]+")
_ASKED = re.compile(
    r"^\W*(?:please )?(?:remember|note|keep in mind|just so you know|for your information|fyi|"
    r"you should know)(?: that|:|,)?\s+(?P<fact>.+)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?\s+(?:so |and |but )?(?:should|shall|can|could|may|do|what|how|is it|am i)\b"
    r"(?: (?:i|you|we|now|to do|about)\b.*)?$",
    re.IGNORECASE,
)
"""The question after a fact: "my knee hurts, should I carry on"."""
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend)s?"
_LASTING = (
    re.compile(
        r"\b(?:can['’]?t|cannot|never|no time)\b.*\b(?:anymore|any more|(?:in the |on )?"
        r"(?:mornings|evenings|afternoons|nights)|(?:before|after) (?:work|school|lunch))\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:from (?:now|here) on|from next (?:week|month) on)\b", re.IGNORECASE),
    re.compile(rf"\bonly\b.*\b(?:on |at (?:the )?)?{_DAY[:-2]}s\b", re.IGNORECASE),
    re.compile(
        rf"\b{_DAY}\b.*\b(?:out|never|don['’]?t work|impossible|no good|closed)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:can['’]?t|cannot|never|no time)\b.*\b(?:on )?{_DAY[:-2]}s\b", re.IGNORECASE),
    re.compile(
        r"\bmy (?:\w+ )?(?:knees?|back|shoulders?|hips?|ankles?|wrists?|neck|foot|feet|shins?|"
        r"elbows?)\b.*\b(?:hurts?|aches?|sore|bad|weak|swells?|swollen)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bi (?:work (?:nights?|shifts|weekends|late)|have (?:no|a|two|three|small|young) "
        r"(?:\w+ )?(?:car|kids?|child(?:ren)?|baby|garden|dog|bike)|am (?:allergic|vegetarian|"
        r"vegan|pregnant|diabetic)|['’]m (?:allergic|vegetarian|vegan|pregnant|diabetic)|"
        r"don['’]?t (?:have|own) an? \w+|have (?:asthma|diabetes|high blood pressure))\b",
        re.IGNORECASE,
    ),
)
_INJECTED = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|reveal)\b.*\b(?:rules?|instructions?|prompt|"
    r"plan|system|above|before)\b|\byou (?:are|must|have to|will) (?:now )?\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:this (?:week(?:end)?|time|once|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|today|"
    r"tonight|tomorrow|(?:just|only) once)\b",
    re.IGNORECASE,
)
"""What holds for one day is nothing to remember."""
_MOST_WORDS = 24


def stated_facts(question: str) -> list[str]:
    """Return the sentences that state a lasting fact; an instruction to the coach is none."""
    found = list[str]()
    for sentence in _SENTENCE.findall(question):
        words = _ASIDE.sub("", " ".join(sentence.split()))
        asked = _ASKED.match(words)
        fact = asked.group("fact") if asked else words
        once = _ONCE.search(fact) is not None
        lasts = takes_weekdays(fact) or any(p.search(fact) for p in _LASTING)
        lasting = asked or (lasts and not once)
        if lasting and not _INJECTED.search(fact) and len(fact.split()) <= _MOST_WORDS:
            found.append(fact[0].upper() + fact[1:])
    return found[:2]
