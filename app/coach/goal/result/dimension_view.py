"""One dimension of the scores: a bar that opens to its questions, each with its evidence."""

from markupsafe import Markup

from app.ui.html import EMPTY, join, multiline, one_line
from core.quality.rubric import Dimension
from core.quality.verdict import DimensionScore, ItemVerdict

MEANINGS = {
    Dimension.CLARITY: "How clear is the goal?",
    Dimension.SPECIFICITY: "How specific is what you will do?",
    Dimension.MEASURABILITY: "How well can progress be measured?",
    Dimension.ACTIONABILITY: "How concrete are the next steps?",
}
_ANSWERS = {True: ("yes", "Yes"), False: ("no", "No"), None: ("unknown", "?")}


def dimension_html(score: DimensionScore) -> Markup:
    """Return the bar of a dimension with its questions."""
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
