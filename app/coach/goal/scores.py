"""The four scores: bars that open to their questions, each answer with the quotes behind it."""

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join, multiline, one_line
from core.formats import pluralize
from core.quality.rubric import Dimension
from core.quality.verdict import DimensionScore, Evaluation, ItemVerdict, ScoredBy, Status

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
_ANSWERS = {True: ("yes", "Yes"), False: ("no", "No"), None: ("unknown", "?")}
_BY_JUDGE = "A score says how well the words are written, not how likely you are to succeed."
_BY_RULE = (
    "Rules compare words, dates and numbers; they cannot tell whether a plan is a good one, "
    "nor how likely you are to succeed."
)
_TONES = {
    Status.EXCELLENT: "good",
    Status.GOOD: "good",
    Status.FAIR: "fair",
    Status.NEEDS_WORK: "weak",
    Status.UNSCORED: "none",
}


def overall_tag(evaluation: Evaluation) -> Markup:
    """Return the overall score as HTML: a judge's with its word, a rule's as a count of checks."""
    if evaluation.scored_by is ScoredBy.CODE:
        return Markup(
            '<span class="coach-overall coach-none"><span class="coach-tag">{}</span></span>'
        ).format(checked_by_rules(evaluation))
    overall, word = evaluation.overall, STATUS_LABELS[evaluation.status]
    number = (
        EMPTY
        if overall is None
        else Markup('<b>{:.1f}</b><span class="coach-of">of 10</span>').format(overall)
    )
    return Markup(
        '<span class="coach-overall coach-{}">{}<span class="coach-tag">{}</span></span>'
    ).format(_TONES[evaluation.status], number, word)


def checked_by_rules(evaluation: Evaluation) -> str:
    """Return how many checks passed, and how many could not be made, as one sentence."""
    answers = [item.yes for score in evaluation.dimensions for item in score.items]
    known = [answer for answer in answers if answer is not None]
    if not known:
        return "Checked by rules: nothing could be checked"
    line = f"Checked by rules: {sum(known)} of {pluralize(len(known), 'check', 'checks')} passed"
    unknown = len(answers) - len(known)
    return line + (f", {unknown} could not be checked" if unknown else "")


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


def _dimension(score: DimensionScore) -> Markup:
    name = score.dimension.value.capitalize()
    items = join(_item(item) for item in score.items)
    if score.score is None:
        reason = score.reason or "It could not be scored this time."
        return Markup(
            '<div class="coach-dim coach-unscored">{}'
            '<div class="coach-bar" role="img" aria-label="{}: not scored"></div>'
            '<p class="coach-meta">{}</p>{}</div>'
        ).format(_head(name, "not scored"), name, multiline(reason), _list(items))
    counted = _counted(score)
    description = f"{name}: {score.score:.1f} of 10, {counted}"
    return Markup(
        '<details class="coach-dim"><summary>{}'
        '<div class="coach-bar" role="img" aria-label="{}">'
        '<i style="width:{:.0f}%"></i></div>'
        '<span class="coach-meta">{} {}</span></summary>{}</details>'
    ).format(
        _head(name, f"{score.score:.1f}"),
        one_line(description),
        score.score * 10,
        MEANINGS[score.dimension],
        one_line(counted),
        _list(items),
    )


def _counted(score: DimensionScore) -> str:
    known = [item.yes for item in score.items if item.yes is not None]
    line = f"{sum(known)} of {len(known)} yes"
    unknown = len(score.items) - len(known)
    return line + (f", {unknown} not known" if unknown else "")


def _list(items: Markup) -> Markup:
    return Markup('<ul class="coach-items">{}</ul>').format(items) if items else EMPTY


def _head(name: str, value: str) -> Markup:
    return Markup('<div class="coach-dimhead"><span>{}</span><span>{}</span></div>').format(
        name, value
    )


def _item(item: ItemVerdict) -> Markup:
    kind, answer = _ANSWERS[item.yes]
    quotes = join(
        Markup('<span class="coach-side">{}</span><q class="coach-quote">{}</q>').format(
            side if item.asked else EMPTY, multiline(words)
        )
        for side, words in (("You line", item.asked), ("The plan says", item.evidence))
        if words
    )
    note = (
        Markup('<small class="coach-meta">{}</small>').format(multiline(item.note))
        if item.note and not item.yes
        else EMPTY
    )
    return Markup('<li class="coach-{}"><b>{}</b><span>{}{}{}</span></li>').format(
        kind, answer, multiline(item.question), quotes, note
    )


def _bullets(title: str, lines: tuple[str, ...], kind: str) -> Markup:
    if not lines:
        return EMPTY
    rows = join(Markup("<li>{}</li>").format(multiline(line)) for line in lines)
    return Markup('<h4>{}</h4><ul class="{}">{}</ul>').format(title, kind, rows)
