"""Evidence of trials: what holds however often somebody looks."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiments.evidence import forecast_n, weigh
from core.experiments.outcome import ArmCounts, OutcomeScale, Segment
from tests.factories.trial_crowd import STARS, first_exclusions, gather, outcomes_of
from tests.factories.trial_returns import changed_share_calls, gather_returning

TRIALS = 400
"""`make bench` takes 2,000 trials of 3,000 ratings."""

counts_of_stars = st.lists(st.integers(0, 300), min_size=5, max_size=5).map(tuple)


def _segment(champion: tuple[int, ...], candidate: tuple[int, ...], share: float = 0.5) -> Segment:
    return Segment(
        share=share, champion=ArmCounts(counts=champion), candidate=ArmCounts(counts=candidate)
    )


def _limit(rate: float) -> float:
    """Return what a rate of at most `rate` hardly ever exceeds in so many trials."""
    return rate + 3 * math.sqrt(rate * (1 - rate) / TRIALS)


@pytest.mark.parametrize(
    ("share", "drift"), [(0.5, 0.0), (0.5, 0.6), (0.1, 0.0), (0.8, 0.4)], ids=str
)
def test_equal_arms_are_hardly_ever_called_different_whenever_one_looks(
    share: float, drift: float
) -> None:
    crowd = gather(trials=TRIALS, ratings=1_200, seed=7, share=share, drift=drift)
    better = first_exclusions(crowd, difference=0.0, sign=1) > 0
    worse = first_exclusions(crowd, difference=0.0, sign=-1) > 0
    assert (better | worse).mean() <= _limit(0.05)


@pytest.mark.parametrize("gap", [0.3, -0.4])
def test_the_sequence_contains_the_true_difference_at_every_n(gap: float) -> None:
    crowd = gather(trials=TRIALS, ratings=1_200, seed=8, gap=gap)
    missed = first_exclusions(crowd, difference=gap, sign=1) > 0
    missed |= first_exclusions(crowd, difference=gap, sign=-1) > 0
    assert missed.mean() <= _limit(0.05)


@pytest.mark.parametrize(("share", "drift"), [(0.5, 0.0), (0.1, 0.6)], ids=str)
def test_people_who_come_back_count_once_and_equal_arms_stay_equal(
    share: float, drift: float
) -> None:
    first, every = gather_returning(trials=200, people=600, seed=13, share=share, drift=drift)
    wrong = [
        (
            (first_exclusions(one, difference=0.0, sign=1) > 0)
            | (first_exclusions(one, difference=0.0, sign=-1) > 0)
        ).mean()
        for one in (first, every)
    ]
    assert wrong[0] <= _limit(0.05)
    assert wrong[0] < wrong[1], "ratings of one person are not independent"


def test_a_share_that_is_raised_while_the_mean_falls_calls_no_difference() -> None:
    called = changed_share_calls(trials=60, people=1_000, seed=14, looks=10)
    assert called / 60 <= _limit(0.05) + 0.02


def test_three_tenths_of_a_star_are_decided_as_early_as_with_a_fixed_size() -> None:
    fixed = 468  # ratings for a power of 80 % with one look at the end (t-test, spread 1.16)
    crowd = gather(trials=TRIALS, ratings=1_500, seed=9, gap=0.3)
    decided = first_exclusions(crowd, difference=0.0, sign=1)
    assert (decided > 0).mean() > 0.95
    assert float(np.median(decided[decided > 0])) <= 1.1 * fixed


def test_a_look_is_what_the_counts_say() -> None:
    crowd = gather(trials=20, ratings=600, seed=10, gap=0.4)
    decided = first_exclusions(crowd, difference=0.0, sign=1)
    for trial, n in enumerate(decided):
        if n:
            assert not weigh(STARS, [crowd.segment(trial, int(n) - 1)]).better
            assert weigh(STARS, [crowd.segment(trial, int(n))]).better
    assert (decided > 0).any()


def test_the_order_of_ratings_changes_nothing() -> None:
    crowd = gather(trials=1, ratings=300, seed=11, gap=0.2)
    outcomes = outcomes_of(crowd, 0, 300)
    forwards = weigh(STARS, [Segment.count(STARS, 0.5, outcomes)])
    backwards = weigh(STARS, [Segment.count(STARS, 0.5, outcomes[::-1])])
    assert forwards == backwards
    assert forwards == weigh(STARS, [crowd.segment(0, 300)])


@settings(deadline=None, max_examples=40)
@given(counts_of_stars, counts_of_stars)
def test_swapped_arms_turn_the_answer_round(
    champion: tuple[int, ...], candidate: tuple[int, ...]
) -> None:
    there = weigh(STARS, [_segment(champion, candidate)])
    back = weigh(STARS, [_segment(candidate, champion)])
    assert there.low == pytest.approx(-back.high, abs=1e-9)
    assert there.for_candidate == pytest.approx(back.for_champion, rel=1e-6)


@settings(deadline=None, max_examples=40)
@given(counts_of_stars, counts_of_stars)
def test_better_and_worse_are_never_both(
    champion: tuple[int, ...], candidate: tuple[int, ...]
) -> None:
    evidence = weigh(STARS, [_segment(champion, candidate)])
    assert evidence.low <= evidence.high
    assert evidence.better == (evidence.for_candidate >= 40 * (1 - 1e-9))


def test_parts_with_other_shares_count_together() -> None:
    early = _segment((5, 8, 17, 35, 35), (2, 5, 12, 35, 46), share=0.5)
    late = _segment((5, 8, 17, 35, 35), (0, 1, 2, 7, 10), share=0.2)
    both = weigh(STARS, [early, late])
    assert both.n == 200 + 120
    assert both.for_candidate == pytest.approx(weigh(STARS, [late, early]).for_candidate)
    assert both.high - both.low < weigh(STARS, [late]).high - weigh(STARS, [late]).low


def test_an_empty_trial_knows_nothing() -> None:
    evidence = weigh(STARS, [_segment((0,) * 5, (0,) * 5)])
    assert (evidence.n, evidence.difference) == (0, None)
    assert (evidence.low, evidence.high) == (-4, 4)
    assert evidence.for_candidate == pytest.approx(1)
    assert forecast_n(STARS, _segment((0,) * 5, (0,) * 5)) is None


def test_shares_of_yes_and_no_are_weighed_the_same_way() -> None:
    done = OutcomeScale(name="done", values=(0, 1), centre=0.6, variance=0.24, effect=0.1)
    assert weigh(done, [_segment((160, 240), (100, 300))]).better
    assert not weigh(done, [_segment((160, 240), (155, 245))]).better


def test_the_forecast_is_near_where_the_decision_falls() -> None:
    crowd = gather(trials=60, ratings=1_500, seed=12, gap=0.4)
    decided = first_exclusions(crowd, difference=0.0, sign=1)
    forecasts = [forecast_n(STARS, crowd.segment(trial, 1_500)) for trial in range(60)]
    assert all(forecast is not None for forecast in forecasts)
    # A forecast from 1,500 ratings never lies before what was already seen.
    assert min(forecast or 0 for forecast in forecasts) >= 1_500
    early = [forecast_n(STARS, crowd.segment(trial, 100)) for trial in range(60)]
    known = [forecast for forecast in early if forecast is not None]
    assert 0.5 < float(np.median(known)) / float(np.median(decided)) < 2


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 1.5])
def test_a_share_of_everybody_or_of_none_is_no_trial(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        _segment((1,) * 5, (1,) * 5, share=share)


@pytest.mark.parametrize(
    "changes", [{"values": (3, 1)}, {"values": (1,)}, {"centre": 9}, {"variance": 0}, {"effect": 0}]
)
def test_a_scale_that_makes_no_sense_is_refused(changes: dict[str, object]) -> None:
    values = {"name": "x", "values": (1, 2), "centre": 1, "variance": 1, "effect": 1} | changes
    with pytest.raises(ValueError, match=r"rising|outside|above zero"):
        OutcomeScale(**values)  # type: ignore[arg-type]
