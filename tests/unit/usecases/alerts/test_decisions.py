"""A figure raises an alert when its bound is past the threshold, and holds it until it is back."""

import math
import random
from collections import deque
from datetime import date
from functools import cache

import pytest

from core.quality.intervals import STARS
from core.quality.targets.bounds import Bounds, mean_bounds, share_bounds
from core.quality.targets.target import DEFAULTS, TARGETS, Limit
from core.usecases.alerts.find_causes import most_common
from core.usecases.alerts.rule import (
    Decision,
    Reading,
    Rule,
    address_of,
    decide,
    records_of,
    write_alert,
    write_end,
)
from core.usecases.alerts.rules import FIGURE_RULES, RULES

BY_NAME = {rule.name: rule for rule in RULES}
STARS_RULE, ERRORS_RULE = BY_NAME["satisfaction"], BY_NAME["errors"]
FOUR = Limit(threshold=4.0, window_days=30)
WINDOW = DEFAULTS["satisfaction"].window_days


def reading(value: float, low: float, high: float, n: int = 50) -> Reading:
    return Reading(value=value, n=n, bounds=Bounds(low=low, high=high))


@pytest.mark.parametrize(
    ("found", "decision"),
    [
        (reading(3.5, 3.1, 3.9), Decision.RAISE),
        (reading(3.8, 3.4, 4.2), Decision.HOLD),
        (reading(4.1, 3.7, 4.5), Decision.RESOLVE),
        (reading(1.0, 0.5, 1.5, n=3), Decision.HOLD),
        (None, Decision.RESOLVE),
    ],
)
def test_only_a_bound_past_the_threshold_raises_and_only_the_figure_itself_resolves(
    found: Reading | None, decision: Decision
) -> None:
    assert decide(STARS_RULE, FOUR, found) is decision


def test_a_figure_that_should_be_low_is_decided_on_its_lower_bound() -> None:
    limit = Limit(threshold=0.02, window_days=7)

    assert decide(ERRORS_RULE, limit, reading(0.05, 0.03, 0.08)) is Decision.RAISE
    assert decide(ERRORS_RULE, limit, reading(0.05, 0.01, 0.1)) is Decision.HOLD


def test_a_target_without_a_threshold_raises_nothing() -> None:
    off = Limit(threshold=None, window_days=30)

    assert decide(STARS_RULE, off, reading(1.0, 0.9, 1.1)) is Decision.RESOLVE


def test_an_alert_names_figure_n_bound_and_target() -> None:
    target = STARS_RULE.target
    assert target is not None

    alert = write_alert(
        STARS_RULE, target, FOUR, reading(3.5, 3.1, 3.9, n=41), today=date(2027, 3, 30)
    )

    assert alert.message == (
        "Satisfaction 3.5 of 5 stars (n = 41 ratings, the last 30 days; surely below 3.9 of 5 "
        "stars). The target is at least 4.0 of 5 stars."
    )
    assert alert.address == "traces?order=Lowest+stars+first&from=2027-03-01&to=2027-03-30"
    assert alert.figure is not None
    assert (alert.figure.bound, alert.figure.threshold) == (3.9, 4.0)


def test_what_resolves_an_alert_says_its_figure_then_or_why_there_is_none() -> None:
    target = STARS_RULE.target
    assert target is not None

    def text(limit: Limit, found: Reading | None) -> str:
        return write_end(STARS_RULE, target, limit, found, today=date(2027, 3, 30)).message

    assert text(FOUR, reading(4.2, 4.0, 4.4, n=41)) == (
        "Satisfaction is back: 4.2 of 5 stars (n = 41 ratings, the last 30 days). "
        "The target is at least 4.0 of 5 stars."
    )
    assert text(FOUR, None) == "Satisfaction: no records of the last 30 days."
    off = Limit(threshold=None, window_days=30)
    assert text(off, reading(3.0, 2.0, 3.5)) == "Satisfaction: its target was switched off."


def test_every_alert_of_a_figure_names_records_that_stay_the_same() -> None:
    for rule in FIGURE_RULES:
        wanted = records_of(rule, FOUR, today=date(2027, 3, 30))
        assert rule.name == "week_1" or wanted.endswith("from=2027-03-01&to=2027-03-30")


def test_reasons_that_differ_in_a_number_only_are_one_reason() -> None:
    slow = ["gpt-6-luna did not answer within 30 s.", "gpt-6-luna did not answer within 42.5 s."]

    assert most_common([*slow, "Bad key 1.", "Bad key 1.", "Bad key 1.", "Once."]) == (
        ("Bad key 1.", 3),
        ("gpt-6-luna did not answer within … s.", 2),
    )


