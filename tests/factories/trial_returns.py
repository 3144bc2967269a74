"""Seeded people who come back: many ratings a person, each with an own taste, at two shares.

What a trial sees is the first rating of each person, in the order of their first ratings. What a
report that counts every rating would see is there too, to show what it would get wrong.
"""

import numpy as np
from numpy.typing import NDArray

from core.experiments.evidence import ALPHA, weigh
from core.experiments.outcome import ArmCounts, Segment
from tests.factories.trial_crowd import SHARES, STARS, Crowd

Places = NDArray[np.int64]

_OWN = 0.8
"""Spread of people's own taste, in stars; what is left is the mood of the day."""
_MOOD = 0.9
_MOST = 30
"""Ratings of the most eager person; the median is 4."""


def visits(random: np.random.Generator, people: int) -> Places:
    """Return who rates at each moment: eager people come often, and earlier in a trial."""
    often = np.minimum(_MOST, 1 + random.geometric(0.25, people))
    who = np.repeat(np.arange(people), often)
    arrives = np.sort(random.random(people))[who] + random.exponential(0.15, who.size)
    return who[np.argsort(arrives)].astype(np.int64)


def gather_returning(
    *, trials: int, people: int, seed: int, share: float = 0.5, gap: float = 0.0, drift: float = 0.0
) -> tuple[Crowd, Crowd]:
    """Draw crowds; return what the first ratings say, and what all ratings say.

    The candidate's people like their results more by `gap` stars; everybody's mood swings by
    `drift` over the trial.
    """
    random = np.random.default_rng(seed)
    firsts, alls = [], []
    mean = float(SHARES @ np.arange(1, 6))
    for _ in range(trials):
        who = visits(random, people)
        arm = (random.random(people) < share).astype(np.int64)
        taste = random.normal(0, _OWN, people)
        swing = drift * np.sin(6 * np.pi * np.arange(who.size) / who.size)
        felt = mean + taste[who] + gap * arm[who] + swing + random.normal(0, _MOOD, who.size)
        places = np.clip(np.rint(felt), 1, 5).astype(np.int64) - 1
        _, first = np.unique(who, return_index=True)
        first = np.sort(first)
        firsts.append((places[first], arm[who[first]]))
        alls.append((places[: people * 2], arm[who[: people * 2]]))
    return tuple(  # type: ignore[return-value]
        Crowd(
            places=np.array([one for one, _ in each]),
            arms=np.array([arms for _, arms in each]),
            share=share,
        )
        for each in (firsts, alls)
    )


def true_gap(*, gap: float, seed: int) -> float:
    """Return the difference of the means of stars, which are cut off at 1 and 5."""
    random = np.random.default_rng(seed)
    mean = float(SHARES @ np.arange(1, 6))
    felt = mean + random.normal(0, np.hypot(_OWN, _MOOD), 4_000_000)
    before, after = (np.clip(np.rint(felt + more), 1, 5).mean() for more in (0.0, gap))
    return float(after - before)


def changed_share_calls(*, trials: int, people: int, seed: int, looks: int) -> int:
    """Return how many trials of equal arms call a difference although the share changed midway.

    The mean falls by 0.6 stars when the candidate's share is raised from 0.1 to 0.5, so counting
    both halves as one would make the candidate look worse.
    """
    random = np.random.default_rng(seed)
    called = 0
    for _ in range(trials):
        late = np.arange(people) >= people // 2
        arm = random.random(people) < np.where(late, 0.5, 0.1)
        felt = 4.0 - 0.6 * late + random.normal(0, np.hypot(_OWN, _MOOD), people)
        places = np.clip(np.rint(felt), 1, 5).astype(np.int64) - 1
        for end in np.linspace(people / looks, people, looks).astype(int):
            seen = np.arange(people) < end
            parts = [
                _segment(places, arm, seen & half, share)
                for half, share in ((~late, 0.1), (late, 0.5))
            ]
            found = weigh(STARS, parts, alpha=ALPHA)
            if found.better or found.worse:
                called += 1
                break
    return called


def _segment(
    places: Places, arm: NDArray[np.bool_], which: NDArray[np.bool_], share: float
) -> Segment:
    counts = [np.bincount(places[which & side], minlength=5) for side in (~arm, arm)]
    champion, candidate = (ArmCounts(counts=tuple(map(int, each))) for each in counts)
    return Segment(share=share, champion=champion, candidate=candidate)


def t_test_calls(crowd: Crowd, *, first_look: int = 20) -> NDArray[np.bool_]:
    """Return which trials a two-sided t-test of 5 % at every rating calls different at least once."""
    values = crowd.places + 1.0
    n1 = np.cumsum(crowd.arms, axis=1)
    n0 = np.cumsum(1 - crowd.arms, axis=1)
    spreads, means = [], []
    for side, n in ((1 - crowd.arms, n0), (crowd.arms, n1)):
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.cumsum(values * side, axis=1) / n
            square = np.cumsum(values**2 * side, axis=1) / n
            spreads.append(np.maximum(square - mean**2, 1e-9) / np.maximum(n - 1, 1))
        means.append(mean)
    with np.errstate(invalid="ignore"):
        t = np.abs(means[1] - means[0]) / np.sqrt(spreads[0] + spreads[1])
    t[(n0 < 2) | (n1 < 2)] = 0.0
    return (t[:, first_look:] > 1.96).any(axis=1)
