"""Parse quantities in a goal text: numbers with units, money, ranges, current values."""

import re
from collections.abc import Iterable

from core.offline.reading.amounts.compound import compounds_in
from core.offline.reading.facts import Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.units import CURRENCIES, UNITS

_SIGN = r"[$€£¥₹]"
_CODE = "|".join(sorted((c for c in CURRENCIES if c.isalpha()), key=len, reverse=True))
_UNIT = "|".join(sorted((u for u in UNITS if u != "%"), key=len, reverse=True))
_PER = (
    r"(?:(?: ?(?:/|a|an|per|each|every) ?(?P<per>day|night|week|month|year|hour|minute)\b)| "
    r"(?P<adverb>daily|weekly|monthly))?"
)
_MONEY = re.compile(
    rf"(?:(?P<sign>{_SIGN}) ?(?P<n1>{NUMBER})|\b(?P<code1>usd|eur|gbp|chf|cad|aud|"
    rf"sgd) ?(?P<n3>{NUMBER})"
    rf"|(?P<n2>{NUMBER}) ?(?P<code>{_SIGN}|(?:{_CODE})\b)){_PER}",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    rf"(?<![\w.,])(?P<n>{NUMBER})(?: ?(?:-|–|to|or) ?(?P<high>{NUMBER}))?(?: ?-?|\s+(?:more |new |"
    r"different |extra |full |fewer |less |good |non-?fiction |other |unread |old |daily |"
    r"[a-z-]{3,} )?)"
    rf"(?P<unit>(?:{_UNIT})\b|%){_PER}",
    re.IGNORECASE,
)
_RACE = re.compile(
    r"(?<![\w$€£.,])(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?[kK]\b"
    r"(?! ?(?:steps|words|followers|subscribers|a |per|usd|eur))"
)
_NAMED_RACE = re.compile(
    r"\b(?P<half>half[- ])?marathon\b|"
    r"\b(?:run|running|ran|enter\w*|race)\b[^.;!?]{0,20}\b"
    r"(?:a|the|my|our|first|next|second|another) (?P<only>half)"
    r"(?!-| (?:marathon|of|an?|hour|day|term|way|price|year|the|hours|as|full|empty)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w.,:/-])(?P<n>{NUMBER})(?:\s?(?:-|–|to|"
    rf"or)\s?(?P<high>{NUMBER}))?\s+(?P<adjective>new |different |more |local |close |short |"
    r"blog |original |full |unread |old |real |own |good "
    rf")?(?P<noun>[a-z][a-z-]{{2,}}s|people|poetry|children)\b{_PER}",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b(?:score|band|grade|gpa|ielts|toefl|toeic|sat|gre|gmat|lsat|mcat|rating|"
    r"elo)\b(?: \w+){0,4}? (?P<n>\d+(?:\.\d+)?)\b|\b(?P<m>\d+(?:\.\d+)?)\+? (?:on|in|at) (?:the |"
    r"my )?(?:ielts|toefl|toeic|sat|gre|gmat|lsat|"
    r"mcat)\b",
    re.IGNORECASE,
)
_UNCOUNTED_WORDS = frozenset(
    """
    times days weeks months years always less this his its was has does minutes hours
    seconds versus plus ones pounds across towards afterwards sometimes perhaps yes us as is
    """.split()
)
_FROM_TO = re.compile(
    rf"\bfrom (?:about |around |currently |roughly )?{_SIGN}?(?P<low>{NUMBER}) "
    r"?(?P<u1>[a-z%€$£]+(?: (?:a|per) \w+)?)? ?(?:down |up )?(?:to|->|→) (?:about |"
    rf"around )?{_SIGN}?(?P<to>{NUMBER}|zero|"
    r"none)",
    re.IGNORECASE,
)
_CURRENT_VALUE = re.compile(
    r"\b(?:currently|right now|at the moment|at present|today|nowadays|now|so far|already|i weigh|"
    r"i(?:'m| am) at|i can(?: already)?(?: only)?|i(?:'ve| have)(?: already)?(?: only)?(?: saved|"
    r" got| read| done)?|i (?:smoke|drink|run|read|walk|earn|owe|sleep|spend|do)|starting (?:from|"
    r"at)|down from|up from|instead of|"
    r"from)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Return all quantities in text order. Mask text that another parser has used already."""
    found: list[Quantity] = []
    money_words = re.search(
        r"\b(?:save|saving|savings|earn|debt|owe|pay|budget|spend|fund|loan|invest)\w*\b",
        text,
        re.IGNORECASE,
    )
    readers = (compounds_in, _money, _races, _measured, _scores, _counted)
    for reader in readers:
        for quantity in reader(text):
            if not any(_overlap(quantity.span, other.span) for other in found):
                found.append(quantity)
    ordered = sorted(found, key=lambda q: q.span.start)
    return tuple(
        _to_sterling(q) if money_words and q.unit == "lb" and _is_pound(q) else q for q in ordered
    )


def _is_pound(quantity: Quantity) -> bool:
    return "pound" in quantity.span.text.lower()


def _to_sterling(quantity: Quantity) -> Quantity:
    return Quantity(
        value=quantity.value,
        high=quantity.high,
        unit="GBP",
        kind=QuantityKind.MONEY,
        span=quantity.span,
        per=quantity.per,
    )


def _money(text: str) -> Iterable[Quantity]:
    for match in _MONEY.finditer(text):
        number = match["n1"] or match["n2"] or match["n3"]
        code = (match["sign"] or match["code"] or match["code1"]).lower()
        yield Quantity(
            value=parse_number(number),
            unit=CURRENCIES[code],
            kind=QuantityKind.MONEY,
            span=_span(match),
            per=_per(match),
        )


def _races(text: str) -> Iterable[Quantity]:
    for match in _RACE.finditer(text):
        yield Quantity(
            value=float(match["n"].replace(",", ".")),
            unit="km",
            kind=QuantityKind.DISTANCE,
            span=_span(match),
        )
    for match in _NAMED_RACE.finditer(text):
        value = 21.1 if match["half"] or match["only"] else 42.2
        yield Quantity(value=value, unit="km", kind=QuantityKind.DISTANCE, span=_span(match))


def _measured(text: str) -> Iterable[Quantity]:
    for match in _MEASURED.finditer(text):
        word = match["unit"].lower()
        if word == "m" and not match.group().strip().lower().endswith("m"):
            continue
        unit, kind = UNITS[word]
        high = parse_number(match["high"]) if match["high"] else None
        yield Quantity(
            value=parse_number(match["n"]),
            high=high,
            unit=unit,
            kind=kind,
            span=_span(match),
            per=_per(match),
        )


def _scores(text: str) -> Iterable[Quantity]:
    for match in _SCORE.finditer(text):
        yield Quantity(
            value=float(match["n"] or match["m"]),
            unit="points",
            kind=QuantityKind.SCORE,
            span=_span(match),
        )


def _counted(text: str) -> Iterable[Quantity]:
    for match in _COUNTED.finditer(text):
        noun = match["noun"].lower()
        if noun in _UNCOUNTED_WORDS:
            continue
        unit = ((match["adjective"] or "") + noun).lower()
        high = parse_number(match["high"]) if match["high"] else None
        yield Quantity(
            value=parse_number(match["n"]),
            high=high,
            unit=unit,
            kind=QuantityKind.COUNT,
            span=_span(match),
            per=_per(match),
        )


def _per(match: re.Match[str]) -> str | None:
    word = match["per"] or match["adverb"]
    if word is None:
        return None
    return {"daily": "day", "weekly": "week", "monthly": "month", "night": "day"}.get(
        word.lower(), word.lower()
    )


def is_current_value(text: str, quantity: Quantity) -> bool:
    """Return whether the words before a quantity mark it as the current value."""
    return bool(_CURRENT_VALUE.search(text[: quantity.span.start]))


def split_baseline(
    text: str, quantities: tuple[Quantity, ...]
) -> tuple[Quantity | None, tuple[Quantity, ...]]:
    """Return (baseline, other quantities); the baseline is None if no current value is given."""
    pair = _FROM_TO.search(text)
    if pair is not None:
        return _from_to(pair, quantities)
    for quantity in quantities:
        if len(quantities) > 1 and is_current_value(text, quantity):
            return quantity, tuple(q for q in quantities if q is not quantity)
    return None, quantities


def _from_to(
    pair: re.Match[str], quantities: tuple[Quantity, ...]
) -> tuple[Quantity | None, tuple[Quantity, ...]]:
    inside = [q for q in quantities if q.span.start < pair.end() and q.span.end > pair.start()]
    if not inside:
        return None, quantities
    known = inside[-1]
    low, high = (
        parse_number(pair["low"]),
        0.0 if pair["to"].lower() == "none" else parse_number(pair["to"]),
    )
    span = _span(pair)
    baseline = Quantity(value=low, unit=known.unit, kind=known.kind, span=span, per=known.per)
    target = Quantity(value=high, unit=known.unit, kind=known.kind, span=span, per=known.per)
    return baseline, (target, *(q for q in quantities if q not in inside))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span(match: re.Match[str]) -> Span:
    text = match.group()
    start = match.start() + len(text) - len(text.lstrip())
    stripped = text.strip()
    return Span(start=start, end=start + len(stripped), text=stripped)
