"""A promoted version is rolled back if it is worse than its trial found, and hardly ever if it is not."""

import numpy as np
import pytest

from core.experiments.guardrail import GUARDRAIL_ALPHA
from core.experiments.outcome import ArmCounts
from core.experiments.watch import ALPHA, watch
from tests.factories.trial_crowd import SHARES, STARS, shares_with_mean
from tests.factories.trial_runs import RAILS

PROMISED = float(SHARES @ np.arange(1, 6)) + 0.3
LOOKS, CROWDS = 25, 200


def first_alarms(gap: float, *, seed: int) -> list[int]:
    """Return the look (each 10 people) at which each crowd was called worse; 0 if never."""
    random = np.random.default_rng(seed)
    drawn = random.multinomial(10, shares_with_mean(gap), size=(CROWDS, LOOKS)).cumsum(axis=1)
    return [
        next((look + 1 for look, counts in enumerate(crowd) if is_worse(counts)), 0)
        for crowd in drawn
    ]


def is_worse(counts: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> bool:
    found = watch(STARS, ArmCounts(counts=tuple(map(int, counts))), promised=PROMISED)
    return found.has_regressed


def test_a_version_at_its_floor_is_called_worse_in_at_most_one_of_twenty_crowds() -> None:
    assert sum(map(bool, first_alarms(0.0, seed=1))) / CROWDS <= ALPHA + 0.02


def test_a_version_that_does_what_was_promised_is_never_called_worse() -> None:
    assert sum(map(bool, first_alarms(0.3, seed=2))) == 0


def test_a_regression_of_a_star_is_found_within_a_hundred_people() -> None:
    alarms = first_alarms(-1.0, seed=3)

    assert all(alarms)
    assert float(np.median(alarms)) * 10 <= 100


def test_a_promoted_version_at_the_floor_of_its_guardrails_is_hardly_ever_rolled_back() -> None:
    random = np.random.default_rng(4)
    called = np.zeros(CROWDS, dtype=bool)
    for rail in RAILS.values():
        size, alpha = len(rail.scale.values), GUARDRAIL_ALPHA / len(RAILS)
        # A run either is perfect or the worst there is, in the shares that give the floor itself.
        worst, promised = rail.scale.values[0], rail.scale.centre
        bad = (rail.scale.effect - promised + rail.scale.values[-1]) / -(
            worst - rail.scale.values[-1]
        )
        for crowd in range(CROWDS):
            shares = [bad, *[0.0] * (size - 2), 1 - bad]
            seen = random.multinomial(10, shares, size=LOOKS).cumsum(axis=0)
            called[crowd] |= any(
                watch(
                    rail.scale,
                    ArmCounts(counts=tuple(map(int, counts))),
                    promised=promised,
                    alpha=alpha,
                ).has_regressed
                for counts in seen
            )
    assert called.mean() <= GUARDRAIL_ALPHA + 0.02


def test_nothing_is_known_before_the_first_rating() -> None:
    found = watch(STARS, ArmCounts(counts=(0,) * 5), promised=PROMISED)

    assert (found.n, found.mean, found.has_regressed, found.is_over) == (0, None, False, False)
    assert found.e_value == pytest.approx(1.0)
