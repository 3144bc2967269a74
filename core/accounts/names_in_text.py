"""Names of people in a text: where a sentence introduces them, and where a known one recurs."""

import re
from collections.abc import Iterable
from functools import lru_cache

_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{1,30}(?:[-'’][^\W\d_]{1,30})?"
_FULL = rf"({_NAME}(?: (?:van |von |de |da |di |la )?{_NAME}){{0,2}})"
_KIN = (
    "wife|husband|partner|girlfriend|boyfriend|fiancée?|son|daughter|child|kid|baby"
    "|mother|father|mom|mum|dad|brother|sister|aunt|uncle|cousin|niece|nephew"
    "|grandmother|grandfather|grandma|grandpa|friend|roommate|flatmate|neighbou?r"
    "|boss|manager|colleague|coworker|mentor|teacher|tutor|therapist|doctor|coach|trainer|dog|cat"
)
_CUES = (
    re.compile(
        rf"\b(?i:my name(?: is|'s)|call me|i am called|ich hei(?:ß|ss)e|mein name ist"
        rf"|je m'appelle)\s+{_FULL}"
    ),
    re.compile(
        rf"\b(?:I am|I'm|This is|this is|Hi,? I'm|Yours,|Regards,|Best,|Love,|Cheers,)"
        rf"\s+{_FULL}"
        rf"(?=\s*(?:[,.!;:]|and\b|from\b|$))"
    ),
    re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Mlle)\.? {_FULL}"),
    re.compile(rf"\b(?i:my|our|his|her)(?: \w{{1,12}})? (?:{_KIN}),? (?i:called |named )?{_FULL}"),
    re.compile(rf"\b{_FULL},? (?:who is )?my (?:{_KIN})\b"),
)
NO_NAMES = frozenset(
    "I I'm The This That It And But So My Our Is On In At By For With Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday January February March April May June July August September"
    " October November December English German French Spanish Italian Dutch American British"
    " Polish Russian Chinese Japanese Korean Indian Muslim Christian Jewish Python Java"
    " Rust".split()
)
"""Words with a capital after such a cue that name no person: days, months, languages."""

_SHORTEST = 3
"""Letters of a known name that is looked for; shorter ones stand inside of too much."""


def find_names(text: str) -> tuple[str, ...]:
    """Return the names that the text introduces, each word once, in order."""
    found: dict[str, None] = {}
    for cue in _CUES:
        for match in cue.finditer(text):
            for word in match.group(1).split():
                if word in NO_NAMES:
                    break
                if word[0].isupper():
                    found[word] = None
    return tuple(found)


def name_words(names: Iterable[str]) -> tuple[str, ...]:
    """Return the words of names and of addresses of mail, as they may stand in a text."""
    words = (word for name in names for word in re.split(r"[\W\d_]+", name.partition("@")[0]))
    return tuple(dict.fromkeys(word for word in words if len(word) >= _SHORTEST))


def name_pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds these names as whole words, in small letters too; None without names."""
    return _compile(tuple(sorted({word for word in words if word})))


@lru_cache(maxsize=256)
def _compile(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?:(?:'s|’s)?)(?!\w)", re.IGNORECASE)
