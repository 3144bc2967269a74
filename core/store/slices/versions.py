"""What each prompt version and model achieved in a window, side by side, from the rollups."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, func, select

from core.quality.change import (
    NOTHING,
    Estimate,
    amount_estimate,
    mean_estimate,
    share_estimate,
)
from core.quality.intervals import SCORES as SCORE_SCALE
from core.quality.intervals import STARS as STAR_SCALE
from core.quality.intervals import PairedSums, Scale, grouped_share_interval
from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.database.statistics import mean_of, variance_of
from core.store.outcomes.rollup import PAIRED, WEEK_1
from core.store.rollups.histograms import percentile_bounds_ms, percentile_ms
from core.store.rollups.tables import (
    LATENCY,
    OVERALL,
    RATINGS,
    SCORES,
    STARS,
    TRACES,
    rollup_outcomes,
)
from core.store.scores.scorers import Scorer, scored_by
from core.store.slices.conditions import rollup_table, slice_conditions
from core.tracing.names import GOAL_PIPELINE

Key = tuple[str, str]
"""A prompt version and a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """What one prompt version, written by one model, achieved."""

    prompt_version: str
    model: str
    runs: int
    stars: Estimate
    score: Estimate
    """Of one kind of scorer, with the newest rubric of the window."""
    week_1: Estimate
    """Share of the tasks of week 1 that were done; n counts plans."""
    errors: Estimate
    cost: Estimate
    """US dollars for each run."""
    p95_ms: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    since: date
    until: date
    sample: bool
    within: Slice


def list_versions(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    scorer: Scorer,
    within: Slice = EVERYTHING,
) -> tuple[VersionRow, ...]:
    """Return a row for each version and model that wrote goals, the most used first."""
    window = _Window(since=since, until=until, sample=sample, within=within)
    with database.read() as connection:
        runs = _runs(connection, window)
        stars, scores = _stars(connection, window), _scores(connection, window, scorer)
        weeks, waits = _weeks(connection, window), _waits(connection, window)
    rows = (
        VersionRow(
            prompt_version=key[0],
            model=key[1],
            runs=int(row["n"]),
            stars=stars.get(key, NOTHING),
            score=scores.get(key, NOTHING),
            week_1=weeks.get(key, NOTHING),
            errors=share_estimate(int(row["errors"]), int(row["n"])),
            cost=amount_estimate(int(row["n"]), row["cost_usd"], row["cost_squares"]),
            p95_ms=waits.get(key, NOTHING),
        )
        for key, row in runs.items()
        if key != ("", "")
    )
    return tuple(sorted(rows, key=lambda row: (-row.runs, row.prompt_version, row.model)))


def _groups(
    connection: Connection,
    table: Table,
    window: _Window,
    names: tuple[str, ...],
    *conditions: ColumnElement[bool],
    by: tuple[str, ...] = (),
) -> list[Row]:
    keys = [table.c[name] for name in ("prompt_version", "model", *by)]
    sums = [func.coalesce(func.sum(table.c[name]), 0).label(name) for name in names]
    query = select(*keys, *sums).where(
        table.c.sample.is_(window.sample),
        table.c.day.between(window.since, window.until),
        *slice_conditions(window.within, lambda name: table.c[name]),
        *conditions,
    )
    return fetch_all(connection, query.group_by(*keys))


def _key(row: Row) -> Key:
    return row["prompt_version"], row["model"]


def _runs(connection: Connection, window: _Window) -> dict[Key, Row]:
    table = rollup_table(TRACES, window.within)
    names = ("n", "errors", "cost_usd", "cost_squares")
    found = _groups(connection, table, window, names, table.c.name == GOAL_PIPELINE)
    return {_key(row): row for row in found}


def _stars(connection: Connection, window: _Window) -> dict[Key, Estimate]:
    table = rollup_table(RATINGS, window.within)
    names = ("n", "total", "squares")
    found = _groups(connection, table, window, names, table.c.dimension == STARS)
    return {
        _key(row): _mean(int(row["n"]), int(row["total"]) / 2, int(row["squares"]) / 4, STAR_SCALE)
        for row in found
    }


def _scores(connection: Connection, window: _Window, scorer: Scorer) -> dict[Key, Estimate]:
    table = rollup_table(SCORES, window.within)
    of_all = (table.c.dimension == OVERALL, *scored_by(table.c.judge, scorer))
    found = _groups(connection, table, window, ("n", "total", "squares"), *of_all, by=("rubric",))
    newest = max((row["rubric"] for row in found), key=lambda rubric: rubric.zfill(16), default="")
    return {
        _key(row): _mean(int(row["n"]), row["total"], row["squares"], SCORE_SCALE)
        for row in found
        if row["rubric"] == newest
    }


def _weeks(connection: Connection, window: _Window) -> dict[Key, Estimate]:
    of_week = rollup_outcomes.c.figure == WEEK_1
    found = _groups(connection, rollup_outcomes, window, ("n", *PAIRED), of_week)
    weeks = {}
    for row in found:
        sums = PairedSums(
            n=int(row["n"]),
            part=int(row["total"]),
            whole=int(row["planned"]),
            part_squares=int(row["total_squares"]),
            whole_squares=int(row["planned_squares"]),
            products=int(row["products"]),
        )
        interval = grouped_share_interval(sums)
        weeks[_key(row)] = Estimate(n=sums.n, value=sums.share, interval=interval)
    return weeks


def _waits(connection: Connection, window: _Window) -> dict[Key, Estimate]:
    table = rollup_table(LATENCY, window.within)
    of_goals = table.c.name == GOAL_PIPELINE
    buckets: defaultdict[Key, dict[int, int]] = defaultdict(dict)
    for row in _groups(connection, table, window, ("n",), of_goals, by=("bucket",)):
        buckets[_key(row)][row["bucket"]] = int(row["n"])
    return {
        key: Estimate(
            n=sum(of.values()),
            value=percentile_ms(of, 0.95),
            interval=percentile_bounds_ms(of, 0.95),
        )
        for key, of in buckets.items()
    }


def _mean(n: int, total: float, squares: float, scale: Scale) -> Estimate:
    return mean_estimate(n, mean_of(n, total), variance_of(n, total, squares), scale=scale)
