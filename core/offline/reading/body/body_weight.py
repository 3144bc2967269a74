"""Read the weight of a person's body: what they weigh and what they want to weigh.

The two numbers decide which way a plan goes, so they are read by rule wherever they stand:
"I'm 104 kg and my target is 95", "82 to 88 since the new job, so back to 82".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.offline.reading.amounts.compound import compounds_in, heights_in
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.units import UNITS, convert, weight_kg

_LEAST_KG, _MOST_KG = 35.0, 250.0
_LEAST_SHARE, _MOST_SHARE = 0.5, 1.6
"""A target beyond these shares of today's weight is another number."""
_NUMBER = (
    r"(?<![\w.,:/€$£-])(?P<n>\d{2,3}(?:[.,]\d)?)(?![\d:/%€$£]|[.,]\d)"
    r"(?: ?(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds|stone)\b)?"
)
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_FILLER = r"(?:about|around|roughly|nearly|almost|like|maybe|just|now|at|only|still|over|under)"
_IS = re.compile(
    rf"(?:\b(?:i weigh|i['’]?m|i am|im|weighing|weight(?: is)?|currently|(?:down|up|instead) "
    rf"(?:from|of)|scales? (?:say|says|said|show|shows)|start(?:ing)?(?: at| weight)?)[,:]?"
    rf"(?: {_FILLER}){{0,2}} ?)$",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"(?:\b(?:(?:be|weigh|get|getting|back|down|up|drop|return|go|reach|reaching|hit|gain|"
    r"come|want|wants? me|need|would like|['’]d like|see)(?: myself)?(?: (?:back|down|up))*"
    rf"(?: (?:to|at|be|under|below|above))?|"
    r"(?:target|goal|aim)(?: weight)?(?: (?:is|of|would be|to))?|so|again)"
    rf"[,:=]?(?: {_FILLER}){{0,2}} ?)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\W{1,2}(?:again|instead of)\b", re.IGNORECASE)
_MOVED = re.compile(
    rf"\b(?P<wanted>(?:get|getting|go|come|bring|lose)\b[^.,;]{{0,25}})?from {_NUMBER} ?"
    r"(?:up |down )?(?:to|->|→) (?:about |around )?(?P<to>\d{2,3}(?:[.,]\d)?)\b(?![:/%])",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:went|gone|crept|came|climbed|rose|fell|grew|shot up|put on)\b", re.IGNORECASE
)
_INSTEAD = re.compile(rf"{_NUMBER} instead of (?P<now>\d{{2,3}}(?:[.,]\d)?)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?;\n](?!\d)")
_OF_ME = re.compile(r"\b(?:i['’]?m|i am|im)\b(?:[^.;]|\.\d)*[ ,]$|^\W*$", re.IGNORECASE)
"""A list of what one is: "I'm 41, 1.78 m, 96 kg"; or the weight opens the sentence."""
_AT = re.compile(r"\b(?:weigh(?:ing|t)?|i['’]?m at|i am at)\b", re.IGNORECASE)
_OTHER_THING = re.compile(
    r"^(?: ?(?:%|percent|years?\b|yrs?\b|cm\b|m\b|km\b|min|h\b|hours?|days?|weeks?|months?|reps?|"
    r"times|steps|am\b|pm\b|bpm|kcal|cal|a day|euros?|g\b|ml\b|th\b|st\b|pages|books))",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:bench|squat|dead ?lift|press|lift|carry|snatch|clean and|kettlebell|dumbbell|barbell|"
    r"luggage|suitcase|dog weighs|harvest|flour|potatoes)\b",
    re.IGNORECASE,
)
_ABOUT_THE_BODY = re.compile(
    r"\b(?:weigh\w*|scales?|kilos?|kgs?|lbs?|stone|overweight|underweight|slim\w*|thin|skinny|fat|"
    r"belly|bmi|trousers|jeans|dress size|clothes|diet)\b",
    re.IGNORECASE,
)


