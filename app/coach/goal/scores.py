"""The four scores: bars that open to their questions, each yes with the quoted evidence."""

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join, multiline, one_line
from core.quality.rubric import Dimension
from core.quality.verdict import DimensionScore, Evaluation, ItemVerdict, Status

MEANINGS = {
    Dimension.CLARITY: "How clear is the goal?",
    Dimension.SPECIFICITY: "How specific is what you will do?",
    Dimension.MEASURABILITY: "How well can progress be measured?",
    Dimension.ACTIONABILITY: "How concrete are the next steps?",
}
STATUS_LABELS = {
    Status.EXCELLENT: "Excellent",
    Status.GOOD: "Good quality",
    Status.FAIR: "Fair",
    Status.NEEDS_WORK: "Needs work",
    Status.UNSCORED: "Not scored",
}
_TONES = {
    Status.EXCELLENT: "good",
    Status.GOOD: "good",
    Status.FAIR: "fair",
    Status.NEEDS_WORK: "weak",
    Status.UNSCORED: "none",
}


def overall_tag(evaluation: Evaluation) -> Markup:
    """Return the overall score and its status as HTML."""
    overall, word = evaluation.overall, STATUS_LABELS[evaluation.status]
    number = (
        EMPTY
        if overall is None
        else Markup('<b>{:.1f}</b><span class="coach-of">of 10</span>').format(overall)
    )
    return Markup(
        '<span class="coach-overall coach-{}">{}<span class="coach-tag">{}</span></span>'
    ).format(_TONES[evaluation.status], number, word)


def show(evaluation: Evaluation, *, scored_by: str, with_suggestions: bool = True) -> None:
    """Draw the overall score, the dimensions, strengths and suggestions."""
    suggestions = evaluation.suggestions if with_suggestions else ()
    bars = join(_dimension(score) for score in evaluation.dimensions)
    html.draw(
        Markup(
            '<section class="coach coach-scores" aria-label="Scores">{}'
            '<p class="coach-meta">{}</p>{}'
            "{}"
            "{}"
            '<p class="coach-meta">What a yes quotes is underlined in the text. '
            "A score says how well the words are written, not how likely you are to succeed.</p>"
            "</section>"
        ).format(
            overall_tag(evaluation),
            scored_by,
            bars,
            _bullets("What is strong", evaluation.strengths, "coach-plus"),
            _bullets("What would make it better", suggestions, "coach-next"),
        )
    )


def _dimension(score: DimensionScore) -> Markup:
    name = score.dimension.value.capitalize()
    if score.score is None:
        reason = score.reason or "It could not be scored this time."
        return Markup(
            '<div class="coach-dim coach-unscored">{}'
            '<div class="coach-bar" role="img" aria-label="{}: not scored"></div>'
            '<p class="coach-meta">{}</p></div>'
        ).format(_head(name, "not scored"), name, multiline(reason))
    yes = sum(item.yes for item in score.items)
    description = (
        f"{name}: {score.score:.1f} of 10, {yes} of {len(score.items)} questions answered yes"
    )
    items = join(_item(item) for item in score.items)
    return Markup(
        '<details class="coach-dim"><summary>{}'
        '<div class="coach-bar" role="img" aria-label="{}">'
        '<i style="width:{:.0f}%"></i></div>'
        '<span class="coach-meta">{} {} of {} yes</span></summary>'
        '<ul class="coach-items">{}</ul></details>'
    ).format(
        _head(name, f"{score.score:.1f}"),
        one_line(description),
        score.score * 10,
        MEANINGS[score.dimension],
        yes,
        len(score.items),
        items,
    )


def _head(name: str, value: str) -> Markup:
    return Markup('<div class="coach-dimhead"><span>{}</span><span>{}</span></div>').format(
        name, value
    )


def _item(item: ItemVerdict) -> Markup:
    answer = "Yes" if item.yes else "No"
    quote = (
        Markup('<q class="coach-quote">{}</q>').format(multiline(item.evidence))
        if item.evidence
        else EMPTY
    )
    return Markup('<li class="coach-{}"><b>{}</b><span>{}{}</span></li>').format(
        answer.lower(), answer, multiline(item.question), quote
    )


def _bullets(title: str, lines: tuple[str, ...], kind: str) -> Markup:
    if not lines:
        return EMPTY
    rows = join(Markup("<li>{}</li>").format(multiline(line)) for line in lines)
    return Markup('<h4>{}</h4><ul class="{}">{}</ul>').format(title, kind, rows)
