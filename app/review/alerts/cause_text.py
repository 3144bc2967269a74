"""An open alert in words: its figure now beside that when it fired, and where it comes from."""

from datetime import datetime
from urllib.parse import urlencode

from app.ui.status_labels import SPAN_LABELS
from core import formats
from core.quality.targets.figure_text import write_basis, write_figure, write_limit, write_number
from core.tracing.names import GOAL_PIPELINE
from core.tracing.span_record import SpanStatus
from core.usecases.alerts.find_causes import Cause
from core.usecases.alerts.list_alerts import AlertKind, OpenAlert
from core.usecases.alerts.list_rules import RuleState

_MOST_ERROR = 120


def figures_line(alert: OpenAlert, rule: RuleState | None, *, now: datetime) -> str:
    """Return the figure now, when it fired, and the target; "" for an alert about none."""
    if rule is None or rule.target is None or rule.limit is None:
        return ""
    target, limit, reading = rule.target, rule.limit, rule.reading
    parts = []
    if reading is not None:
        figure = write_figure(reading.value, target, beside=limit.threshold)
        parts.append(f"Now {figure} ({write_basis(reading.n, target, limit.window_days)})")
    if alert.figure is not None:
        then = write_number(alert.figure.value, target, beside=alert.figure.threshold)
        fired = formats.short_moment(alert.raised_at, now=now)
        parts.append(f"when it fired, {fired}: {then} (n = {formats.count(alert.figure.n)})")
    parts.append(f"target {write_limit(target, limit)}")
    return f"{'; '.join(parts)}."


def cause_line(cause: Cause | None) -> str:
    """Return where the figure comes from, as far as one version or reason stands out."""
    if cause is None:
        return ""
    parts = []
    if cause.reasons:
        named = ", ".join(f"“{_reason(text)}” {n}" for text, n in cause.reasons)
        parts.append(f"Of {formats.pluralize(cause.failed, 'failed trace')}: {named}.")
    if cause.version is not None and cause.figure is not None:
        figure = write_figure(cause.figure.value, cause.measure)
        counted = formats.pluralize(cause.figure.n, cause.measure.noun)
        parts.append(f"Worst: {version_name(cause)}, {figure} of {counted}.")
    return " ".join(parts)


def version_name(cause: Cause) -> str:
    """Return the model and prompt version with the worst figure."""
    found = cause.version
    if found is None:
        return ""
    return ", ".join(part for part in (found.model, found.prompt_version) if part)


def worst_address(cause: Cause | None, kind: AlertKind) -> str:
    """Return the page of the records of the version with the worst figure, or ""."""
    if cause is None or cause.version is None:
        return ""
    chosen = {"model": cause.version.model, "prompt": cause.version.prompt_version}
    query = {name: value for name, value in chosen.items() if value}
    match kind:
        case AlertKind.ERRORS:
            query |= {"status": SPAN_LABELS[SpanStatus.ERROR][0]}
        case AlertKind.LATENCY:
            query |= {"name": GOAL_PIPELINE, "order": "Slowest first"}
        case AlertKind.SATISFACTION:
            query |= {"order": "Lowest stars first"}
        case _:
            query |= {"order": "Lowest score first"}
    return f"traces?{urlencode(query | {'from': cause.since.isoformat()})}"


def _reason(text: str) -> str:
    return formats.without_exception(text)[:_MOST_ERROR].rstrip(".")
