"""Comments with planted themes: each theme in several wordings, among words of everybody."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from core.quality.themes.comment import Comment

FIRST_DAY, DAYS = date(2026, 9, 1), 60
Wordings = Mapping[str, tuple[str, ...]]

COMPLAINTS: Wordings = {
    "timeline": ("the timeline is too tight", "timeline too tight for me", "too tight a timeline"),
    "generic": ("it feels generic", "too generic for my life", "the advice is generic"),
    "evenings": ("my evenings are full", "no evenings left", "it forgets my evenings"),
}
PRAISE: Wordings = {
    "structure": ("excellent structure", "i like the structure", "the structure is clear"),
    "motivating": ("very motivating", "this is motivating", "so motivating to read"),
    "small steps": ("the small steps help", "small steps i can do", "nice small steps"),
}
_WORDS_OF_ALL = (
    "i did this for a week and it was what my partner said when we talked about the plan on monday "
    "because of work but then there is also the family who wants to come along in the morning"
).split()
_SHARE_LOW, _SHARE_WITH_THEME, _LIKELIER = 0.35, 0.12, 6


def plant(
    n: int, *, seed: int, complaints: Wordings = COMPLAINTS, praise: Wordings = PRAISE
) -> list[Comment]:
    """Return comments, a third with low stars, that have a theme six times as often on its side."""
    dice = random.Random(seed)  # noqa: S311 - chance of a test
    return [_comment(place, dice, complaints, praise) for place in range(n)]


def _comment(place: int, dice: random.Random, complaints: Wordings, praise: Wordings) -> Comment:
    is_low = dice.random() < _SHARE_LOW
    parts = [" ".join(dice.choice(_WORDS_OF_ALL) for _ in range(dice.randint(3, 14)))]
    for themes, is_theirs in ((complaints, is_low), (praise, not is_low)):
        share = _SHARE_WITH_THEME / (1 if is_theirs else _LIKELIER)
        parts += [dice.choice(said) for said in themes.values() if dice.random() < share]
    return Comment(
        key=(f"trace-{place}", "user"),
        stars=dice.choice((1.0, 2.5, 3.5) if is_low else (4.0, 4.5, 5.0)),
        text=". ".join(parts),
        day=FIRST_DAY + timedelta(days=DAYS - 1 - place % DAYS),
    )
