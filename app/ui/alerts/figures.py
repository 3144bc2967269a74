"""The figure of an open alert in words: as it stands now, beside that when it was raised."""

from collections.abc import Mapping
from datetime import datetime

from app import auth, services
from core import formats
from core.quality.targets.figure_text import (
    write_basis,
    write_figure,
    write_limit,
    write_number,
    write_window,
)
from core.usecases.alerts.list_alerts import OpenAlert
from core.usecases.alerts.list_rules import RuleState, list_rules


def load_rules(alerts: tuple[OpenAlert, ...], *, sample: bool) -> tuple[RuleState, ...]:
    """Return the rules with their present figures, if an alert is about a figure."""
    if not any(alert.figure is not None for alert in alerts):
        return ()
    return list_rules(services.rein(), viewer=auth.current_viewer(), sample=sample)


def rule_of(alert: OpenAlert, rules: tuple[RuleState, ...]) -> RuleState | None:
    """Return the rule that watches the figure of an alert; None for an event."""
    return next((rule for rule in rules if rule.kind is alert.kind and rule.limit), None)


def watched(rules: tuple[RuleState, ...], days: int) -> Mapping[str, str]:
    """Return the figure of each open alert by measure, where it looks at other days than this."""
    return {
        rule.target.name: f"the alert looks at {write_window(rule.limit.window_days)}: "
        f"{write_number(rule.reading.value, rule.target, beside=rule.limit.threshold)}"
        for rule in rules
        if rule.target and rule.limit and rule.reading and rule.open_alerts
        if rule.limit.window_days != days
    }


def title(alert: OpenAlert, rule: RuleState | None) -> str:
    """Return what is wrong now: the figure, its window and its target, or else the message."""
    if rule is None or rule.target is None or rule.limit is None or rule.reading is None:
        return alert.message
    figure = write_figure(rule.reading.value, rule.target, beside=rule.limit.threshold)
    counted = write_basis(rule.reading.n, rule.target, rule.limit.window_days)
    wanted = write_limit(rule.target, rule.limit)
    return f"{rule.title} is {figure} now ({counted}); the target is {wanted}."


def history(alert: OpenAlert, rule: RuleState | None, *, now: datetime) -> str:
    """Return when the alert was raised, at which figure, and whether it was seen."""
    raised = formats.moment(alert.raised_at, now=now)
    text = f"Raised {raised}"
    if alert.figure is not None and rule is not None and rule.target is not None:
        then = write_number(alert.figure.value, rule.target, beside=alert.figure.threshold)
        text += f" at {then} (n = {formats.count(alert.figure.n)})"
    if alert.times > 1:
        last = formats.short_moment(alert.last_at, now=now)
        text += f", noticed {formats.count(alert.times)} times, last {last}"
    if alert.seen_at is not None:
        text += f"; acknowledged {formats.short_moment(alert.seen_at, now=now)}"
    return f"{text}."
