"""What decides a trial in words: its unit, a mean, a difference, and who counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core import formats, signed
from core.experiments.evidence import Evidence
from core.experiments.outcome import OutcomeScale
from core.experiments.primary import Primary, primary_of
from core.quality.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryText:
    """The words for one figure, and how its numbers are written."""

    name: str
    choice: str
    """As it is chosen before the start."""
    counted: str
    """How each person counts, as a sentence."""
    known: tuple[str, str]
    """What one person, and several, have done so that they count."""
    of_mean: str
    """What follows the mean of one arm."""
    unit: str
    """Of a difference."""
    times: int
    """Differences are written times this."""
    digits: int

    def number(self, difference: float) -> str:
        """Return a difference with its sign and without its unit."""
        return signed.figure(self.times * difference, self.digits)

    def amount(self, value: float) -> str:
        """Return a size without a sign, with the unit: 0.3 stars, 10 points."""
        return f"{self.times * value:g} {self.unit}"

    def range_of(self, found: Evidence) -> str:
        """Return the range of a difference that holds at any time."""
        ends = Interval(low=self.times * found.low, high=self.times * found.high)
        return signed.interval(ends, self.digits)

    def difference(self, found: Evidence) -> str:
        """Return a difference with its range and unit, or that it is not known."""
        if found.difference is None:
            return "no result yet"
        return f"{self.number(found.difference)} {self.range_of(found)} {self.unit}"

    def people(self, n: int) -> str:
        """Return how many people count: 23 people have rated."""
        return formats.pluralize(n, *self.known)

    def mean(self, value: float | None) -> str:
        """Return a mean without its unit: 4.21, or 62 %."""
        return formats.share(value) if self.times > 1 else formats.figure(value, self.digits)


TEXTS: Mapping[Primary, PrimaryText] = MappingProxyType(
    {
        Primary.STARS: PrimaryText(
            name="stars",
            choice="Stars of the first rating",
            counted=("Each person counts once, with the first rating of a result they were shown."),
            known=("person has rated", "people have rated"),
            of_mean="stars",
            unit="stars",
            times=1,
            digits=2,
        ),
        Primary.WEEK_1: PrimaryText(
            name="first weeks",
            choice="Tasks of the first week that are done",
            counted=(
                "Each person counts once, with the share of the tasks of their first week that "
                "they did, once the week and a day to tick them are over; the week is that of a "
                "result they were shown before."
            ),
            known=("person has finished a first week", "people have finished a first week"),
            of_mean="of the first week",
            unit="points",
            times=100,
            digits=1,
        ),
    }
)


def text_of(scale: OutcomeScale) -> PrimaryText:
    """Return the words for the figure of a scale."""
    return TEXTS[primary_of(scale)]
