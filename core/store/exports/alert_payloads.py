"""What happened to an alert, as a receiver gets it."""

from core.exports.payload import AlertPayload
from core.store.alerts.values import AlertEvent


def alert_payload(event: AlertEvent, *, subject: str) -> AlertPayload:
    """Return the payload of an event."""
    figure = event.figure
    return AlertPayload(
        trace_id=subject,
        event_id=f"alert-{event.id}",
        event=str(event.event),
        key=event.key,
        level=str(event.level),
        message=event.message,
        advice=event.advice,
        address=event.address,
        value=figure.value if figure else None,
        bound=figure.bound if figure else None,
        threshold=figure.threshold if figure else None,
        n=figure.n if figure else None,
        at=event.at,
    )
