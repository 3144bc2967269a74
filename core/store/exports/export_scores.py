"""Convert ratings and evaluations to exported scores: named numbers with a reason."""

from collections.abc import Iterable

from core.exports.payload import QUALITY, STARS, ExportedScore
from core.quality.rating import RATING_DIMENSIONS
from core.quality.rubric import DIMENSIONS
from core.quality.verdict import status_of
from core.store.database.rows import Row

_GIVER_DIGITS = 8


def rating_scores(rating: Row, *, owner_id: str | None) -> tuple[ExportedScore, ...]:
    """Return the scores of a rating, none if it was withdrawn. The comment explains the stars."""
    if rating["withdrawn_at"] is not None:
        return ()
    mark = _mark(rating, owner_id)
    stars = rating["half_stars"] / 2
    scores = [
        ExportedScore(
            name=f"{STARS}{mark}",
            value=stars,
            label=f"{stars:g} of 5",
            reason=rating["comment"] or "No comment.",
        )
    ]
    for name in RATING_DIMENSIONS:
        if rating[name] is not None:
            yes = bool(rating[name])
            answer = "yes" if yes else "no"
            scores.append(
                ExportedScore(
                    name=f"{name}{mark}",
                    value=float(yes),
                    label=answer,
                    reason=f"The person answered {answer}.",
                )
            )
    return tuple(scores)


def find_withdrawn_scores(
    history: Iterable[Row], current_scores: Iterable[ExportedScore], *, owner_id: str | None
) -> tuple[str, ...]:
    """Return the names of scores that an earlier state of the rating had and this one lacks."""
    current = {score.name for score in current_scores}
    once = {
        f"{name}{_mark(state, owner_id)}"
        for state in history
        for name in (STARS, *(d for d in RATING_DIMENSIONS if state[d] is not None))
    }
    return tuple(sorted(once - current))


def evaluation_scores(evaluation: Row, items: Iterable[Row]) -> tuple[ExportedScore, ...]:
    """Return the scores of an evaluation; unscored dimensions are left out, as they are not 0."""
    answered = tuple(items)
    scored = [
        ExportedScore(
            name=f"{QUALITY}{dimension}",
            value=evaluation[dimension],
            reason=_why([item for item in answered if item["dimension"] == dimension]),
        )
        for dimension in DIMENSIONS
        if evaluation[dimension] is not None
    ]
    overall = evaluation["overall"]
    if overall is not None:
        status = status_of(overall).value
        to_improve = " ".join(evaluation["suggestions"])
        reason = f"{status}, by {evaluation['judge_model']}. {to_improve}".strip()
        scored.append(
            ExportedScore(name=f"{QUALITY}overall", value=overall, label=status, reason=reason)
        )
    return tuple(scored)


def _why(items: list[Row]) -> str:
    lines = [
        f"Yes: {item['question']} “{item['evidence']}”"
        if item["yes"]
        else f"No: {item['question']}"
        for item in items
    ]
    return "\n".join(
        [f"{sum(item['yes'] for item in items)} of {len(items)} answered yes.", *lines]
    )


def _mark(rating: Row, owner_id: str | None) -> str:
    """Return the name suffix for scores of people other than the owner of the trace."""
    giver = rating["user_id"]
    return "" if giver == owner_id else f":{giver[-_GIVER_DIGITS:]}"
