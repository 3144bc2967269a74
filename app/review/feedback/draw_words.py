"""Draw what comments say: their themes, and the latest of them."""

from datetime import datetime

from app.review.feedback import comments, themes
from app.review.shared import links
from app.ui import page_text, table
from core.usecases.ratings.get_themes import ThemeReport
from core.usecases.ratings.list_ratings import RatingRow

THEMES_SHOWN = 10


def show_themes(report: ThemeReport) -> str | None:
    """Draw what comments say. Return the chosen address."""
    page_text.section("What low and high ratings say")
    page_text.note(themes.sentence(report))
    if not report.found.themes:
        return None
    address = table.show(
        themes.COLUMNS,
        tuple(
            themes.cells(theme, to=links.to_ratings(theme=theme.label))
            for theme in report.found.themes[:THEMES_SHOWN]
        ),
        caption="Themes of comments, the most distinctive first",
        key="feedback.themes",
    )
    page_text.note(themes.note(report))
    return address


def show_comments(rows: tuple[RatingRow, ...], *, now: datetime) -> str | None:
    """Draw the latest comments. Return the chosen address."""
    if not rows:
        return None
    page_text.section("Latest comments")
    return table.show(
        comments.COMMENT_COLUMNS,
        tuple(
            comments.comment_cells(row, now=now, to=links.to_ratings(rating=comments.key_of(row)))
            for row in rows
        ),
        caption="Latest comments",
        key="feedback.comments",
    )
