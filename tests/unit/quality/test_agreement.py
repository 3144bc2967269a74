"""Agreement statistics against scipy and scikit-learn, against published examples, and at the edges."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap, kendalltau, pearsonr, rankdata, spearmanr
from sklearn.metrics import cohen_kappa_score, confusion_matrix

from core.quality.agreement import resampling
from core.quality.agreement.corrected_mean import Moments, corrected_mean
from core.quality.agreement.correlation import kendall, partial_spearman, spearman
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.kappa import confusion, weighted_kappa
from core.quality.agreement.krippendorff import krippendorff_alpha
from core.quality.agreement.length_bias import LengthBias, length_report
from core.quality.agreement.saturation import modal_share, saturation
from core.quality.agreement.trust import (
    MAX_NEEDED,
    Trust,
    best_first,
    judge_trust,
    pairs_needed,
)
from core.quality.intervals import STARS, Interval

Floats = list[float]


def draws(seed: int, n: int, *, levels: int = 5, noise: float = 1.0) -> tuple[Floats, Floats]:
    """Two correlated lists with many ties."""
    rng = np.random.default_rng(seed)
    true = rng.normal(size=n)
    one, other = (np.round(true + noise * rng.normal(size=n)) for _ in range(2))
    return list(np.clip(one, -levels, levels)), list(np.clip(other, -levels, levels))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n", [8, 200])
def test_spearman_and_kendall_are_those_of_scipy(seed: int, n: int) -> None:
    one, other = draws(seed, n)

    assert spearman(one, other).value == pytest.approx(spearmanr(one, other).statistic, abs=1e-12)
    assert kendall(one, other).value == pytest.approx(kendalltau(one, other).statistic, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_a_partial_correlation_is_that_of_the_residuals_of_ranks(seed: int) -> None:
    one, other = draws(seed, 60)
    length = list(np.random.default_rng(seed + 50).normal(size=60) + np.array(one))
    x, y, z = (rankdata(values) for values in (one, other, length))
    left, right = (v - np.polyval(np.polyfit(z, v, 1), z) for v in (x, y))

    found = partial_spearman(one, other, length)

    assert found.value == pytest.approx(pearsonr(left, right).statistic, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("weighting", ["linear", "quadratic"])
def test_weighted_kappa_and_the_confusion_table_are_those_of_scikit_learn(
    seed: int, weighting: str
) -> None:
    one, other = ([int(v) + 5 for v in side] for side in draws(seed, 80, levels=2))

    found = weighted_kappa(one, other, levels=8, weighting=weighting)  # type: ignore[arg-type]

    expected = cohen_kappa_score(one, other, labels=range(8), weights=weighting)
    assert found.value == pytest.approx(expected, abs=1e-12)
    table = confusion_matrix(one, other, labels=range(8))
    assert confusion(one, other, levels=8) == tuple(map(tuple, table.tolist()))


PUBLISHED = (
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, 3, None, None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_that_of_the_published_example(metric: str, alpha: float) -> None:
    found = krippendorff_alpha(PUBLISHED, metric=metric)  # type: ignore[arg-type]

    assert found.value == pytest.approx(alpha, abs=5e-4)
    assert found.n == 11, "the unit with one rating does not count"


def test_an_interval_by_resampling_is_that_of_scipy_up_to_the_draws() -> None:
    one, other = draws(3, 80)
    expected = bootstrap(
        (one, other),
        lambda x, y: spearmanr(x, y).statistic,
        paired=True,
        vectorized=False,
        n_resamples=400,
        method="percentile",
        rng=np.random.default_rng(1),
    ).confidence_interval

    interval = spearman(one, other).interval

    assert interval is not None
    assert interval.low == pytest.approx(expected.low, abs=0.04)
    assert interval.high == pytest.approx(expected.high, abs=0.04)


def test_an_interval_is_the_same_at_every_look() -> None:
    one, other = draws(5, 40)

    assert spearman(one, other) == spearman(one, other)


def test_an_interval_contains_the_true_correlation_in_about_95_of_100_cases() -> None:
    rng, rho = np.random.default_rng(7), 0.5
    true = 6 / math.pi * math.asin(rho / 2)  # of normal variables, Pearson (1907)
    held = 0
    for _ in range(150):
        x = rng.normal(size=80)
        y = rho * x + math.sqrt(1 - rho**2) * rng.normal(size=80)
        interval = spearman(list(x), list(y)).interval
        held += interval is not None and interval.contains(true)

    assert held >= 0.89 * 150


def test_ratings_of_one_person_are_drawn_together_and_widen_the_interval() -> None:
    one, other = draws(1, 30)
    copies = [f"p{place}" for place in range(30) for _ in range(8)]
    many = [v for v in one for _ in range(8)], [v for v in other for _ in range(8)]

    grouped = spearman(*many, groups=copies).interval
    alone, once = spearman(*many).interval, spearman(one, other).interval

    assert grouped is not None
    assert alone is not None
    assert once is not None
    assert grouped.high - grouped.low == pytest.approx(once.high - once.low, rel=0.1)
    assert alone.high - alone.low < 0.6 * (grouped.high - grouped.low)


def test_below_ten_people_there_is_no_interval_and_a_reason() -> None:
    one, other = draws(1, 40)

    found = spearman(one, other, groups=["Ada", "Ben"] * 20)

    assert found.value is not None
    assert (found.interval, found.reason) == (
        None,
        "Fewer than 10 independent records or people.",
    )


@pytest.mark.parametrize(
    "found",
    [
        spearman([5.0] * 40, list(range(40))),
        kendall([5.0] * 40, list(range(40))),
        partial_spearman(list(range(40)), [2.0] * 40, [1.0, 2.0] * 20),
        partial_spearman(list(range(40)), [1.0, 2.0] * 20, list(range(40))),
        weighted_kappa([4] * 40, [4] * 40, levels=5),
        krippendorff_alpha([[3, 3]] * 12),
        krippendorff_alpha([[3, None], [None, 2]]),
        spearman([1, 2], [2, 1]),
        spearman([], []),
        weighted_kappa([], [], levels=5),
    ],
)
def test_what_the_records_cannot_tell_is_none_with_a_reason(found: Estimate) -> None:
    assert found.value is None
    assert found.interval is None
    assert found.reason.endswith(".")


pairs = st.lists(
    st.tuples(st.sampled_from([0.0, 2.5, 9.5, 10.0]), st.integers(1, 5)), min_size=0, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_no_input_makes_a_statistic_leave_its_range(drawn: list[tuple[float, int]]) -> None:
    one, other = [score for score, _ in drawn], [stars for _, stars in drawn]

    for found in (
        spearman(one, other),
        kendall(one, other),
        weighted_kappa([stars - 1 for stars in other], [int(s // 2.6) for s in one], levels=5),
        krippendorff_alpha(list(drawn)),
    ):
        if found.value is None:
            assert found.reason
        else:
            assert -1.0 <= found.value <= 1.0 or found.n
            assert math.isfinite(found.value)
            assert found.value <= 1.0
        if found.interval is not None:
            assert found.interval.low <= found.interval.high


@pytest.mark.parametrize("levels", [[-1], [5]])
def test_a_level_outside_of_the_table_is_refused(levels: Sequence[int]) -> None:
    with pytest.raises(ValueError, match="from 0 to 4"):
        confusion(levels, [0], levels=5)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same length"):
        spearman([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="same length"):
        confusion([1], [1, 2], levels=5)
    with pytest.raises(ValueError, match="score of its record"):
        corrected_mean([1], [], others=Moments(n=1, mean=1, variance=0), scale=STARS)


def test_saturation_counts_the_top_and_the_pairs_that_differ() -> None:
    found = saturation((0, 1, 0, 3), top=3)

    assert (found.n, found.share, found.crowded) == (4, 0.75, True)
    assert found.distinguished == pytest.approx(0.5)  # 3 of 6 pairs
    assert found.interval is not None
    empty = saturation((0, 0), top=0)
    assert (empty.share, empty.interval, empty.distinguished) == (None, None, None)
    assert modal_share([5, 5, 4, 5]) == 0.75
    assert modal_share([]) is None


def estimated(value: float, low: float, high: float, n: int = 100) -> Estimate:
    return Estimate(value=value, n=n, interval=Interval(low=low, high=high))


@pytest.mark.parametrize(
    ("correlation", "same", "trust"),
    [
        (estimated(0.5, 0.35, 0.6), 0.2, Trust.RANKING),
        (estimated(0.1, -0.05, 0.25), 0.2, Trust.WEAK),
        (estimated(0.5, 0.35, 0.6), 0.95, Trust.WEAK),
        (estimated(0.4, 0.2, 0.6), 0.2, Trust.UNDECIDED),
        (estimated(0.9, 0.8, 0.95, n=29), 0.2, Trust.UNDECIDED),
        (Estimate(value=None, n=60, reason="One side is constant."), 0.2, Trust.UNDECIDED),
    ],
)
def test_a_judge_is_trusted_only_if_its_whole_interval_is(
    correlation: Estimate, same: float, trust: Trust
) -> None:
    verdict = judge_trust(correlation, same_score=same)

    assert verdict.trust == trust
    assert verdict.because.endswith(".")


def test_what_is_not_decided_says_how_many_pairs_it_takes() -> None:
    few = judge_trust(estimated(0.9, 0.8, 0.95, n=12), same_score=0.1)
    some = judge_trust(estimated(0.45, 0.28, 0.6, n=100), same_score=0.1)

    assert (few.needed, few.because) == (30, "12 of about 30 pairs so far.")
    assert some.needed == 141
    assert "100 of about 141 pairs" in some.because
    assert pairs_needed(0.3) is None
    assert "more than 2,000" in judge_trust(estimated(0.31, 0.2, 0.4), same_score=0).because
    assert MAX_NEEDED == 2_000


def test_judges_are_ordered_by_correlation_and_unknown_ones_come_last() -> None:
    unknown = Estimate(value=None, n=0, reason="There are no records.")
    judges = {"b": estimated(-0.1, -0.2, 0), "none": unknown, "a": estimated(0.4, 0.3, 0.5)}

    assert best_first(judges) == ("a", "b", "none")


def planted(bias: float, n: int = 400) -> tuple[Floats, Floats, list[int]]:
    """A judge that follows people, and `bias` times the length beside."""
    rng = np.random.default_rng(11)
    length = rng.integers(200, 3_000, size=n)
    values = np.clip(np.round(3 + rng.normal(size=n)), 1, 5)
    scores = values + bias * (length - length.mean()) / length.std() + rng.normal(size=n) / 2
    return list(scores), list(values), [int(v) for v in length]


@pytest.mark.parametrize(
    ("bias", "verdict"),
    [(0.6, LengthBias.LONG), (-0.6, LengthBias.SHORT), (0.0, LengthBias.NONE)],
)
def test_a_judge_that_loves_long_or_short_texts_is_found(bias: float, verdict: LengthBias) -> None:
    report = length_report(*planted(bias))

    assert report.verdict == verdict
    assert sum(part.n for part in report.parts) == 400
    assert [p.longest for p in report.parts] == sorted(p.longest for p in report.parts)
    equal = report.at_equal_length.value
    assert equal is not None
    assert equal > 0.6, "at equal length it still follows people"


def test_a_bias_is_not_decided_from_few_pairs_or_one_length() -> None:
    scores, values, lengths = planted(0.6, 20)

    assert length_report(scores, values, lengths).verdict == LengthBias.UNDECIDED
    same = length_report(scores, values, [700] * 20)
    assert same.bias.value is None
    assert [part.n for part in same.parts] == [20]
    assert length_report([], [], []).parts == ()


def drawn_labels(rng: np.random.Generator, slope: float) -> tuple[Floats, Floats, Moments]:
    scores = rng.normal(7, 1.5, size=2_000)
    stars = np.clip(3.4 + slope * (scores - 7) + 0.4 * rng.normal(size=2_000), 0.5, 5)
    others = scores[40:]
    moments = Moments(n=len(others), mean=others.mean(), variance=float(np.var(others, ddof=1)))
    return list(stars[:40]), list(scores[:40]), moments


def test_the_corrected_mean_is_that_of_the_published_formula() -> None:
    labels, scores, others = drawn_labels(np.random.default_rng(2), 0.4)
    found = corrected_mean(labels, scores, others=others, scale=STARS)
    y, f = np.array(labels), np.array(scores)

    assert found is not None
    weight = found.weight
    rectifier = y - weight * f
    assert found.corrected == pytest.approx(weight * others.mean + rectifier.mean())
    error = math.sqrt(weight**2 * others.variance / others.n + rectifier.var(ddof=1) / 40)
    half = (found.interval.high - found.interval.low) / 2
    assert half == pytest.approx(2.024 * error, rel=1e-3)  # Student's t, 38 degrees
    optimal = np.cov(y, f)[0, 1] / ((1 + 40 / others.n) * f.var(ddof=1))
    assert weight == pytest.approx(optimal, rel=0.25)
    assert found.plain == pytest.approx(y.mean())


@pytest.mark.parametrize(("slope", "narrower"), [(0.5, True), (0.0, False)])
def test_a_good_judge_narrows_the_interval_and_a_useless_one_does_no_harm(
    slope: float, narrower: bool
) -> None:
    rng = np.random.default_rng(4)
    held, ratios = 0, []
    for _ in range(300):
        labels, scores, others = drawn_labels(rng, slope)
        found = corrected_mean(labels, scores, others=others, scale=STARS)
        assert found is not None
        held += found.interval.contains(3.4)
        plain = found.plain_interval
        ratios.append((found.interval.high - found.interval.low) / (plain.high - plain.low))

    assert held >= 0.91 * 300, "about 95 % of the intervals contain the truth"
    assert (np.median(ratios) < 0.7) == narrower
    assert np.median(ratios) < 1.06


def test_a_constant_judge_leaves_the_mean_of_the_labels() -> None:
    labels = [1.0, 5.0] * 8
    others = Moments(n=900, mean=9.5, variance=0.0)

    found = corrected_mean(labels, [9.5] * 16, others=others, scale=STARS)

    assert found is not None
    assert (found.weight, found.corrected) == (0.0, found.plain)
    assert corrected_mean(labels[:9], [9.5] * 9, others=others, scale=STARS) is None
    none_left = Moments(n=0, mean=0.0, variance=0.0)
    assert corrected_mean(labels, [9.5] * 16, others=none_left, scale=STARS) is None


def test_memory_stays_bounded_by_blocks_and_the_blocks_do_not_change_the_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = draws(2, 50)
    whole = spearman(one, other)

    monkeypatch.setattr(resampling, "_BLOCK", 50 * 7)
    blocked = spearman(one, other)

    assert blocked == whole
