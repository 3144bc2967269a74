"""One figure of the Overview: its value, its target, its change, and the page of its records."""

from dataclasses import dataclass

from app.charts.series import Axis, Series
from app.review.shared.standing import state_of
from app.ui.status_labels import Tone
from core.quality.targets.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the window."""

    name: str
    value: str
    target: str = ""
    """The target, such as "at least 4.0"; "" if there is none."""
    standing: Standing = Standing.NO_TARGET
    """The figure against its target."""
    basis: str
    """Sample size, window and interval."""
    change: str
    """Against the window before, with its interval."""
    change_tone: Tone
    hint: str = ""
    """What to do about it, and how it is defined."""
    series: Series
    """The days of the window."""
    axis: Axis
    address: str
    """The page of its records with the filters of this page; "#..." is a place on this page."""

    @property
    def state(self) -> tuple[str, Tone]:
        """Return the word for its standing; "" without a target."""
        if self.standing is Standing.NO_TARGET:
            return "", Tone.NONE
        return state_of(self.standing)