_LOSES = re.compile(r"\b(?:los(?:e|ing)|shed|slim|overweight|too (?:fat|heavy))\b", re.IGNORECASE)
_GAINS = re.compile(
    r"\b(?:gain|put on|bulk|underweight|too (?:thin|skinny|light)|heavier)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWeight:
    """What a person weighs and wants to weigh, in one unit."""

    today: Quantity
    target: Quantity

    @property
    def direction(self) -> int:
        """1 if the weight is to rise, -1 if it is to fall."""
        return 1 if self.target.value > self.today.value else -1


def read_body_weight(text: str) -> BodyWeight | None:
    """Return the weight today and the wanted one, or None if the text does not name both.

    Numbers that contradict the words are none: "lose weight, from 74 kg to 85 kg" is asked for.
    """
    if not _ABOUT_THE_BODY.search(text):
        return None
    found = _named(text)
    if found is None:
        return None
    loses, gains = bool(_LOSES.search(text)), bool(_GAINS.search(text))
    words = gains - loses
    return None if words and words != found.direction else found


def _named(text: str) -> BodyWeight | None:
    """Return the two weights that a text names."""
    instead = _INSTEAD.search(text)
    if instead is not None:
        unit = instead["unit"]
        now = _weight(instead["now"], unit, instead.start("now"), instead.end("now"))
        return _pair(now, _weight(instead["n"], unit, instead.start("n"), instead.end("n")))
    moved = _moved(text)
    numbers = [n for n in _numbers(text) if moved is None or n.span.start >= moved[1].span.end]
    if moved is not None and moved[2]:
        return _pair(moved[0], moved[1])
    today = moved[1] if moved else next((n for n in numbers if _names_today(text, n)), None)
    if today is None:
        return None
    wanted = (n for n in numbers if n.span != today.span and _names_target(text, n))
    return next((pair for n in wanted if (pair := _pair(today, n)) is not None), None)


def with_body_weight(facts: GoalFacts, found: BodyWeight | None) -> GoalFacts:
    """Return the facts with the two weights as start and target."""
    if found is None:
        return facts
    sure = {**facts.confidence, "quantity": _STATED, "baseline": _STATED}
    return replace(
        facts,
        quantity=found.target,
        baseline=found.today,
        doubtful=tuple(name for name in facts.doubtful if name != "quantity"),
        missing=tuple(n for n in facts.missing if n not in {"quantity", "baseline"}),
        confidence=sure,
    )


_STATED = 0.95


def _numbers(text: str) -> Iterator[Quantity]:
    """Yield the weights of a text in its order, those in stone and pounds as one."""
    whole = [q for q in compounds_in(text) if q.kind is QuantityKind.WEIGHT]
    taken = [*(q.span for q in whole), *heights_in(text)]
    plain = (
        n
        for n in _plain(text)
        if all(s.end <= n.span.start or n.span.end <= s.start for s in taken)
    )
    yield from sorted((*whole, *plain), key=lambda number: number.span.start)


def _plain(text: str) -> Iterator[Quantity]:
    for match in _ONE.finditer(text):
        if match["unit"] or not _OTHER_THING.match(text[match.end() :]):
            yield _weight(match["n"], match["unit"], match.start("n"), match.end())


def _weight(number: str, unit: str | None, start: int, end: int) -> Quantity:
    """Return an amount; its unit is empty where none stands beside the number."""
    name = UNITS[unit.lower()][0] if unit else ""
    span = Span(start=start, end=end, text=number)
    value = float(number.replace(",", "."))
    return Quantity(value=value, unit=name, kind=QuantityKind.WEIGHT, span=span)


def _moved(text: str) -> tuple[Quantity, Quantity, bool] | None:
    """Return (from, to, whether that is the wish) of "went from 82 to 88", or None."""
    match = _MOVED.search(text)
    if match is None or _OTHER_THING.match(text[match.end() :]):
        return None
    if _LIFTED.search(_clause_before(text, match.start("n"))):
        return None
    unit = match["unit"]
    old = _weight(match["n"], unit, match.start("n"), match.end("n"))
    new = _weight(match["to"], unit, match.start("to"), match.end())
    past = _PAST.search(_clause_before(text, match.start("n")))
    return old, new, bool(match["wanted"]) or past is None


def _clause_before(text: str, at: int) -> str:
    return _SENTENCE_ENDS.split(text[:at])[-1]


def _names_today(text: str, number: Quantity) -> bool:
    before = _clause_before(text, number.span.start)
    if _LIFTED.search(before):
        return False
    if _WANTS.search(before):
        return False
    if number.unit and _OF_ME.search(before):
        return True
    return _IS.search(before) is not None and bool(number.unit or _AT.search(before))


def _names_target(text: str, number: Quantity) -> bool:
    before = _clause_before(text, number.span.start)
    after = _SENTENCE_ENDS.split(text[number.span.end :])[0]
    if _LIFTED.search(before) or _LIFTED.match(after.strip()):
        return False
    return bool(_WANTS.search(before)) or bool(_AGAIN.match(text[number.span.end :]))


def _pair(today: Quantity, target: Quantity) -> BodyWeight | None:
    """Return the two weights in one unit, or None if they are no weights of one body."""
    unit = today.unit or target.unit or "kg"
    now = replace(today, unit=unit)
    value = convert(target.value, target.unit or unit, unit)
    if value is None or value == now.value:
        return None
    sane = _LEAST_KG <= weight_kg(now.value, unit) <= _MOST_KG
    likely = _LEAST_SHARE * now.value <= value <= _MOST_SHARE * now.value
    return (
        BodyWeight(today=now, target=replace(target, unit=unit, value=value))
        if sane and likely
        else None
    )
