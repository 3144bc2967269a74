"""Draw the parts of the Feedback page."""

from datetime import date, datetime

from markupsafe import Markup

from app.charts import spark
from app.charts.series import Axis, Series, describe
from app.review.feedback import comments, present
from app.review.shared import bars
from app.ui import html, page_text, table
from app.ui import tiles as ui_tiles
from app.ui.html import one_line
from app.ui.status_labels import tag
from core import formats
from core.quality.rating_summary import SATISFACTION_TARGET, FeedbackSummary
from core.quality.recommendation import Recommendation
from core.usecases.ratings.list_ratings import RatingRow


def show_tiles(tiles: tuple[ui_tiles.Tile, ...]) -> None:
    """Draw the main figures."""
    ui_tiles.show(tiles)


def show_trend(trend: Series, *, since: date, until: date) -> None:
    """Draw the stars day by day."""
    page_text.section("Is it getting better?")
    axis = Axis(
        title="Stars", low=0.5, high=5, target=SATISFACTION_TARGET, since=since, until=until
    )
    html.draw(
        Markup(
            '<section class="rein-card"><img src="{}" alt="{}"><div class="axis"><span>{}</span>'
            "<span>half a star to 5; dashed: target {:.1f}; band: 95 % interval of each day</span>"
            "<span>{}</span></div></section>"
        ).format(
            spark.draw(trend, axis),
            one_line(describe(trend, axis)),
            formats.day(since),
            SATISFACTION_TARGET,
            formats.day(until),
        )
    )


def show_advice(advice: Recommendation) -> None:
    """Draw the quality level and the recommended action."""
    tone = present.LEVEL_TONES[advice.level]
    html.draw(
        Markup(
            '<div class="rein-call {}"><b>Quality level:</b> {}<p>{}</p>'
            "<p><b>Action:</b> {}</p></div>"
        ).format(tone, tag(advice.level.value, tone), advice.reason, advice.action)
    )


def show_stars(summary: FeedbackSummary) -> None:
    """Draw the histogram of stars."""
    page_text.section("How many stars?")
    described = ", ".join(
        f"{row.stars} stars: {row.count} ({formats.share(row.share)})" for row in summary.stars
    )
    bars.show(present.star_bars(summary), aria_label=described)
    page_text.note(f"n = {summary.n}. Half stars count with the whole star below.")


def show_dimensions(summary: FeedbackSummary) -> None:
    """Draw the share of yes per dimension."""
    page_text.section("What did they say yes to?")
    rows = present.dimension_bars(summary)
    described = ", ".join(f"{row.label}: {row.figure} ({row.more})" for row in rows)
    bars.show(rows, aria_label=described, colour=3)
    page_text.note("Of those who answered; the thin band is the 95 % interval.")


def show_comments(rows: tuple[RatingRow, ...], *, now: datetime) -> str | None:
    """Draw the latest comments. Return the chosen address."""
    if not rows:
        return None
    page_text.section("Latest comments")
    return table.show(
        comments.COMMENT_COLUMNS,
        tuple(comments.comment_cells(row, now=now) for row in rows),
        caption="Latest comments",
        key="feedback.comments",
    )
