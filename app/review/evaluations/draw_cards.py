"""Draw one card per measure."""

from collections.abc import Mapping

from markupsafe import Markup

from app.charts.series import Axis, Series
from app.review.evaluations import present
from app.review.evaluations.change import describe_change
from app.review.shared import plot
from app.review.shared.score_text import interval_of
from app.review.shared.standing import stand, state_of
from app.ui import html
from app.ui.html import join
from app.ui.status_labels import tag
from core import formats
from core.quality.targets.standing import Standing
from core.quality.targets.target import QUALITY, Limits
from core.usecases.measures.estimates import quality
from core.usecases.scores.get_score_report import ScoreTotals


def show_cards(
    totals: tuple[ScoreTotals, ...],
    series: dict[str, tuple[Series, ...]],
    axis: Axis,
    *,
    before: Mapping[str, ScoreTotals],
    limits: Limits,
) -> None:
    """Draw one card per measure: mean, interval, change, sample size, gaps and days."""
    cards = join(
        _card(row, series.get(row.dimension, ()), axis, before.get(row.dimension), limits)
        for row in totals
    )
    html.draw(Markup('<div class="rein-grid">{}</div>').format(cards))


def _card(
    row: ScoreTotals,
    series: tuple[Series, ...],
    axis: Axis,
    before: ScoreTotals | None,
    limits: Limits,
) -> Markup:
    line = series[0] if series else Series(name=row.dimension.capitalize(), points=())
    return Markup(
        '<section class="rein-card"><h3>{name}</h3>'
        '<div><b class="rein-big">{mean}</b> <span class="rein-note">of 10 {basis}</span></div>'
        "{state}{image}"
        '<div class="axis"><span>{since}</span><span>{scale}</span>'
        '<span>{until}</span></div><p class="rein-note">{change}.{gaps}</p></section>'
    ).format(
        name=row.dimension.capitalize(),
        mean=formats.figure(row.mean),
        basis=f"{formats.interval(interval_of(row))}, n = {row.n}",
        state=_state(row, limits),
        image=plot.draw(line, axis),
        since=formats.day(axis.since),
        scale=present.describe_scale(axis, present.threshold(limits)),
        change=describe_change(row, before),
        until=formats.day(axis.until),
        gaps=present.describe_gaps(row),
    )


def _state(row: ScoreTotals, limits: Limits) -> Markup:
    """Return the standing of a measure; the page says once that it is too early to tell."""
    standing = stand(quality(row), QUALITY, limits)
    target = present.threshold(limits)
    if standing is not Standing.UNDECIDED or target is None:
        return tag(*state_of(standing))
    return Markup('<span class="rein-note">{}</span>').format(f"around the target of {target:g}")
