"""People whom a text names: by what they are to the person, or by their own name."""

import re
from collections.abc import Iterator

from core.offline.named.values import NamedThing, Sort

_KIN = (
    r"(?:(?:mother|father|parent|sister|brother|son|daughter)s?-in-law|in-laws|"
    r"(?:step|god|grand)?(?:mother|father|mum|mom|dad|parent|child|son|daughter|ma|pa)s?|"
    r"mummy|daddy|gran(?:ny|dma|dpa|dad)?s?|kids?|children|grandchildren|stepchildren|bab(?:y|ies)|"
    r"toddler|teenagers?|teens?|brothers?|sisters?|siblings?|twins?|wife|husband|partner|spouse|"
    r"fianc[eé]e?|girlfriend|boyfriend|aunt(?:ie)?s?|uncles?|cousins?|niece|nephew|"
    r"friends?|best friend|mates?|flatmates?|roommates?|housemates?|neighbou?rs?|"
    r"colleagues?|co-?workers?|boss|supervisor|manager|team(?:mates)?|mentor|coach|trainer|"
    r"(?:\w+ )?(?:teacher|tutor)|ex|family|\d{1,2}[- ]?(?:yo|year[- ]old))"
)
_OWN = re.compile(
    rf"\b(?i:my|our)\s+(?P<kin>(?!late\b)(?:(?!late\b)\w+\s+)?{_KIN})(?!['’]s\b|\w)"
    r"(?:\s+(?P<name>[A-Z][\w’-]+))?",
)
_BARE = re.compile(
    r"(?<!\bmy )(?<!\bour )(?<!your )(?<!\bhis )(?<!\bher )(?<!their )(?<!\bthe )(?<!\ba )"
    r"\b(?P<kin>[Mm]um|[Mm]om|[Dd]ad|[Gg]randma|[Gg]ran)\b(?!['’]s\b)"
)
_CALLED = re.compile(r"\b(?:called|named)\s+(?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+)?)")
_SPEAKS = re.compile(
    r"(?<![.!?] )(?<!^)\b(?P<name>(?:[A-Z][\w’-]+ )?[A-Z][\w’-]{2,})\s+"
    r"(?:says?|said|asks?|asked|tells?|told|offered|offers|wants|helps|teaches|calls|"
    r"thinks|wrote|texts?|texted|rings)\b"
)
_LESSONS = re.compile(
    r"\b(?:class|lessons?|course|sessions?|group|go|meet|train|sing|play|practi[sc]e)\b"
    r"[^.;!?]{0,24}?\bwith (?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+)?)"
)
_GONE = (
    r"(?:died|dies|passed(?: away)?|has died|is gone|has gone|was buried|['’]s (?:death|funeral))"
)
_BEFORE_GONE = re.compile(
    r"\b(?:late|dead|lost|losing|buried|bury|without)\s+(?:my |our )?$", re.IGNORECASE
)
_AFTER_GONE = re.compile(rf"\s*{_GONE}\b", re.IGNORECASE)
_AGE = re.compile(r"(\d{1,2})[- ]?(?:yo|year[- ]old)\b", re.IGNORECASE)


def people_in(text: str) -> tuple[NamedThing, ...]:
    """Return the living people that a text names, each once, in text order."""
    found: list[NamedThing] = []
    end = 0
    for match, label in sorted(_named(text), key=lambda pair: pair[0].start()):
        known = any(label.lower() in f" {each.label.lower()}" for each in found)
        if match.start() < end or known or _is_gone(text, match):
            continue
        end = match.end()
        found.append(NamedThing(label=label, sort=Sort.PERSON, start=match.start()))
    return tuple(found)


def _named(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _OWN.finditer(text):
        kin = _AGE.sub(r"\1-year-old", match["kin"])
        yield match, f"your {kin} {match['name']}" if match["name"] else f"your {kin}"
    for match in _BARE.finditer(text):
        yield match, f"your {match['kin'].lower()}"
    for pattern in (_CALLED, _SPEAKS, _LESSONS):
        for match in pattern.finditer(text):
            yield match, match["name"]


def _is_gone(text: str, match: re.Match[str]) -> bool:
    """Return whether the words around a person say that they have died."""
    return bool(_BEFORE_GONE.search(text[: match.start()]) or _AFTER_GONE.match(text, match.end()))
