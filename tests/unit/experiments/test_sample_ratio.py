"""Wrong shares of the arms are noticed, right ones hardly ever called wrong."""

import numpy as np
import pytest

from core.experiments.sample_ratio import ALARM, mismatch


def test_right_shares_are_hardly_ever_called_wrong_whenever_one_looks() -> None:
    random = np.random.default_rng(3)
    looks = range(50, 2_001, 50)
    alarms = 0
    for _ in range(200):
        candidate = np.cumsum(random.random(2_000) < 0.3)
        alarms += any(
            mismatch(int(n - candidate[n - 1]), int(candidate[n - 1]), 0.3) >= ALARM for n in looks
        )
    assert alarms <= 1


@pytest.mark.parametrize(("champion", "candidate"), [(600, 400), (400, 600), (5_300, 4_700)])
def test_wrong_shares_are_called_wrong(champion: int, candidate: int) -> None:
    assert mismatch(champion, candidate, 0.5) >= ALARM


def test_nobody_assigned_is_no_mismatch() -> None:
    assert mismatch(0, 0, 0.5) == pytest.approx(1)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        mismatch(-1, 3, 0.5)
