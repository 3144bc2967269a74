"""The lists of a resolution under the headings that people read them by.

The goal's page, its file and the review pages draw the same sections.
"""

from dataclasses import dataclass
from typing import NamedTuple

from core.resolutions.resolution import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a section."""

    name: str
    text: str
    weeks: str = ""
    """The weeks of a phase."""
    target: str = ""
    """The target of a metric."""

    @property
    def heading(self) -> str:
        """Return the name with its weeks or its target."""
        before = f"{self.weeks}, " if self.weeks else ""
        return f"{before}{self.name}" + (f": {self.target}" if self.target else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the entries under it."""

    title: str
    entries: tuple[Entry, ...]


class Sections(NamedTuple):
    """The sections of a resolution, in the order in which they are read."""

    metrics: Section
    timeline: Section
    strategies: Section
    challenges: Section


def sections_of(resolution: Resolution) -> Sections:
    """Return the lists of a resolution as sections."""
    return Sections(
        metrics=Section(
            title="How you will know",
            entries=tuple(
                Entry(name=m.name, target=m.target, text=m.how) for m in resolution.metrics
            ),
        ),
        timeline=Section(
            title="The way there",
            entries=tuple(
                Entry(name=p.name, weeks=_weeks(p.first_week, p.last_week), text=p.aim)
                for p in resolution.timeline
            ),
        ),
        strategies=Section(
            title="How to do it",
            entries=tuple(Entry(name=s.name, text=s.description) for s in resolution.strategies),
        ),
        challenges=Section(
            title="If you get stuck",
            entries=tuple(Entry(name=c.obstacle, text=c.if_then) for c in resolution.challenges),
        ),
    )


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first}–{last}"
