"""Rates the results of the sample: stars, answers, and comments about what went well or badly."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.goals.language import ENGLISH, language_of
from core.quality.rating import RATING_DIMENSIONS
from core.store.ratings.values import RatingRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.samples.seeds import Seeds
from core.usecases.samples.simulate_run import SimulatedRun

SHARE_RATED = 0.75
SHARE_COMMENTS_LOW, SHARE_COMMENTS_HIGH = 0.9, 0.65
"""Those who are not content write more often."""
SATISFIED = 4.0
"""Stars from which a comment is praise."""
HOURS_TO_RATING = 20

MEAN_STARS, STARS_BY_QUALITY, FAILED_COSTS_STARS = 4.05, 3.5, 2.2

MOST_IF_FAILED = 2.5
"""A plan that did not come is not liked; some like how it was explained."""

_ANSWER_BIASES = (0.05, 0.0, 0.08, -0.15)
"""By question: how much likelier a yes is than the stars suggest."""
_IMPERSONAL_FIRST, _IMPERSONAL_SECOND = 0.8, 0.05
"""How often a complaint is that the plan is not personal, by prompt version."""
_OFTEN_TIGHT, _SELDOM_TIGHT = 0.6, 0.3
"""How often one of the other complaints is that time is too tight: with constraints, without."""
_TOO_MUCH = 0.55
_PRAISE = ("easy", "if_then", "hours", "other")


@dataclass(frozen=True, slots=True)
class Rated:
    """What a person gave, and when."""

    stars: float
    at: datetime


def rate(
    work: UnitOfWork, simulated: SimulatedRun, seeds: Seeds, dice: random.Random, now: datetime
) -> Rated | None:
    """Rate a result as its person would, or not at all."""
    if dice.random() > SHARE_RATED:
        return None
    # What a judge notices is liked a little more, with plenty of noise: as it is with people.
    liking = MEAN_STARS + STARS_BY_QUALITY * (simulated.story.quality - 0.7) + dice.gauss(0, 0.8)
    failed = simulated.finished.error is not None
    if failed:
        liking -= FAILED_COSTS_STARS
    stars = min(MOST_IF_FAILED if failed else 5.0, max(0.5, round(liking * 2) / 2))
    answers = {
        name: _yes(dice, 0.0 if failed else stars, bias)
        for name, bias in zip(RATING_DIMENSIONS, _ANSWER_BIASES, strict=True)
    }
    record = RatingRecord(
        trace_id=simulated.trace_id,
        user_id=simulated.user_id,
        stars=stars,
        **answers,
        comment=_comment(simulated, stars, seeds, dice),
    )
    later = simulated.started_at + timedelta(hours=dice.expovariate(1 / HOURS_TO_RATING))
    at = min(later, now)
    work.ratings.save(record, now=at)
    return Rated(stars, at)


def _yes(dice: random.Random, stars: float, bias: float) -> bool | None:
    if dice.random() < 0.1:
        return None  # people skip questions
    chance = min(0.98, max(0.05, stars / 5 + bias)) if stars else 0.0
    return dice.random() < chance


def _comment(simulated: SimulatedRun, stars: float, seeds: Seeds, dice: random.Random) -> str:
    """Return what the person writes, or "". It is about what happened to them."""
    low = stars < SATISFIED
    writes = dice.random() < (SHARE_COMMENTS_LOW if low else SHARE_COMMENTS_HIGH)
    about = _complaint(simulated, dice) if low else dice.choice(_PRAISE)
    if language_of(simulated.request.text) != ENGLISH:
        about = "german"
    text = dice.choice((seeds.complaints if low else seeds.praise)[about])
    return text if writes else ""


def _complaint(simulated: SimulatedRun, dice: random.Random) -> str:
    chances = [dice.random() for _ in range(3)]
    if simulated.finished.error is not None:
        return "failed"
    first = simulated.story.prompt_version == 1
    if chances[0] < (_IMPERSONAL_FIRST if first else _IMPERSONAL_SECOND):
        return "impersonal"
    if chances[1] < (
        _OFTEN_TIGHT if simulated.request.circumstances.constraints else _SELDOM_TIGHT
    ):
        return "tight"
    return "too_much" if chances[2] < _TOO_MUCH else "other"
