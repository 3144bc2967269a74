"""(p) Trials on people: how often equal arms are called different, and how early a better one is found."""

import numpy as np
from numpy.typing import NDArray

from tests.bench.figures import Figure, Report
from tests.factories.trial_crowd import Crowd, first_exclusions, gather
from tests.factories.trial_returns import (
    changed_share_calls,
    gather_returning,
    t_test_calls,
    true_gap,
)
from tests.factories.trial_runs import RAILS, false_alarms, false_discoveries, first_alarms

RATINGS = 3_000
FIXED_N = 468
"""Ratings of a t-test with one look at the end: 0.3 stars, power .8, spread 1.16."""
Bools = NDArray[np.bool_]
_CHUNK = 100
"""Trials simulated at once, so that memory stays small."""
_CROWDS = (
    ("equal shares", 0.5, 0.0),
    ("equal shares, drifting by 0.6 stars", 0.5, 0.6),
    ("a tenth for the candidate", 0.1, 0.0),
    ("four fifths for the candidate, drifting by 0.4 stars", 0.8, 0.4),
)


def measure(trials: int) -> Report:
    """Simulate `trials` trials of each crowd, looked at after every rating."""
    figures = [_false_calls(trials, *crowd) for crowd in _CROWDS]
    figures += [_misses(trials, gap) for gap in (0.3, -0.3)]
    figures += _returning(trials)
    figures += _beside(trials)
    figures += [_length(trials, gap) for gap in (0.3, 0.6)]
    return Report(
        title="(p) Trials on people, looked at after every rating",
        figures=figures,
        remarks=(
            f"{RATINGS:,} ratings a trial, one a person; stars with mean 3.87 and variance 1.27.",
            "A false call is a difference called in either direction between equal arms.",
            "A miss is a confidence sequence that excludes the true difference at any rating.",
            "People who come back rate 4 times in the median, with an own taste; the first counts.",
            "Guardrails without harm: cost and time lie exactly at what is accepted.",
            "The false share is the worst of 30 looks; the measures of a person go together.",
            f"The fixed size is {FIXED_N} ratings: a t-test with one look at the end.",
        ),
    )


def _returning(trials: int) -> list[Figure]:
    """Return what people who come back change: nothing if each counts once."""
    figures = []
    for name, share, drift in (
        ("equal shares", 0.5, 0.0),
        ("a tenth for the candidate, drifting by 0.6 stars", 0.1, 0.6),
    ):
        first, every = np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)
        for start in range(0, trials, _CHUNK):
            once, all_of_them = gather_returning(
                trials=min(_CHUNK, trials - start),
                people=1_500,
                seed=70_000 + start,
                share=share,
                drift=drift,
            )
            first = np.append(first, _called(once, 0.0))
            every = np.append(every, _called(all_of_them, 0.0))
        figures += [
            _share_of(first, f"False calls, people who come back, {name}", trials, "<= 0.05"),
            _share_of(every, f"The same if every rating counted, {name}", trials, ""),
        ]
    gap, missed = true_gap(gap=0.4, seed=1), np.zeros(0, dtype=bool)
    for start in range(0, trials, _CHUNK):
        once, _ = gather_returning(
            trials=min(_CHUNK, trials - start), people=1_500, seed=80_000 + start, gap=0.4
        )
        missed = np.append(missed, _called(once, gap))
    name = f"Misses of a true difference of {gap:+.2f}, people who come back"
    shares = min(trials, 400)
    called = changed_share_calls(trials=shares, people=3_000, seed=9, looks=60)
    return [
        *figures,
        _share_of(missed, name, trials, "<= 0.05"),
        Figure(
            name="False calls, share raised from 0.1 to 0.5 while the mean falls by 0.6 stars",
            value=round(called / shares, 4),
            unit="share",
            n=shares,
            target="<= 0.05",
        ),
    ]


