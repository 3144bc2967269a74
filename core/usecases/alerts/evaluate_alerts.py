"""Evaluates the alert rules: raise what is past its threshold, resolve what is back, announce."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.bootstrap import Rein
from core.quality.targets.target import Limits
from core.store.alerts.values import Alert
from core.store.metrics.system_state import SystemState, find_system_state
from core.store.targets.read import find_limits
from core.usecases.access.allow import Access, without_viewer
from core.usecases.alerts.announce import announce_alerts
from core.usecases.alerts.rule import Decision, FigureSource, decide, key_of, write_alert, write_end
from core.usecases.alerts.rules import FIGURE_RULES, WATCHED, find_system_alerts
from core.usecases.alerts.system_rules import ObservedState

SAME_AGAIN = timedelta(hours=1)
"""An open alert that says nothing new is written down once in so long."""

_FIGURE_KINDS = frozenset(rule.kind for rule in FIGURE_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAlerts:
    """What the rules found."""

    raised: tuple[Alert, ...]
    held: frozenset[str]
    """Keys of alerts that stay as they are."""
    ends: Mapping[str, Alert] = field(default_factory=dict)
    """What resolves the alert of a figure, by its key: the figure as it is now."""


@without_viewer(Access.SYSTEM, "a periodic job")
def evaluate_alerts(rein: Rein) -> str:
    """Apply the rules to the current state. Returns a summary."""
    system = find_system_state(rein.database, now=rein.clock.now())
    source = find_source(rein, system)
    figures = find_figure_alerts(source)
    found = replace(figures, raised=(*find_system_alerts(source.state), *figures.raised))
    open_keys = {key for key, alert in system.open_alerts.items() if alert.kind in WATCHED}
    ended = _save(rein, system, found, open_keys=open_keys)
    announced = announce_alerts(rein)
    parts = (
        f"{len(found.raised)} raised, {ended} ended"
        if found.raised or ended
        else "No alert was raised or ended",
        f", {announced} announced." if announced else ".",
    )
    return "".join(parts)


@without_viewer(Access.SYSTEM, "a part of the periodic job")
def find_source(rein: Rein, system: SystemState, *, sample: bool = False) -> FigureSource:
    """Return where the rules read their figures."""
    with rein.database.read() as connection:
        limits = find_limits(connection)
    state = _observed(rein, system, limits)
    return FigureSource(
        database=rein.database, settings=rein.settings, now=state.now, state=state, sample=sample
    )


def find_figure_alerts(source: FigureSource) -> FoundAlerts:
    """Return what the rules about figures find."""
    raised: list[Alert] = []
    held: set[str] = set()
    ends: dict[str, Alert] = {}
    today, sample = source.today, source.sample
    for rule in FIGURE_RULES:
        if rule.target is None or rule.read is None:
            continue
        target, limit = rule.target, source.state.limits[rule.target.name]
        key, reading = key_of(rule, sample=sample), rule.read(source, limit.window_days or 1)
        decision = decide(rule, limit, reading)
        if decision is Decision.RAISE and reading is not None:
            raised.append(write_alert(rule, target, limit, reading, today=today, sample=sample))
        elif decision is Decision.HOLD:
            held.add(key)
        else:
            ends[key] = write_end(rule, target, limit, reading, today=today, sample=sample)
    return FoundAlerts(raised=tuple(raised), held=frozenset(held), ends=ends)


def _observed(rein: Rein, system: SystemState, limits: Limits) -> ObservedState:
    settings = rein.settings
    receivers = {*settings.sinks, *settings.alert_sinks}
    place = rein.database.file.parent if rein.database.file is not None else settings.data_dir
    free = shutil.disk_usage(place).free if place.exists() else None
    return ObservedState(
        now=rein.clock.now(),
        refused=system.refused,
        oldest_unsent={
            name: since for name, since in system.oldest_unsent.items() if name in receivers
        },
        sinks=tuple(sink for sink in system.sinks if sink.name in receivers),
        runs_ended=system.runs_ended,
        runs_failed=system.runs_failed,
        calls_in_doubt=system.calls_in_doubt,
        free_bytes=free,
        breakers=system.breakers,
        limits=limits,
    )


def _save(rein: Rein, system: SystemState, found: FoundAlerts, *, open_keys: set[str]) -> int:
    """Save the raised alerts and resolve those that are over. Returns how many were resolved."""
    now = rein.clock.now()
    fresh = [alert for alert in found.raised if not _is_known(alert, system)]
    over = open_keys - {alert.key for alert in found.raised} - found.held
    if not (fresh or over):
        return 0
    with rein.database.begin() as work:
        for alert in fresh:
            work.alerts.add(alert, now=now)
        return sum(
            work.alerts.resolve(key, now=now, end=found.ends.get(key)) for key in sorted(over)
        )


def _is_known(alert: Alert, system: SystemState) -> bool:
    """Return whether an alert is open already and has written the same within the hour.

    The figure of an open alert moves with each record, which is nothing new to write each minute.
    """
    before = system.open_alerts.get(alert.key)
    if before is None or before.level is not alert.level:
        return False
    same = before.message == alert.message or alert.kind in _FIGURE_KINDS
    return same and system.now - before.last_at < SAME_AGAIN
