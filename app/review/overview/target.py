"""One target, and its figure."""

from dataclasses import dataclass

from app.ui.status_labels import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target and its figure."""

    name: str
    target: str
    value: str
    basis: str
    """Sample size and interval."""
    label: str
    tone: Tone
    next_step: str
    address: str
    """The page with details."""
    aside: str = ""
    """What the figure excludes or consists of."""
