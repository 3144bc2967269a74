"""The parts of a piece of work that a text lists: the house, two bank accounts, a pension."""

import re
from collections.abc import Iterator

from core.offline.grammar.person import to_second_person
from core.offline.grammar.phrases import can_be_noun_phrase
from core.offline.reading.calendar import MONTHS, WEEKDAYS
from core.plans.verbs import VERBS, imperative_of

LEAST, _MOST = 2, 6
_LEAST_IN_A_ROW = 3
_MOST_WORDS = 5
_SENTENCE = re.compile(r"[^.;!?\n()]+")
_BETWEEN = re.compile(r"\s*,\s*(?:and |or )?|\s+and\s+|\s*:\s*", re.IGNORECASE)
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_ARTICLE = rf"(?:an?|the|my|our|his|her|their|some|{_NUMBER})"
_LAST_NOUN = re.compile(rf"\b{_ARTICLE}\s+(?!.*\b{_ARTICLE}\b).+$", re.IGNORECASE)
_ENDS = re.compile(
    r"\s+(?:that|which|who|so|but|because|when|while|until|if|all|since|for|from|before|after|by|"
    r"in (?:the )?(?:next|last)|to|is|are|was|were|has|have|keeps?|needs?|wants?|says?)\b.*",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\s+(?:full of|in|on|with|at|from|of)\s.*", re.IGNORECASE)
_NO_PART = re.compile(
    r"\b(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|evenings?|mornings?|afternoons?|"
    r"nights?|weekends?|times?|am|pm|lunch|breaks?|shifts?|free|work|kids?|children|wife|husband|"
    r"partner|boys?|girls?|sons?|daughters?|people|staff|friends?|mum|dad|mother|father|sister|"
    r"brother|solicitor|doctor|i|we|he|she|they|it|me|you|not|no|never|just|only|still|really|"
    r"maybe|always|everything|nothing|stuff|things?|idea|clue|want|like|own)\b|[£€$]|\d{2,}|^\d$",
    re.IGNORECASE,
)
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})


def named_parts(text: str) -> tuple[str, ...]:
    """Return the things that a text lists, as they stand in a sentence; few or none for most."""
    found = {part.lower(): part for part in _parts(text)}
    parts = tuple(found.values())[:_MOST]
    return parts if len(parts) >= LEAST else ()


def _parts(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.finditer(text):
        row: list[str] = []
        pieces = _BETWEEN.split(sentence.group().strip())
        for number, piece in enumerate(pieces):
            part = _part(piece, first=not row, last=number == len(pieces) - 1)
            if part:
                row.append(part)
                continue
            if len(row) >= _LEAST_IN_A_ROW:
                yield from row
            row = []
        if len(row) >= _LEAST_IN_A_ROW:
            yield from row


def _part(piece: str, *, first: bool, last: bool) -> str:
    """Return a piece of a list as a noun phrase, or nothing if it is none."""
    words = piece.strip()
    if first and (noun := _LAST_NOUN.search(words)):
        words = noun.group()
    if last or first:
        words = _ENDS.sub("", words)
    if len(words.split()) > _MOST_WORDS:
        words = _LOOSE.sub("", words)
    each = words.lower().split()
    if not each or len(each) > _MOST_WORDS or _NO_PART.search(words):
        return ""
    if any(word.rstrip("s") in _CALENDAR or word in _CALENDAR for word in each):
        return ""
    acts = each[0] in VERBS or (each[0].endswith("ing") and imperative_of(each[0]) is not None)
    if (acts and len(each) > 1) or not can_be_noun_phrase(words):
        return ""
    return _as_named(words)


def _as_named(words: str) -> str:
    """Return a part with an article that fits: "the private pension", "your house"."""
    own = to_second_person(re.sub(r"^our\b", "your", words, flags=re.IGNORECASE))
    plain = re.sub(r"^(?:an?|some)\s+", "the ", own, flags=re.IGNORECASE)
    if re.match(rf"(?:the|your|his|her|their|{_NUMBER})\b", plain, re.IGNORECASE):
        return plain if not re.match(_NUMBER, plain, re.IGNORECASE) else f"the {plain}"
    return plain if plain[1:2].isupper() else f"the {plain[:1].lower()}{plain[1:]}"
