"""Draw the rules about figures: each with its range on a line, its target and its records."""

import math

from markupsafe import Markup

from app.review.alerts.present import state_of
from app.ui import html
from app.ui.alerts.open_alerts import LABELS
from app.ui.html import EMPTY, join
from app.ui.status_labels import Tone, tag
from core.quality.targets.figure_text import write_basis, write_limit, write_number, write_range
from core.quality.targets.target import Target
from core.usecases.alerts.list_alerts import OpenAlert
from core.usecases.alerts.list_rules import RuleState, Standing

_WHY_OPEN = {
    Standing.MET: "Alert open: it closes at the next check",
    Standing.MISSED: "Alert open: target missed",
    Standing.UNDECIDED: "Alert open until the figure is back",
    Standing.NO_FIGURE: "Alert open: it closes at the next check",
    Standing.NO_TARGET: "Alert open: it closes at the next check",
}
"""What comes of an open alert, by how its figure stands now."""
_ROOM = 1.25
"""How far the line goes on beyond the largest of figure, bound and target."""


def show_figures(
    rules: tuple[RuleState, ...], alerts: tuple[OpenAlert, ...], *, sample: bool
) -> None:
    """Draw one row per rule; one with an open alert is named as the alert is."""
    levels = {alert.kind: LABELS[alert.level] for alert in alerts}
    rows = join(
        _row(rule, levels.get(rule.kind) or state_of(rule), sample=sample) for rule in rules
    )
    html.draw(Markup('<div class="rein-rules">{}</div>').format(rows))


def _row(rule: RuleState, state: tuple[str, Tone], *, sample: bool) -> Markup:
    label, tone = state
    reading, target, limit = rule.reading, rule.target, rule.limit
    if target is None or limit is None:
        return EMPTY
    mark = "&sample=1" if "?" in rule.address else "?sample=1"
    address = f"{rule.address}{mark if sample else ''}"
    value = write_number(reading.value if reading else None, target, beside=limit.threshold)
    counted = write_basis(reading.n if reading else 0, target, limit.window_days)
    return Markup(
        '<a class="rule {}" href="{}" target="_self"><span class="name"><b>{}</b>'
        '<small>{}</small></span><span class="figure"><b>{}</b><small>{}</small></span>'
        '<span class="line">{}<small>{}</small></span>'
        '<span class="state">{}<small>{}</small></span></a>'
    ).format(
        tone,
        address,
        rule.title,
        target.definition,
        value,
        counted,
        _line(rule),
        _sentence(rule, target, write_limit(target, limit)),
        tag(label, tone),
        "" if not rule.open_alerts else _WHY_OPEN[rule.standing],
    )


def _sentence(rule: RuleState, target: Target, wanted: str) -> str:
    """Return the range and the target in words."""
    reading = rule.reading
    text = f"Target: {wanted}" if wanted != "off" else "No target is set"
    if reading is None:
        return f"{text}."
    found = reading.interval
    if found is None:
        return f"{text}; too few records for an interval."
    if found.low == found.high:
        return f"{text}."
    return f"{text}; 95 % interval {write_range(found.low, found.high, target)}."


def _line(rule: RuleState) -> Markup:
    """Return the figure, its range and the target on one line from 0; the text says the same."""
    reading, threshold = rule.reading, rule.limit.threshold if rule.limit else None
    if reading is None:
        return Markup('<span class="track" aria-hidden="true"></span>')
    low, high = (reading.value, reading.value)
    if reading.interval is not None:
        low, high = reading.interval.low, reading.interval.high
    known = [end for end in (reading.value, low, high, threshold) if end and math.isfinite(end)]
    most = max(known, default=1.0) * _ROOM

    def at(value: float) -> str:
        return f"{100 * min(1.0, max(0.0, value / most)):.1f}%"

    width = f"{100 * (min(most, high) - low) / most:.1f}%"
    goal = (
        Markup('<i class="goal" style="left:{}"></i>').format(at(threshold))
        if threshold is not None
        else EMPTY
    )
    return Markup(
        '<span class="track" aria-hidden="true"><i class="band" style="left:{};width:{}"></i>'
        '<i class="dot" style="left:{}"></i>{}</span>'
    ).format(at(low), width, at(reading.value), goal)
