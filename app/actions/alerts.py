"""Say that one knows of an alert."""

from app import auth, services
from core.usecases.alerts.acknowledge import mark_alert_seen


def mark_seen(key: str) -> None:
    """Note that the person who is signed in knows of it. Raises NotAllowed below admin, Conflict where it is over."""
    mark_alert_seen(services.rein(), viewer=auth.current_viewer(), key=key)
