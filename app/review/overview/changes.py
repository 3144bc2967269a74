"""A change against the window before, in words: how much, and whether that is certain."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.status_labels import Tone
from core import formats
from core.quality.change import Difference, Estimate, difference_of
from core.quality.intervals import Interval

Format = Callable[[float], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure in two windows."""

    now: Estimate
    before: Estimate
    more_is_better: bool
    text_of: Format
    """Writes the figure."""
    size_of: Format
    """Writes how much it changed, without the sign."""
    noun: str
    """What is counted, such as "rating"."""

    @property
    def difference(self) -> Difference | None:
        return difference_of(self.now, self.before)

    @property
    def tone(self) -> Tone:
        """Return how a change is drawn: only a certain one is good or bad."""
        found = self.difference
        if found is None or not found.certain:
            return Tone.NONE
        return Tone.GOOD if (found.value > 0) is self.more_is_better else Tone.BAD

    def short(self) -> str:
        """Return the change with its interval and the two sample sizes, for a tile."""
        found = self.difference
        if found is None:
            return "No figure for the days before"
        counts = f"n {formats.count(self.before.n)} → {formats.count(self.now.n)}"
        return f"{self._signed(found.value)}{self._bounds(found.interval)}, {counts}"

    def sentence(self, name: str, *, days: int) -> str:
        """Return the figure and its change as one sentence."""
        if self.now.value is None:
            return f"{name}: no {self.noun} in these {days} days."
        value = f"{name} {self.text_of(self.now.value)}"
        found = self.difference
        if found is None:
            n = formats.pluralize(self.now.n, self.noun)
            return f"{value} ({n}); there is no figure for the {days} days before."
        counts = f"{formats.count(self.before.n)} → {formats.pluralize(self.now.n, self.noun)}"
        return (
            f"{value}, {self.words()} against the {days} days before ({counts}): {self.verdict()}."
        )

    def words(self) -> str:
        """Return the direction and the size, such as "down 0.2"."""
        found = self.difference
        size = "" if found is None else self.size_of(abs(found.value))
        if found is None or size == self.size_of(0.0):
            return "unchanged"
        return f"{'up' if found.value > 0 else 'down'} {size}"

    def verdict(self) -> str:
        """Return whether the change is certain, and whether it is for the better."""
        return {
            Tone.GOOD: "certainly better",
            Tone.BAD: "certainly worse",
        }.get(self.tone, "too early to tell")

    def _signed(self, value: float) -> str:
        size = self.size_of(abs(value))
        return size if size == self.size_of(0.0) else f"{'+' if value > 0 else '−'}{size}"

    def _bounds(self, interval: Interval | None) -> str:
        if interval is None:
            return ", too few to bound it"
        return f" [{self._bound(interval.low)}, {self._bound(interval.high)}]"

    def _bound(self, value: float) -> str:
        """Return a bound; one of a certain change that rounds to nothing is on one side of it."""
        text = self._signed(value)
        if self.tone is Tone.NONE or text != self.size_of(0.0):
            return text
        return "above 0" if value > 0 else "below 0"
