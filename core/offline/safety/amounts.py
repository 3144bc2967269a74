"""Find amounts that a body cannot bear: food, weight, days without food, alcohol."""

import re

from core.offline.safety.concern import Concern, Finding
from core.offline.safety.withdrawal import of_the_writer

_COUNTS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "next": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "half": 0.5}
_N = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>kg|kilos?|kgs|kilograms?|lbs?|pounds|stone)"
_SPAN = (
    rf"(?P<span>{_N} (?:days?|weeks?|months?|fortnights?)|weekend|week|month|fortnight|tomorrow)"
)
_LOSS = re.compile(
    rf"\b(?:lose|drop|shed|losing|lost|minus)? ?(?:about |around |at least |over |another )?"
    rf"(?P<n>{_N}) ?{_UNIT} (?:of \w+ )?(?:less )?(?:in|within|this|over|by|until)"
    rf"(?: the)?(?: next| only| just)? {_SPAN}\b",
    re.IGNORECASE,
)
_LOSS_WORD = re.compile(
    r"\b(?:los[et]|losing|drop|shed|diet|cut|dehydrate|slim|weight)", re.IGNORECASE
)
_KG = {"k": 1.0, "l": 0.4536, "p": 0.4536, "s": 6.35}
_DAYS = {"d": 1, "w": 7, "m": 30, "f": 14}
_MOST_KG_PER_WEEK = 3.0
"""A loss faster than twice this is refused; up to that, two choices are offered."""
_CALORIES = re.compile(r"\b(?P<n>\d[\d.,]*) ?(?:k?cals?|calories|kilocalories)\b", re.IGNORECASE)
_CALORIES_OF_A_PART = re.compile(
    r"\b(?:burn\w*|cut\w*|deficit|reduc\w*|snacks?|breakfast|lunch|dinner|meals?|fewer|surplus|"
    r"more|"
    r"extra|desserts?)\b",
    re.IGNORECASE,
)
_DAILY_FOOD = re.compile(
    r"\b(?:days?|daily|eat\w*|live|living|surviv\w*|under|only|max\w*|stay\w*|diet\w*|below|"
    r"limit)\b",
    re.IGNORECASE,
)
_LEAST_CALORIES = 1_001
_BMI = re.compile(r"\bbmi (?:of |to |under |below |at )*(?P<n>\d+(?:[.,]\d+)?)", re.IGNORECASE)
_LEAST_BMI = 17.5
_WEIGHT = re.compile(
    r"\b(?:weigh(?:ing)?|down to|get to|reach|until i(?:'m| am| weigh)?|below|under) (?:only |"
    r"under |less than |down to )*(?P<n>\d+(?:[.,]\d+)?) ?(?:kg|kilos?|kilograms?)\b",
    re.IGNORECASE,
)
_LEAST_KG, _NEVER_A_BODY = 40.0, 12.0
_OTHER_WEIGHTS = re.compile(
    r"\b(?:bench|press|squats?|deadlift|lift\w*|curls?|row|clean|snatch|dumbbell|kettlebell|"
    r"luggage|suitcase|bag|dogs?|child|son|daughter|carry|pull-?downs?|apples|potatoes)\b",
    re.IGNORECASE,
)
_FAST = re.compile(
    rf"\b(?:(?:water|dry|juice) )?fast(?:ing)?\b.{{0,20}}?\b(?P<n>{_N}) (?P<unit>days?|weeks?)|"
    rf"\b(?:only|just|on) (?:drink )?water\b.{{0,12}}?\b(?P<n2>{_N}) (?P<unit2>days?|weeks?)",
    re.IGNORECASE,
)
_LONGEST_FAST_DAYS = 3
_PER_FAST = re.compile(
    r"\b(?:days?|times) (?:a|per|each|every) (?:week|month)|16[:/]8", re.IGNORECASE
)
_DRINKS = re.compile(
    rf"\b(?P<n>{_N}|(?:a|one) )? ?(?P<what>bottles?|litres?|liters?|pints?|beers?|cans?|units)\b"
    r"(?P<of> of (?P<drink>vodka|whisk(?:e)?y|gin|rum|wine|spirits|schnapps|beer))?"
    r".{0,8}?\b(?:a|per|every|each) (?:day|night)\b",
    re.IGNORECASE,
)
_MOST_BEERS = 8


def find_unsafe_amounts(text: str) -> set[Finding]:
    """Return what the amounts in a text say about harm."""
    found = set()
    if _is_unsafe_loss(text):
        found.add(Finding(Concern.EXTREME_LOSS, certain=True))
    if _eats_too_little(text) or _weighs_too_little(text):
        found.add(Finding(Concern.EATING, certain=True))
    if _fasts_too_long(text):
        found.add(Finding(Concern.EATING, certain=True))
    if _drinks_dangerously(of_the_writer(text)):
        found.add(Finding(Concern.SUBSTANCE, certain=True))
    return found


def _number(word: str) -> float:
    lowered = word.strip().lower()
    if lowered in _COUNTS:
        return float(_COUNTS[lowered])
    return float(re.sub(r"[.,](?=\d{3}\b)", "", lowered).replace(",", "."))


def _is_unsafe_loss(text: str) -> bool:
    if not _LOSS_WORD.search(text):
        return False
    return any(_kg_per_week(match) > _MOST_KG_PER_WEEK * 2 for match in _LOSS.finditer(text))


def _kg_per_week(match: re.Match[str]) -> float:
    words = match["span"].lower().split()
    count = _number(words[0]) if len(words) > 1 else 1.0
    days = 1.0 if words[-1] == "tomorrow" else count * _DAYS.get(words[-1][0], 1)
    if words[-1] == "weekend":
        days = 7.0  # "this weekend" may be days away
    return _number(match["n"]) * _KG[match["unit"][0].lower()] / max(1.0, days / 7)


def _eats_too_little(text: str) -> bool:
    if _CALORIES_OF_A_PART.search(text) or not _DAILY_FOOD.search(text):
        return False
    return any(
        0 < _number(match["n"].rstrip(".,")) < _LEAST_CALORIES for match in _CALORIES.finditer(text)
    )


def _weighs_too_little(text: str) -> bool:
    if any(_number(match["n"]) < _LEAST_BMI for match in _BMI.finditer(text)):
        return True
    if _OTHER_WEIGHTS.search(text):
        return False
    weights = (_number(match["n"]) for match in _WEIGHT.finditer(text))
    return any(_NEVER_A_BODY < weight <= _LEAST_KG for weight in weights)


def _fasts_too_long(text: str) -> bool:
    if _PER_FAST.search(text):
        return False
    for match in _FAST.finditer(text):
        unit = (match["unit"] or match["unit2"]).lower()
        days = _number(match["n"] or match["n2"]) * (7 if unit.startswith("week") else 1)
        if days >= _LONGEST_FAST_DAYS:
            return True
    return False


def _drinks_dangerously(text: str) -> bool:
    for match in _DRINKS.finditer(text):
        count = _number(match["n"]) if match["n"] else 1.0
        bottled = match["what"][0].lower() in "bl"
        if match["drink"] and bottled:
            return match["drink"].lower() != "beer" or count > 3
        beers = match["what"].lower().startswith(("beer", "pint", "can", "unit"))
        if beers and count >= _MOST_BEERS and "water" not in text.lower():
            return True
    return False
