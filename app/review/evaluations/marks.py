"""Which prompt versions began within the window of a chart."""

from dataclasses import replace
from datetime import timedelta

from app import auth, services
from app.charts.series import Mark
from app.review.evaluations.lines import marks_of
from core.quality.slice import Slice
from core.usecases.scores.get_score_report import Scorer, get_score_report
from core.usecases.utc_days import UtcDays

SEEN_BEFORE = timedelta(days=28)
"""A prompt version that nothing was written with for so long begins again."""


@services.in_one_reading
def find_marks(
    days: UtcDays, *, sample: bool, scorer: Scorer | None, within: Slice
) -> tuple[Mark, ...]:
    """Return the prompt versions that began within a window."""
    report = get_score_report(
        services.rein(),
        viewer=auth.current_viewer(),
        days=replace(days, since=days.since - SEEN_BEFORE),
        by="prompt_version",
        scorer=scorer,
        sample=sample,
        within=within,
    )
    known = min((point.day for point in report.trend), default=days.since)
    return marks_of(report.trend, since=max(days.since, known + timedelta(days=1)))
