"""(p) Trials on people: how often equal arms are called different, and how early a better one is found."""

import numpy as np

from tests.bench.figures import Figure, Report
from tests.factories.trial_crowd import first_exclusions, gather

RATINGS = 3_000
FIXED_N = 468
"""Ratings of a t-test with one look at the end: 0.3 stars, power .8, spread 1.16."""
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
    figures += [_length(trials, gap) for gap in (0.3, 0.6)]
    return Report(
        title="(p) Trials on people, looked at after every rating",
        figures=figures,
        remarks=(
            f"{RATINGS:,} ratings a trial, one a person; stars with mean 3.87 and variance 1.27.",
            "A false call is a difference called in either direction between equal arms.",
            "A miss is a confidence sequence that excludes the true difference at any rating.",
            f"The fixed size is {FIXED_N} ratings: a t-test with one look at the end.",
        ),
    )


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
