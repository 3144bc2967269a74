"""Which records a view of the Evaluations page is about."""

from dataclasses import dataclass

from core.quality.slice import Slice
from core.usecases.scores.get_score_report import Scorer
from core.usecases.utc_days import UtcDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The window and the filters of the page."""

    days: UtcDays
    sample: bool
    within: Slice
    scorer: Scorer
    """Who gave the headline scores of the page."""
    address: str
    """Of the page with these filters, for links that open it again."""
