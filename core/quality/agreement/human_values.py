"""What people say of a result, as values on a scale that scores can be compared with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LEVELS: Final = 5
SCORE_LABELS: Final = ("0 to 2", "2 to 4", "4 to 6", "6 to 8", "8 to 10")


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanScale:
    """One kind of value that people give, from `low` to `high`, in five levels."""

    name: str
    """In addresses and files, such as "stars"."""
    title: str
    """On pages, such as "Stars"."""
    source: str
    """Who gave it, in a sentence: "the stars that people gave"."""
    low: float
    high: float
    labels: tuple[str, str, str, str, str]
    """The five levels, the lowest first."""
    level_of: Callable[[float], int]
    """Returns the level of a value, from 0."""

    def share_of(self, value: float) -> float:
        """Return where a value lies between the ends of the scale, 0-1."""
        return (value - self.low) / (self.high - self.low)


def score_level(score: float) -> int:
    """Return the level of a score of 0-10, from 0."""
    return min(LEVELS - 1, int(score / 2))


STAR_VALUES: Final = HumanScale(
    name="stars",
    title="Stars",
    source="the stars that people gave",
    low=0.5,
    high=5.0,
    labels=("up to 1½ ★", "2 to 2½ ★", "3 to 3½ ★", "4 to 4½ ★", "5 ★"),
    level_of=lambda stars: max(0, int(stars) - 1),
)
LABEL_VALUES: Final = HumanScale(
    name="labels",
    title="Labels",
    source="the labels that reviewers gave before they saw the scores",
    low=0.0,
    high=10.0,
    labels=("0 to 1", "2 to 3", "4 to 5", "6 to 7", "8 to 10"),
    level_of=score_level,
)
COMPLETION: Final = HumanScale(
    name="completion",
    title="Tasks of week 1 done",
    source="the share of week-1 tasks that people did",
    low=0.0,
    high=1.0,
    labels=("below 20 %", "20 to 40 %", "40 to 60 %", "60 to 80 %", "80 % and more"),
    level_of=lambda share: min(LEVELS - 1, int(share * LEVELS)),
)
