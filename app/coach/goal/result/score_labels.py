"""The overall score in words: a judge's with its meaning, a rule's as a count of checks."""

from markupsafe import Markup

from app.ui.html import EMPTY
from core.formats import pluralize
from core.quality.verdict import Evaluation, ScoredBy, Status

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
