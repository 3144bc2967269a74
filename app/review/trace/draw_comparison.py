"""Draw two traces side by side: their facts, and the words that differ."""

from markupsafe import Markup

from app.review.trace import comparison
from app.review.trace.comparison import Fact
from app.review.trace.load import Side
from app.ui import html, page_text
from app.ui.html import join
from app.ui.trace import word_diff


def draw(first: Side, second: Side) -> None:
    """Draw the facts as a table, and each text once with what was removed and added."""
    rows = join(_row(fact) for fact in comparison.facts(first, second))
    html.draw(
        Markup(
            '<table class="rein-facts"><thead><tr><th scope="col">Fact</th><th scope="col">First'
            '</th><th scope="col">Second</th></tr></thead><tbody>{}</tbody></table>'
        ).format(rows)
    )
    page_text.note("Struck through: only in the first. Underlined: only in the second.")
    for text in comparison.texts(first, second):
        page_text.section(text.title)
        parts = word_diff.compare(text.first, text.second)
        html.draw(word_diff.draw(parts, label=f"{text.title}: what differs"))


def _row(fact: Fact) -> Markup:
    differs = "" if fact.first == fact.second else "differs"
    return Markup('<tr class="{}"><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
        differs, fact.name, fact.first, fact.second
    )
