"""The scores of a resolution: overall, by dimension, what is strong and what would help."""

from markupsafe import Markup

from app.coach.goal.result.dimension_view import dimension_html
from app.coach.goal.result.score_labels import overall_tag
from app.ui import html
from app.ui.html import EMPTY, join, multiline
from core.quality.verdict import Evaluation, ScoredBy

_BY_JUDGE = "A score says how well the words are written, not how likely you are to succeed."
_BY_RULE = (
    "Rules compare words, dates and numbers; they cannot tell whether a plan is a good one, "
    "nor how likely you are to succeed."
)


def show(evaluation: Evaluation, *, scored_by: str, with_suggestions: bool = True) -> None:
    """Draw the overall score, the dimensions, strengths and suggestions."""
    suggestions = evaluation.suggestions if with_suggestions else ()
    bars = join(dimension_html(score) for score in evaluation.dimensions)
    html.draw(
        Markup(
            '<section class="coach coach-scores" aria-label="Scores">{}'
            '<p class="coach-meta">{}</p>{}'
            "{}"
            "{}"
            '<p class="coach-meta">What a yes quotes is underlined in the text. {}</p>'
            "</section>"
        ).format(
            overall_tag(evaluation),
            scored_by,
            bars,
            _bullets("What is strong", evaluation.strengths, "coach-plus"),
            _bullets("What would make it better", suggestions, "coach-next"),
            _BY_RULE if evaluation.scored_by is ScoredBy.CODE else _BY_JUDGE,
        )
    )


def _bullets(title: str, lines: tuple[str, ...], kind: str) -> Markup:
    if not lines:
        return EMPTY
    rows = join(Markup("<li>{}</li>").format(multiline(line)) for line in lines)
    return Markup('<h3>{}</h3><ul class="{}">{}</ul>').format(title, kind, rows)
