"""Draw one item: what was asked, and what was written."""

from markupsafe import Markup

from app.review.queue import present
from app.review.shared.reply_text import resolution_html, weeks_html
from app.ui import html, page_text
from app.ui.html import multiline
from core.usecases.labels.get_queue import DatasetItem


def show_item(item: DatasetItem) -> None:
    """Draw the goal, the resolution and the first weeks, without any verdict."""
    html.draw(
        Markup('<div class="rein-asked"><p>{}</p><span class="rein-note">{}</span></div>').format(
            multiline(item.input.text), " · ".join(present.about_lines(item))
        )
    )
    resolution, plan = item.reply.resolution, item.reply.plan
    if resolution is None:
        page_text.note("No resolution was written.")
    else:
        html.draw(resolution_html(resolution))
    page_text.section(present.WEEKS)
    if plan is None:
        page_text.note("No plan was written.")
    else:
        html.draw(weeks_html(plan))


def show_scores(item: DatasetItem) -> None:
    """Draw the verdicts of the judge and of the person."""
    page_text.note(present.scores_text(item))
