"""Saturation: how many scores are at the top, and how little the scores tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.quality.intervals import Interval, wilson_interval

CROWDED: Final = 0.5
"""With more than this share at the top, a score hardly tells good from better."""
USELESS: Final = 0.9
"""With more than this share on one value, a score tells next to nothing apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """The share of scores at the top of the scale, and of pairs that the scores tell apart."""

    n: int
    top: int
    interval: Interval | None
    """95 % interval of the share at the top."""
    distinguished: float | None
    """Share of pairs of records with different scores; None below two records."""

    @property
    def share(self) -> float | None:
        return self.top / self.n if self.n else None

    @property
    def crowded(self) -> bool:
        return self.share is not None and self.share > CROWDED


def saturation(histogram: Sequence[int], *, top: int) -> Saturation:
    """Return the saturation of a histogram; `top` counts the scores at the top of the scale."""
    n = sum(histogram)
    same = sum(count * (count - 1) for count in histogram)
    return Saturation(
        n=n,
        top=top,
        interval=wilson_interval(top, n),
        distinguished=1 - same / (n * (n - 1)) if n > 1 else None,
    )


def modal_share(values: Sequence[float]) -> float | None:
    """Return the share of the most frequent value, or None without values."""
    counts: dict[float, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts.values()) / len(values) if values else None
