"""The four scores: bars that open to their questions, each yes with the words that show it."""

import streamlit as st

from app.widgets.text import attribute, markup
from core.quality.rubric import Dimension
from core.quality.verdict import DimensionScore, Evaluation, ItemVerdict, Status

MEANINGS = {
    Dimension.CLARITY: "How clear is the goal?",
    Dimension.SPECIFICITY: "How specific is what you will do?",
    Dimension.MEASURABILITY: "How well can progress be measured?",
    Dimension.ACTIONABILITY: "How concrete are the next steps?",
}
STATUS_WORDS = {
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


def overall_tag(evaluation: Evaluation) -> str:
    """Return the overall score and its status word as HTML."""
    overall, word = evaluation.overall, STATUS_WORDS[evaluation.status]
    number = "" if overall is None else f'<b>{overall:.1f}</b><span class="coach-of">of 10</span>'
    return (
        f'<span class="coach-overall coach-{_TONES[evaluation.status]}">{number}'
        f'<span class="coach-tag">{word}</span></span>'
    )


def show(evaluation: Evaluation, *, scored_by: str, suggests: bool = True) -> None:
    """Draw the overall score, the four dimensions, what is strong, and what would make it better."""
    suggestions = evaluation.suggestions if suggests else ()
    bars = "".join(_dimension(score) for score in evaluation.dimensions)
    st.html(
        f'<section class="coach coach-scores" aria-label="Scores">{overall_tag(evaluation)}'
        f'<p class="coach-meta">{markup(scored_by)}</p>{bars}'
        f"{_bullets('What is strong', evaluation.strengths, 'coach-plus')}"
        f"{_bullets('What would make it better', suggestions, 'coach-next')}"
        '<p class="coach-meta">What a yes quotes is underlined in the text. '
        "A score says how well the words are written, not how likely you are to succeed.</p>"
        "</section>"
    )


def _dimension(score: DimensionScore) -> str:
    name = score.dimension.value.capitalize()
    if score.score is None:
        reason = score.reason or "It could not be scored this time."
        return (
            f'<div class="coach-dim coach-unscored">{_head(name, "not scored")}'
            f'<div class="coach-bar" role="img" aria-label="{name}: not scored"></div>'
            f'<p class="coach-meta">{markup(reason)}</p></div>'
        )
    yes = sum(item.yes for item in score.items)
    said = f"{name}: {score.score:.1f} of 10, {yes} of {len(score.items)} questions answered yes"
    items = "".join(_item(item) for item in score.items)
    return (
        f'<details class="coach-dim"><summary>{_head(name, f"{score.score:.1f}")}'
        f'<div class="coach-bar" role="img" aria-label="{attribute(said)}">'
        f'<i style="width:{score.score * 10:.0f}%"></i></div>'
        f'<span class="coach-meta">{MEANINGS[score.dimension]} {yes} of {len(score.items)} yes</span></summary>'
        f'<ul class="coach-items">{items}</ul></details>'
    )


def _head(name: str, value: str) -> str:
    return f'<div class="coach-dimhead"><span>{name}</span><span>{value}</span></div>'


def _item(item: ItemVerdict) -> str:
    answer = "Yes" if item.yes else "No"
    quote = f'<q class="coach-quote">{markup(item.evidence)}</q>' if item.evidence else ""
    return f'<li class="coach-{answer.lower()}"><b>{answer}</b><span>{markup(item.question)}{quote}</span></li>'


def _bullets(title: str, lines: tuple[str, ...], kind: str) -> str:
    if not lines:
        return ""
    rows = "".join(f"<li>{markup(line)}</li>" for line in lines)
    return f'<h4>{title}</h4><ul class="{kind}">{rows}</ul>'