def _beside(trials: int) -> list[Figure]:
    """Return the errors of guardrails and secondary measures, and of a t-test at every rating."""
    figures = []
    for share in (0.5, 0.2):
        alarms = np.zeros(0, dtype=bool)
        for start in range(0, trials, _CHUNK):
            n = min(_CHUNK, trials - start)
            found = false_alarms(trials=n, people=RATINGS, seed=start, share=share)
            alarms = np.append(alarms, found)
        name = f"Guardrails broken without harm, all five, share {share}"
        figures.append(_share_of(alarms, name, trials, "<= 0.05"))
    few = min(trials, 200)
    for rail, harm, words in (
        ("made", 0.10, "10 points fewer plans made"),
        ("answered", 0.10, "10 points more declined"),
        ("cost", 0.75, "75 % dearer"),
        ("seconds", 0.75, "75 % slower"),
    ):
        first = first_alarms(RAILS[rail], trials=few, people=RATINGS, seed=6, harm=harm)
        people = float(np.median(np.where(first > 0, first, RATINGS)))
        figures.append(
            Figure(
                name=f"People until a guardrail finds {words}, median",
                value=people,
                unit="people",
                n=few,
            )
        )
    for better in (0, 3):
        false = [
            each
            for start in range(0, trials, _CHUNK)
            for each in false_discoveries(
                trials=min(_CHUNK, trials - start),
                people=1_500,
                seed=start,
                looks=30,
                better=better,
            )
        ]
        name = f"False share of discoveries, {better} of 6 secondary measures differ"
        value = round(float(np.mean(false)), 4)
        figures.append(Figure(name=name, value=value, unit="share", n=trials, target="<= 0.05"))
    naive = np.zeros(0, dtype=bool)
    for start in range(0, trials, _CHUNK):
        crowd = gather(trials=min(_CHUNK, trials - start), ratings=RATINGS, seed=start)
        naive = np.append(naive, t_test_calls(crowd))
    figures.append(_share_of(naive, "False calls of a t-test at every rating", trials, ""))
    return figures


def _called(crowd: Crowd, difference: float) -> Bools:
    sides = [first_exclusions(crowd, difference=difference, sign=sign) > 0 for sign in (1, -1)]
    return sides[0] | sides[1]


def _share_of(found: Bools, name: str, trials: int, target: str) -> Figure:
    value = round(float(found.mean()), 4)
    return Figure(name=name, value=value, unit="share", n=trials, target=target)


def _false_calls(trials: int, name: str, share: float, drift: float) -> Figure:
    called = _any_exclusion(trials, difference=0.0, share=share, drift=drift)
    return Figure(
        name=f"False calls, {name}", value=called, unit="share", n=trials, target="<= 0.05"
    )


def _misses(trials: int, gap: float) -> Figure:
    missed = _any_exclusion(trials, difference=gap, gap=gap)
    name = f"Misses of a true difference of {gap:+.1f}"
    return Figure(name=name, value=missed, unit="share", n=trials, target="<= 0.05")


def _any_exclusion(
    trials: int, *, difference: float, gap: float = 0.0, share: float = 0.5, drift: float = 0.0
) -> float:
    excluded = 0
    for first in range(0, trials, _CHUNK):
        crowd = gather(
            trials=min(_CHUNK, trials - first),
            ratings=RATINGS,
            seed=first,
            gap=gap,
            share=share,
            drift=drift,
        )
        above = first_exclusions(crowd, difference=difference, sign=1) > 0
        below = first_exclusions(crowd, difference=difference, sign=-1) > 0
        excluded += int((above | below).sum())
    return round(excluded / trials, 4)


def _length(trials: int, gap: float) -> Figure:
    lengths: list[int] = []
    for first in range(0, trials, _CHUNK):
        crowd = gather(
            trials=min(_CHUNK, trials - first), ratings=RATINGS, seed=50_000 + first, gap=gap
        )
        decided = first_exclusions(crowd, difference=0.0, sign=1)
        lengths += [int(n) if n else RATINGS for n in decided]
    return Figure(
        name=f"Ratings until {gap} stars are decided, median against the fixed size",
        value=round(float(np.median(lengths)) / FIXED_N, 2),
        unit="ratio",
        n=trials,
        target="<= 1.1",
    )
