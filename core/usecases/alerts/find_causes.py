"""Where an alert comes from: the version with the worst figure, and why its traces failed."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.change import Estimate
from core.quality.targets.measure import Measure
from core.quality.targets.target import Direction, Target
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import AlertKind
from core.store.scores.quality import find_quality
from core.store.slices.versions import VersionRow, list_versions
from core.store.targets.read import find_limits
from core.store.traces.list_rows import TraceFilter
from core.store.traces.read import list_traces
from core.tracing.names import TESTS
from core.tracing.span_record import SpanStatus
from core.usecases.access.allow import Access, allow
from core.usecases.alerts.rules import FIGURE_RULES
from core.usecases.utc_days import UtcDays, last_days

__all__ = ["Cause", "find_causes"]

READ = 100
"""Failed traces whose reasons are counted."""
NAMED = 2
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:[.,]\d+)*(?![\w-])")
"""A number that stands alone: not that of a model's name."""


def _in_seconds(found: Estimate) -> Estimate:
    if found.value is None:
        return found
    return replace(found, value=found.value / 1_000, interval=None)


_FIGURES: Mapping[AlertKind, Callable[[VersionRow], Estimate]] = {
    AlertKind.QUALITY: lambda row: row.score,
    AlertKind.SATISFACTION: lambda row: row.stars,
    AlertKind.ERRORS: lambda row: row.errors,
    AlertKind.LATENCY: lambda row: _in_seconds(row.p95_ms),
    AlertKind.WEEK_1: lambda row: row.week_1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What stands out among the records of one alert."""

    measure: Measure
    since: date
    version: VersionRow | None
    """The version and model with the worst figure; None if only one wrote anything."""
    figure: Estimate | None
    """Of that version."""
    reasons: tuple[tuple[str, int], ...]
    """Why traces failed, the most frequent first, with how many."""
    failed: int
    """Failed traces that were read."""


@allow(Access.REVIEWER)
def find_causes(rein: Rein, *, viewer: Viewer, sample: bool = False) -> Mapping[AlertKind, Cause]:
    """Return what stands out for each open alert of a figure. Raises NotAllowed below reviewer."""
    kinds = {alert.kind for alert in list_open_alerts(rein.database, sample=sample)}
    with rein.database.read() as connection:
        limits = find_limits(connection)
    found: dict[AlertKind, Cause] = {}
    for rule in FIGURE_RULES:
        if rule.kind in kinds & _FIGURES.keys() and rule.target is not None:
            days = last_days(rein, limits[rule.target.name].window_days or 1)
            found[rule.kind] = _cause(rein, rule.kind, rule.target, days, sample=sample)
    return found


def _cause(rein: Rein, kind: AlertKind, target: Target, days: UtcDays, *, sample: bool) -> Cause:
    since, until = days.since, days.until
    scorer = find_quality(rein.database, since=since, until=until, sample=sample).scorer
    rows = list_versions(rein.database, since=since, until=until, sample=sample, scorer=scorer)
    worst = worst_version(rows, _FIGURES[kind], target)
    errors = _errors(rein, days, sample=sample) if kind is AlertKind.ERRORS else []
    return Cause(
        measure=target,
        since=since,
        version=worst,
        figure=None if worst is None else _FIGURES[kind](worst),
        reasons=most_common(errors),
        failed=len(errors),
    )


def most_common(errors: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return the most frequent reasons; those that differ in a number only are one reason."""
    texts: dict[str, set[str]] = {}
    for error in errors:
        texts.setdefault(_NUMBER.sub("…", error), set()).add(error)
    counts = Counter(_NUMBER.sub("…", error) for error in errors).most_common(NAMED)
    return tuple((shape if len(texts[shape]) > 1 else texts[shape].pop(), n) for shape, n in counts)


def worst_version(
    rows: tuple[VersionRow, ...], figure_of: Callable[[VersionRow], Estimate], target: Target
) -> VersionRow | None:
    """Return the version whose figure is furthest on the wrong side; None below two."""
    known = [(figure_of(row).value, row) for row in rows]
    valued = [(value, row) for value, row in known if value is not None]
    if len(valued) < 2:
        return None
    sign = 1 if target.should_be is Direction.ABOVE else -1
    return min(valued, key=lambda one: (sign * one[0], -one[1].runs))[1]


def _errors(rein: Rein, days: UtcDays, *, sample: bool) -> list[str]:
    wanted = TraceFilter(
        status=SpanStatus.ERROR,
        since=days.starts_at,
        exclude_names=TESTS,
        sample=sample,
    )
    rows = list_traces(rein.database, wanted, limit=READ).rows
    return [row.error for row in rows if row.error]
