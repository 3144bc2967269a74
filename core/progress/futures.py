"""Draw possible futures of a plan: the pace of each week to come, and the day the work ends.

A pace is the work done in a week as a share of what the week asks for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

FUTURES = 200
HORIZON = 104
"""Weeks to look ahead."""
PRIOR = (0.0, 0.35, 0.7, 0.9, 1.05)
"""Paces of made-up weeks, which stand for what the person has not shown yet."""
PRIOR_WEIGHT = 0.2
"""How many real weeks each of them counts for."""
FADE = 0.9
"""How much a week counts, against the one after it."""
AWAY = 0.25
"""How much an empty week counts that follows an empty one: an absence is one event."""
LAST_WEEKS = 52
"""Weeks to look back on; an older one counts for nearly nothing."""
DRIFT = 0.03
"""Standard deviation of the change of pace from week to week, on a log scale."""
TURN = 0.015
"""How likely it is, each week, that the person has less time from then on."""
LEFT = (0.3, 0.9)
"""The share of the pace that is left after such a turn, at least and at most."""
SLIP = 0.15
"""How likely the last task slips by up to a week."""
ENOUGH = 0.95
"""The share of futures whose end has to be known; the others end later."""
_AT_ONCE = 16
"""Weeks drawn in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The weeks to come, one value for each; days are counted from today, which is 0."""

    backlog: float
    """Open minutes of the weeks that are over."""
    new: tuple[float, ...]
    """Open minutes of its own."""
    reference: tuple[float, ...]
    """Minutes that are done at a pace of 1."""
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    spare: float
    """The hours of a week as a multiple of what an average week asks for."""
    last_day: int
    """The last day of the plan; below 0 if it is over."""
    last_due: int
    """The day the last open task is due on; below 0 if it is over."""
    works_ahead: bool
    """Whether the person does tasks before their week begins."""


def finish_days(paces: Sequence[float], course: Course, *, seed: int) -> Numbers:
    """Return the days from today on which the work ends; infinite beyond the horizon.

    `paces` are those of the weeks that are over, oldest first. The seed decides every draw.
    """
    random = np.random.default_rng(seed)
    days = _walk(course, _draw_paces(paces, random), random)
    slips = random.random(FUTURES) < SLIP
    return days + np.where(slips, random.integers(1, 8, FUTURES), 0)


def _draw_paces(paces: Sequence[float], random: np.random.Generator) -> Iterator[Numbers]:
    """Yield the pace of each week to come, for each of the futures.

    A Bayesian bootstrap: each future gives the weeks seen so far, and the made-up ones, weights of
    its own, and draws its weeks by them.
    """
    paces = paces[-LAST_WEEKS:]
    atoms = np.array([*paces, *PRIOR])
    trust = np.array([*_trust_in(paces), *(PRIOR_WEIGHT for _ in PRIOR)])
    weights = trust[:, None] * random.standard_exponential((len(atoms), FUTURES))
    shares = np.cumsum(weights, axis=0)
    edges = shares[:-1, None, :] / shares[-1]
    turn, left = random.geometric(TURN, FUTURES), random.uniform(*LEFT, FUTURES)
    trend = np.zeros(FUTURES)
    for first in range(0, HORIZON, _AT_ONCE):
        chosen = (random.random((_AT_ONCE, FUTURES)) > edges).sum(axis=0, dtype=np.uint8)
        trends = trend + np.cumsum(random.normal(0.0, DRIFT, (_AT_ONCE, FUTURES)), axis=0)
        turned = np.arange(first, first + _AT_ONCE)[:, None] >= turn
        yield from atoms[chosen] * np.exp(trends) * np.where(turned, left, 1.0)
        trend = trends[-1]


def _trust_in(paces: Sequence[float]) -> list[float]:
    """Return how much each of the past weeks counts: recent ones more, an absence nearly once."""
    before = [1.0, *paces]
    return [
        FADE**age * (AWAY if pace <= 0 and last <= 0 else 1.0)
        for age, pace, last in zip(range(len(paces) - 1, -1, -1), paces, before, strict=False)
    ]


def _walk(course: Course, paces: Iterator[Numbers], random: np.random.Generator) -> Numbers:
    """Return the day on which each future has done all work: what is late, then what is new."""
    days = np.full(FUTURES, np.inf)
    spare = random.uniform(1.0, max(course.spare, 1.0), FUTURES)
    luck = random.random(FUTURES)
    backlog, ahead = np.full(FUTURES, course.backlog), np.zeros(FUTURES)
    later = sum(course.new)
    for week, pace in zip(range(len(course.new)), paces, strict=False):
        later -= course.new[week]
        asked = backlog + course.new[week] - ahead
        capacity = pace * course.reference[week]
        if course.starts[week] > course.last_day:
            capacity = capacity * spare
        done = np.minimum(asked, capacity)
        if course.works_ahead and week + 1 < len(course.new):
            ahead = np.minimum(course.new[week + 1], capacity - done)
        if later <= 0:
            late = np.maximum(_day_within(course, week, asked / (capacity + 1), luck), 0)
            late = np.maximum(late, course.last_due)
            on_time = (backlog <= 0) & (course.new[week] > 0)
            ends = (asked <= capacity) & np.isinf(days)
            days[ends] = np.where(on_time, course.last_due, late)[ends]
            if np.count_nonzero(np.isinf(days)) <= FUTURES * (1 - ENOUGH):
                break  # the latest ones lie beyond every quantile that is asked for
        backlog = asked - done
    return days


def _day_within(course: Course, week: int, share: Numbers, luck: Numbers) -> Numbers:
    """Return the day of a week on which a share of what it can hold is done, at the earliest."""
    length = course.lengths[week]
    least = length * share
    return course.starts[week] + np.floor(np.minimum(least + luck * (length - least), length - 1))
