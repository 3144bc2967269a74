"""Draw the parts of the Feedback page."""

from dataclasses import replace

from markupsafe import Markup

from app.charts.series import Axis, Series
from app.review.feedback import present
from app.review.shared import bars, links, plot
from app.review.shared.standing import state_of
from app.ui import html, page_text
from app.ui import tiles as ui_tiles
from app.ui.status_labels import tag
from core import formats
from core.quality.rating_summary import FeedbackSummary
from core.quality.recommendation import Recommendation
from core.quality.targets.target import SATISFACTION, Limits
from core.usecases.utc_days import UtcDays


def show_tiles(tiles: tuple[ui_tiles.Tile, ...]) -> None:
    """Draw the main figures."""
    ui_tiles.show(tiles)


def show_trend(
    trend: Series, limits: Limits, window: UtcDays, *, title: str, by_week: bool
) -> None:
    """Draw the stars day by day, or week by week, below what they say."""
    page_text.section(title)
    target = limits[SATISFACTION.name].threshold
    since, until = window.since, window.until
    axis = Axis(title="Stars", low=1, high=5, target=target, since=since, until=until)
    dashed = "" if target is None else f"dashed: target {target:g}; "
    html.draw(
        Markup(
            '<section class="rein-card">{}<div class="axis"><span>{}</span>'
            "<span>{}band: 95 % interval of each {}; "
            "n = {}</span>"
            "<span>{}</span></div></section>"
        ).format(
            plot.draw(trend, axis),
            formats.day(since),
            dashed,
            "week" if by_week else "day",
            trend.n,
            formats.day(until),
        )
    )


def show_advice(advice: Recommendation) -> None:
    """Draw how satisfaction stands, and the recommended action."""
    label, tone = state_of(advice.standing)
    html.draw(
        Markup(
            '<div class="rein-call {}"><b>Quality level:</b> {}<p>{}</p>'
            "<p><b>Action:</b> {}</p></div>"
        ).format(tone, tag(label, tone), advice.reason, advice.action)
    )


def show_stars(summary: FeedbackSummary) -> None:
    """Draw the histogram of stars."""
    page_text.section("Stars")
    described = ", ".join(
        f"{row.stars} stars: {row.count} ({formats.share(row.share)})" for row in summary.stars
    )
    rows = zip(present.star_bars(summary), summary.stars, strict=True)
    linked = (replace(bar, to=links.to_ratings(stars=str(row.stars))) for bar, row in rows)
    bars.show(tuple(linked), aria_label=described)
    page_text.note(f"n = {summary.n}. Half stars count with the whole star below.")


def show_dimensions(summary: FeedbackSummary) -> None:
    """Draw the share of yes per dimension."""
    page_text.section("Share who said yes")
    rows = present.dimension_bars(summary)
    described = ", ".join(f"{row.label}: {row.figure} ({row.more})" for row in rows)
    linked = (replace(bar, to=links.to_ratings(no=bar.label)) for bar in rows)
    bars.show(tuple(linked), aria_label=described, colour=3)
    page_text.note(
        "Of those who answered; the thin band is the 95 % interval. A name opens the ratings that "
        "said no."
    )
