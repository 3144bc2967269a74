"""What a trial measures of each person, and what was known of it before the trial started."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from core.experiments.arm import Arm


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeScale:
    """The values a person's outcome can have, with the guesses that are frozen at the start.

    The guesses (`centre`, `variance`, `effect`) change how fast a trial decides, never how often
    it is wrong.
    """

    name: str
    values: tuple[float, ...]
    """All possible values in rising order, such as 1 to 5 stars."""
    centre: float
    """The mean expected of the champion."""
    variance: float
    """The variance expected of single people."""
    effect: float
    """The smallest difference of means worth finding, in the unit of the values."""

    def __post_init__(self) -> None:
        if len(self.values) < 2 or list(self.values) != sorted(set(self.values)):
            raise ValueError("an outcome needs at least two values in rising order")
        if not self.values[0] <= self.centre <= self.values[-1]:
            raise ValueError("the centre is outside the values")
        if self.variance <= 0 or self.effect <= 0:
            raise ValueError("variance and effect are above zero")

    @property
    def width(self) -> float:
        return self.values[-1] - self.values[0]

    def place(self, value: float) -> int:
        """Return the position of the value that is nearest to `value`."""
        right = bisect_left(self.values, value)
        if right == 0 or right == len(self.values):
            return min(right, len(self.values) - 1)
        below, above = self.values[right - 1], self.values[right]
        return right - 1 if value - below <= above - value else right


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmCounts:
    """How many people of one arm had each value of the scale."""

    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.counts)

    def mean(self, scale: OutcomeScale) -> float | None:
        """Return the mean, or None without people."""
        if not self.n:
            return None
        return sum(n * value for n, value in zip(self.counts, scale.values, strict=True)) / self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The outcomes of people who were assigned while the candidate's share was `share`."""

    share: float
    champion: ArmCounts
    candidate: ArmCounts

    def __post_init__(self) -> None:
        if not 0 < self.share < 1:
            raise ValueError(f"a share lies between 0 and 1, not {self.share}")

    @classmethod
    def count(
        cls, scale: OutcomeScale, share: float, outcomes: Sequence[tuple[Arm, float]]
    ) -> Self:
        """Count single outcomes, each given as arm and value."""
        counts = {arm: [0] * len(scale.values) for arm in Arm}
        for arm, value in outcomes:
            counts[arm][scale.place(value)] += 1
        return cls(
            share=share,
            champion=ArmCounts(counts=tuple(counts[Arm.CHAMPION])),
            candidate=ArmCounts(counts=tuple(counts[Arm.CANDIDATE])),
        )

    @classmethod
    def count_by_share(
        cls, scale: OutcomeScale, outcomes: Iterable[tuple[float, Arm, float]]
    ) -> tuple[Self, ...]:
        """Count single outcomes, each given as share, arm and value; one segment for each share."""
        by_share: dict[float, list[tuple[Arm, float]]] = {}
        for share, arm, value in outcomes:
            by_share.setdefault(share, []).append((arm, value))
        return tuple(cls.count(scale, share, each) for share, each in sorted(by_share.items()))
