"""One figure of the Overview beside its target."""

from app.charts.series import Series
from app.review.overview import sparks
from app.review.overview.changes import Change
from app.review.overview.figure import Figure
from app.review.overview.hints import hint
from app.review.shared.standing import basis, stand
from core.quality.targets import target as targets
from core.quality.targets.figure_text import short_limit, write_number
from core.quality.targets.measure import Measure
from core.quality.targets.standing import Standing
from core.quality.targets.target import Target
from core.usecases.overview.get_overview import Overview


def build_figure(
    view: Overview,
    measure: Measure,
    change: Change,
    line: Series,
    address: str,
    *,
    high: float | None = None,
    aside: str = "",
) -> Figure:
    """Return a figure beside its target; `aside` follows what it is made of."""
    limit, standing, threshold = "", Standing.NO_TARGET, None
    if isinstance(measure, Target):
        threshold = view.limits[measure.name].threshold
        limit = short_limit(measure, threshold)
        standing = stand(change.now, measure, view.limits)
    counted = basis(change.now, measure)
    if measure.noun == targets.WEEK_1.noun and not change.now.n:
        counted = "No plan is that far in this window"
    return Figure(
        name=measure.title,
        value=write_number(change.now.value, measure, beside=threshold),
        target=limit,
        standing=standing,
        basis="; ".join(filter(None, (counted, aside))),
        change=change.short() if measure is not targets.OVERHEAD else "",
        change_tone=change.tone,
        hint=" ".join(part for part in (hint(measure.name, standing), measure.definition) if part),
        series=line,
        axis=sparks.axis(line, view.now.days, high=high),
        address=address,
    )
