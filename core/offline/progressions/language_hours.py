"""Study hours to a language level, by the categories of the Foreign Service Institute."""

import re

_LANGUAGES_BY_HOURS = {
    2200: "arabic chinese mandarin cantonese japanese korean",
    1100: (
        "russian polish hindi thai czech greek turkish finnish hebrew vietnamese persian urdu "
        "bengali hungarian ukrainian croatian serbian bulgarian"
    ),
    900: "german indonesian swahili",
    750: "french",
    600: "spanish italian dutch portuguese danish norwegian swedish romanian",
}
HOURS = {
    language: hours
    for hours, languages in _LANGUAGES_BY_HOURS.items()
    for language in languages.split()
}
"""Hours to professional working proficiency (S3/R3) for an English speaker."""
_LEVEL_SHARES = (
    (re.compile(r"\b(?:c2|native(?:[- ]like| level)?)\b", re.IGNORECASE), 1.5),
    (re.compile(r"\b(?:fluent(?:ly)?|fluency|c1|professional|proficien\w+)\b", re.IGNORECASE), 1.0),
    (re.compile(r"\bb2\b", re.IGNORECASE), 0.8),
    (re.compile(r"\b(?:b1|intermediate)\b", re.IGNORECASE), 0.5),
    (re.compile(r"\ba2\b", re.IGNORECASE), 0.27),
    (re.compile(r"\ba1\b", re.IGNORECASE), 0.13),
)
"""Shares of these hours to each level, from usual course lengths of the European framework."""
_DEFAULT_HOURS = 600
_TODAY = re.compile(
    r"\b(?:i['’]m|i am|currently|already|my level is|now)(?: at| about| around| roughly)* "
    r"(?P<level>[abc][12])\b",
    re.IGNORECASE,
)


def _share_of(text: str) -> float | None:
    return next((share for pattern, share in _LEVEL_SHARES if pattern.search(text)), None)


def hours_to_level(text: str) -> int | None:
    """Return the study hours to the level named in a text, or None if it names no level.

    Hours to the level that the person has today are behind them: "B1, I'm about A2".
    """
    today = _TODAY.search(text)
    begun = _share_of(today["level"]) or 0.0 if today is not None else 0.0
    share = _share_of(_TODAY.sub(" ", text))
    if share is None or share <= begun:
        return None
    share -= begun
    words = re.findall(r"[a-z]+", text.lower())
    hours = next((HOURS[word] for word in words if word in HOURS), _DEFAULT_HOURS)
    return round(hours * share / 10) * 10
