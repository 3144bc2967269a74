"""The figures that rules are about, each from a rollup, with its bounds."""

import math
from datetime import timedelta

from core import formats
from core.quality.change import Estimate, share_estimate
from core.quality.intervals import SCORES, STARS, Interval
from core.quality.targets.bounds import (
    Bounds,
    grouped_share_bounds,
    mean_bounds,
    measure_shift,
    percentile_bounds,
    share_bounds,
)
from core.store.budgets.read import list_budget_days
from core.store.outcomes.alert_figures import count_goal_kinds, week_1_sums
from core.store.outcomes.read import outcome_totals
from core.store.ratings.read import rating_totals
from core.store.rollups.histograms import bucket_edges_ms
from core.store.scores.quality import find_quality
from core.store.traces.operations import latency_counts, operation_totals
from core.tracing.names import GOAL_PIPELINE
from core.usecases.alerts.rule import FigureSource, Reading
from core.usecases.alerts.system_rules import open_for
from core.usecases.measures import estimates

P95 = 0.95
WINDOWS_BEFORE = 4
"""The mix of goals is compared with that of this many windows before."""
NAMED_KINDS = 2


MIN_MIX = 50
"""Plans that each of the two windows needs before their mixes are compared."""


def quality(source: FigureSource, days: int) -> Reading | None:
    """Return the mean overall score, by models if any judged, else by rules."""
    found = find_quality(
        source.database, since=source.since(days), until=source.today, sample=source.sample
    ).overall
    if found is None or found.mean is None:
        return None
    bounds = mean_bounds(found.n, found.mean, found.variance, scale=SCORES)
    return _reading(estimates.quality(found), bounds)


def satisfaction(source: FigureSource, days: int) -> Reading | None:
    """Return the mean of the stars."""
    found = rating_totals(
        source.database, since=source.since(days), until=source.today, sample=source.sample
    )
    if found.mean is None:
        return None
    bounds = mean_bounds(found.n, found.mean, found.variance, scale=STARS)
    return _reading(estimates.satisfaction(found), bounds)


def errors(source: FigureSource, days: int) -> Reading | None:
    """Return the share of traces that failed."""
    found = operation_totals(
        source.database, since=source.since(days), until=source.today, sample=source.sample
    )
    return _reading(estimates.error_rate(found), share_bounds(found.errors, found.n))


def latency(source: FigureSource, days: int) -> Reading | None:
    """Return the 95th percentile of the time from a goal to its plan, in seconds."""
    since, until, sample = source.since(days), source.today, source.sample
    found = operation_totals(
        source.database, since=since, until=until, sample=sample, name=GOAL_PIPELINE
    )
    counts = latency_counts(
        source.database, since=since, until=until, sample=sample, name=GOAL_PIPELINE
    )
    first, last = percentile_bounds(counts, P95)
    low = bucket_edges_ms(first)[0] / 1_000 if first is not None else 0.0
    high = bucket_edges_ms(last)[1] / 1_000 if last is not None else math.inf
    return _reading(estimates.wait(found), Bounds(low=low, high=high))


def cost(source: FigureSource, days: int) -> Reading | None:
    """Return what traces have cost; a sum, so that nothing is estimated."""
    found = operation_totals(
        source.database, since=source.since(days), until=source.today, sample=source.sample
    )
    return _reading(estimates.cost_of_days(found))


def _reading(found: Estimate, bounds: Bounds | None = None) -> Reading | None:
    if found.value is None:
        return None
    return Reading(value=found.value, n=found.n, interval=found.interval, bounds=bounds)


def budget(source: FigureSource, days: int) -> Reading | None:
    """Return the share of the budget that is used most."""
    del days  # a budget is for a day
    found = list_budget_days(source.database, day=source.today, limits=source.settings.budgets)
    used = max((status.share for status in found), default=None)
    return None if used is None else _reading(_exact(used, len(found)))


def week_1(source: FigureSource, days: int) -> Reading | None:
    """Return the share of the tasks of week 1 that were done; people are what is independent."""
    since, until, sample = source.since(days), source.today, source.sample
    totals = outcome_totals(source.database, since=since, until=until, sample=sample)
    sums = week_1_sums(source.database, since=since, until=until, sample=sample)
    return _reading(estimates.share_of_plans(totals.week_1), grouped_share_bounds(sums))


def input_mix(source: FigureSource, days: int) -> Reading | None:
    """Return how far the kinds and languages of goals are from those of the windows before."""
    first = source.since(days)
    now = count_goal_kinds(source.database, since=first, until=source.today, sample=source.sample)
    before = count_goal_kinds(
        source.database,
        since=first - timedelta(days=WINDOWS_BEFORE * days),
        until=first - timedelta(days=1),
        sample=source.sample,
    )
    shift = measure_shift(now, before)
    if shift is None:
        return None
    n = min(shift.n, shift.n_before)
    return Reading(
        value=shift.index,
        n=n,
        interval=Interval(low=shift.low, high=shift.index) if n >= MIN_MIX else None,
        bounds=Bounds(low=shift.low, high=shift.index),
        detail=f" {_largest_changes(now, before)}" if shift.low > 0 else "",
    )


def _largest_changes(now: dict[str, int], before: dict[str, int]) -> str:
    """Return the kinds whose share changed most, in words."""
    n, m = sum(now.values()), sum(before.values())
    shares = {kind: (before.get(kind, 0) / m, now.get(kind, 0) / n) for kind in {*now, *before}}
    most = sorted(shares, key=lambda kind: -abs(shares[kind][1] - shares[kind][0]))[:NAMED_KINDS]
    moved = (
        f"{kind}: {formats.share(shares[kind][0])} to {formats.share(shares[kind][1])}"
        for kind in most
    )
    return f"Most changed: {'; '.join(moved)}."


def backlog(source: FigureSource, days: int) -> Reading | None:
    """Return the age of the oldest unsent export, in hours."""
    del days
    waiting = source.state.oldest_unsent.values()
    ages = [(source.now - since).total_seconds() / 3_600 for since in waiting]
    return _reading(_exact(max(ages), len(ages))) if ages else None


def failing_runs(source: FigureSource, days: int) -> Reading | None:
    """Return the share of goals of the last hour that failed."""
    del days
    failed, n = source.state.runs_failed, source.state.runs_ended
    return _reading(share_estimate(failed, n), share_bounds(failed, n))


def longest_pause(source: FigureSource, days: int) -> Reading | None:
    """Return for how long a model has been paused, in minutes."""
    del days
    pauses = [
        open_for(circuit, since, source.now).total_seconds() / 60
        for circuit, since in source.state.breakers.values()
        if circuit.is_open
    ]
    return _reading(_exact(max(pauses), len(pauses))) if pauses else None


def _exact(value: float, n: int) -> Estimate:
    return Estimate(n=n, value=value, interval=Interval(low=value, high=value))