def test_records_are_shown_in_the_smallest_window_that_holds_them() -> None:
    windows = {1: 7, 7: 7, 14: 30, 60: 90, 90: 90}

    for days, shown in windows.items():
        limit = Limit(threshold=4.0, window_days=days)
        assert address_of(STARS_RULE, limit, today=date(2027, 3, 30)) == f"feedback?days={shown}"


def test_every_rule_decides_in_one_way_and_every_threshold_has_a_rule_or_a_page() -> None:
    for rule in RULES:
        assert rule.find or rule.decides_by_figure or rule.name == "budget"
    watched = {rule.target.name for rule in RULES if rule.target is not None}
    assert {target.name for target in TARGETS} - watched == {"overhead"}  # on the Overview only
    assert len({rule.kind for rule in RULES}) == len(RULES)
    assert {rule.name for rule in FIGURE_RULES} >= {"quality", "satisfaction", "errors", "latency"}
    assert DEFAULTS.keys() == {target.name for target in TARGETS}


HALVES = [half / 2 for half in range(1, 11)]


@cache
def weights_around(mean: float) -> list[float]:
    """Return weights of half a star to five whose mean is exact: most at the top, a long tail."""
    low, high = -20.0, 20.0
    for _ in range(60):
        tilt = (low + high) / 2
        weights = [math.exp(tilt * (star - 5)) for star in HALVES]
        found = sum(w * s for w, s in zip(weights, HALVES, strict=True)) / sum(weights)
        low, high = (tilt, high) if found < mean else (low, tilt)
    return weights


def stars_around(rng: random.Random, mean: float, n: int) -> list[float]:
    return rng.choices(HALVES, weights_around(mean), k=n)


def days_with_an_alert(
    rng: random.Random, *, means: list[float], a_day: int, rule: Rule
) -> list[int]:
    """Look after every single rating, as the job does at most; return the days that raise."""
    window: deque[list[float]] = deque(maxlen=WINDOW)
    found, n, total, squares = [], 0, 0.0, 0.0
    for day, mean in enumerate(means):
        if len(window) == window.maxlen:
            gone = window[0]
            n, total = n - len(gone), total - sum(gone)
            squares -= sum(star * star for star in gone)
        window.append([])
        raised = False
        for star in stars_around(rng, mean, a_day):
            window[-1].append(star)
            n, total, squares = n + 1, total + star, squares + star * star
            variance = max(0.0, squares - total * total / n) / (n - 1) if n > 1 else None
            bounds = mean_bounds(n, total / n, variance, scale=STARS)
            figure = Reading(value=total / n, n=n, bounds=bounds)
            raised = raised or decide(rule, FOUR, figure) is Decision.RAISE
        if raised:
            found.append(day)
    return found


@pytest.mark.parametrize("a_day", [1, 5])
def test_a_stable_figure_above_its_threshold_is_a_false_alarm_in_few_runs_of_90_days(
    a_day: int,
) -> None:
    rng, runs = random.Random(41), 200  # noqa: S311 - a simulation

    above = sum(
        bool(days_with_an_alert(rng, means=[4.2] * 90, a_day=a_day, rule=STARS_RULE))
        for _ in range(runs)
    )
    at_it = sum(
        bool(days_with_an_alert(rng, means=[4.0] * 90, a_day=a_day, rule=STARS_RULE))
        for _ in range(runs)
    )

    assert above <= 0.02 * runs
    assert at_it <= 0.15 * runs


def test_a_real_drop_is_found_after_ten_days_and_within_a_month_at_latest() -> None:
    rng = random.Random(7)  # noqa: S311 - a simulation

    delays = [
        next(iter(days_with_an_alert(rng, means=[4.3] * 30 + [3.4] * 40, a_day=5, rule=STARS_RULE)))
        - 29
        for _ in range(40)
    ]

    assert min(delays) > 0
    assert sorted(delays)[20] <= 12
    assert max(delays) <= 30


def test_a_mean_of_three_would_be_a_false_alarm_almost_always() -> None:
    rng = random.Random(3)  # noqa: S311 - a simulation

    def run() -> bool:
        stars = stars_around(rng, 4.2, 90 * 5)
        return any(sum(stars[i : i + 3]) / 3 < 4.0 for i in range(len(stars) - 2))

    assert sum(run() for _ in range(50)) == 50


def test_two_failures_among_twenty_do_not_raise_and_twenty_among_two_hundred_do() -> None:
    limit = Limit(threshold=0.02, window_days=7)

    def of(failed: int, n: int) -> Decision:
        return decide(
            ERRORS_RULE, limit, Reading(value=failed / n, n=n, bounds=share_bounds(failed, n))
        )

    assert of(2, 20) is Decision.HOLD
    assert of(20, 200) is Decision.RAISE
