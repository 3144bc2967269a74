"""Draw how a trace was judged: scores with their reasons, and people's ratings."""

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from app.ui import html, page_text
from app.ui.html import join, multiline
from core import formats
from core.quality.rating import RATING_DIMENSIONS
from core.quality.verdict import DimensionScore, ItemVerdict
from core.usecases.traces.get_judgement import Judgement, RatingRow, TraceEvaluation

_ANSWERS = {True: "yes", False: "no", None: "not known"}


def draw(judgement: Judgement, *, now: datetime) -> None:
    """Draw the newest scores, each to be opened for its reasons, and all ratings."""
    if judgement.evaluations:
        page_text.section("Scores")
        _draw_scores(judgement.evaluations, now=now)
    page_text.section("Ratings")
    if not judgement.ratings:
        page_text.note("Nobody has rated it.")
    for rating in judgement.ratings:
        _draw_rating(rating, now=now)


def _draw_scores(found: tuple[TraceEvaluation, ...], *, now: datetime) -> None:
    newest, older = found[0], len(found) - 1
    judge = newest.judge_model or "rules"
    before = f" {formats.pluralize(older, 'earlier evaluation')} not shown." if older else ""
    page_text.note(f"By {judge}, {formats.moment(newest.created_at, now=now)}.{before}")
    folds = join(_fold(score) for score in newest.evaluation.dimensions)
    html.draw(Markup('<div class="rein-verdicts">{}</div>').format(folds))


def _fold(score: DimensionScore) -> Markup:
    value = "unscored" if score.score is None else f"{formats.figure(score.score)} of 10"
    answered = [item for item in score.items if item.yes is not None]
    share = f"{sum(bool(item.yes) for item in answered)} of {len(answered)} yes" if answered else ""
    reason = Markup("<p>{}</p>").format(multiline(score.reason)) if score.reason else ""
    return Markup(
        "<details><summary><b>{}</b> {} <small>{}</small></summary>{}<ul>{}</ul></details>"
    ).format(
        score.dimension.value.capitalize(), value, share, reason, join(map(_item, score.items))
    )


def _item(item: ItemVerdict) -> Markup:
    why = item.note or (f"“{item.evidence}”" if item.evidence else "")
    return Markup("<li>{} <b>{}</b>{}{}</li>").format(
        multiline(item.question), _ANSWERS[item.yes], ": " if why else "", multiline(why)
    )


def _draw_rating(rating: RatingRow, *, now: datetime) -> None:
    words = rating.comment or "No comment."
    answers = ", ".join(_answers(rating))
    html.draw(
        Markup(
            '<div class="rein-rated"><b>{:g} of 5 stars</b> <small>{}{}</small><p>{}</p></div>'
        ).format(
            rating.stars,
            formats.moment(rating.changed_at, now=now),
            f". {answers}" if answers else "",
            multiline(words),
        )
    )


def _answers(rating: RatingRow) -> Iterator[str]:
    for name in RATING_DIMENSIONS:
        answer = getattr(rating, name)
        if answer is not None:
            yield f"{name}: {_ANSWERS[answer]}"
