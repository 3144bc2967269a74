"""Parse numbers as people write them: digits, thousands, number words, "half a", "a couple of"."""

import re

_ONES = {
    word: value
    for value, word in enumerate(
        # One string, because it is easier to read than twenty quoted words.
        re.findall(
            r"\w+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen "
            "seventeen eighteen nineteen",
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        start=2,
    )
}
_FIXED = {
    "half a dozen": 6.0,
    "a dozen": 12.0,
    "one and a half": 1.5,
    "a couple of": 2.0,
    "a couple": 2.0,
    "couple of": 2.0,
    "a few": 3.0,
    "half an": 0.5,
    "half a": 0.5,
    "a hundred": 100.0,
    "a thousand": 1_000.0,
    "a million": 1_000_000.0,
    "an": 1.0,
    "a": 1.0,
}
_SCALES = {
    "hundred": 100.0,
    "thousand": 1_000.0,
    "million": 1_000_000.0,
    "lakh": 100_000.0,
    "lakhs": 100_000.0,
    "lac": 100_000.0,
    "crore": 10_000_000.0,
    "crores": 10_000_000.0,
    "k": 1_000.0,
    "m": 1_000_000.0,
}

_DIGITS = (
    r"(?<!\d)\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"  # 1,50,000
    r"|"
    r"(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # 1,500.50
    r"|(?<!\d)[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)"  # 1.500,50
    r"|(?<!\d)[1-9]\d{0,2}(?:['’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?![\d-])"  # 1 500 and 1'500
    r"|(?<![\d.])\d{1,9}\.(?!(?:19|20)\d\d(?!\d))\d{4,8}(?!\d)"  # 1.8641, but not May as 5.2026
    r"|(?<![\d.,])0[.,]\d{3}(?!\d)"  # 0.125
    r"|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
)
_GROUPED_BY_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?")
_WORD = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:[ -](?:{_WORD}))?(?: (?:hundred|thousand|million|lakhs?|crores?)){{0,2}}"
_PHRASES = "|".join(sorted((p for p in _FIXED if p not in {"a", "an"}), key=len, reverse=True))
NUMBER = (
    rf"(?:{_DIGITS})(?: ?(?:hundred|thousand|million|lakhs?|lac|crores?)\b|[kK]\b| and a half\b)?"
    rf"|\b(?:{_PHRASES})\b|\b{_WORDS}\b"
)
"""Pattern of a number, bare articles excluded; use it in a group of a larger pattern."""
NUMBER_OR_ARTICLE = rf"{NUMBER}|\ban?\b"


def parse_number(text: str) -> float:
    """Return the value of a text matched by `NUMBER` or `NUMBER_OR_ARTICLE`."""
    words = " ".join(text.lower().replace("-", " ").split())
    if words in _FIXED:
        return _FIXED[words]
    match = re.match(r"\d(?:[\d.,'’ ]*\d)?", words)
    if match is None:
        return _parse_words(words.split())
    value = _parse_digits(match.group())
    if words.endswith(" and a half"):
        return value + 0.5
    return value * _SCALES.get(words[match.end() :].strip(), 1.0)


def _parse_digits(text: str) -> float:
    """Return the value of 1,500.50, 1.500,50, 1 500 or 1,5.

    A separator before three digits groups them, unless it comes after a zero; before fewer or more
    digits it is a decimal sign.
    """
    text = re.sub(r"['’ ]", "", text)
    if _GROUPED_BY_DOTS.fullmatch(text):
        text = text.replace(".", "")
    if re.search(r"(?:,\d{1,2}|^0,\d{3})$", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def _parse_words(words: list[str]) -> float:
    total, current = 0.0, 0.0
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1.0) * scale
            if scale >= _SCALES["thousand"]:
                total, current = total + current, 0.0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    return total + current


def format_number(value: float) -> str:
    """Format a number with at most one decimal: 5, 7.5, 1,200."""
    if abs(value - round(value)) < 0.05:
        return f"{round(value):,}"
    return f"{value:,.1f}"
