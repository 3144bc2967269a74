"""Which records a review figure counts: one value for every list, total and trend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which records count; a field that is None leaves nothing out."""

    prompt_version: str | None = None
    """Label of the prompt that the resolution was written with, such as "generate@v2"."""
    model: str | None = None
    """The model that wrote the resolution."""
    tier: str | None = None
    """The tier of the person's account at the time."""
    kind: str | None = None
    """The kind of goal, such as "training"; "unknown" if it was not recognized."""
    language: str | None = None
    """The language of the goal: "english" or "other"."""
    offline: bool | None = None
    """True for what the offline coach wrote, False for what a model wrote."""

    @property
    def of_goals(self) -> bool:
        """Return whether it asks about the goal or its owner, not only about what wrote it."""
        return (self.tier, self.kind, self.language) != (None, None, None)


EVERYTHING = Slice()
"""Leaves nothing out."""
