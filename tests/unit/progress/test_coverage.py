"""The band of a forecast holds the true end of simulated people about as often as it says.

`tests/bench/forecasts.py` measures it on 200 people of each kind; a few keep it honest here.
"""

from tests.factories.lives import coverage, try_forecasts
from tests.factories.people import PersonKind, everyone

SEEDS = 8


def test_the_band_holds_the_true_end_about_four_times_in_five() -> None:
    tried = list(try_forecasts(everyone(SEEDS), goals=("Learn 500 Spanish words in 12 weeks",)))
    by_kind = {
        kind.value: round(coverage([one for one in tried if one.kind is kind]), 2)
        for kind in PersonKind
    }
    print(f"coverage {coverage(tried):.2f} of {len(tried)} forecasts; {by_kind}")  # noqa: T201

    assert 0.70 <= coverage(tried) <= 0.90
    assert all(share >= 0.55 for share in by_kind.values())
