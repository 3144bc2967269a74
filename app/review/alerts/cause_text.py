"""Where the figure of an open alert comes from, in words."""

from urllib.parse import urlencode

from app.ui.status_labels import SPAN_LABELS
from core import formats
from core.quality.targets.figure_text import write_figure
from core.tracing.names import GOAL_PIPELINE
from core.tracing.span_record import SpanStatus
from core.usecases.alerts.find_causes import Cause
from core.usecases.alerts.list_alerts import AlertKind

_MOST_ERROR = 120


def cause_line(cause: Cause | None) -> str:
    """Return where the figure comes from, as far as one version or reason stands out."""
    if cause is None:
        return ""
    parts = []
    if cause.reasons:
        named = ", ".join(f"{n} × “{_reason(text)}”" for text, n in cause.reasons)
        parts.append(f"What the {formats.pluralize(cause.failed, 'failed trace')} say: {named}.")
    if cause.version is not None and cause.figure is not None:
        figure = write_figure(cause.figure.value, cause.measure)
        counted = formats.pluralize(cause.figure.n, cause.measure.noun)
        parts.append(f"Worst version: {version_name(cause)} with {figure} ({counted}).")
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
