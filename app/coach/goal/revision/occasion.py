"""Why the plan may be changed now, rather than at any time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What opens the section by itself: a pause, or weeks in which something was missed."""

    missed_weeks: int = 0

    @property
    def name(self) -> str:
        """Return "missed", or "paused" if nothing was missed."""
        return "missed" if self.missed_weeks else "paused"
