"""Send a test message to a receiver of alerts, and return at once what became of it."""

from importlib import import_module

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound, ReinError
from core.exports.delivery_error import DeliveryError
from core.exports.payload import AlertPayload, Sink
from core.ids import new_id
from core.usecases.access.allow import Access, AuditAction, allow


class AlertNotAccepted(ReinError):
    """The receiver did not take the test message."""


@allow(Access.ADMIN)
def list_alert_sinks(rein: Rein, *, viewer: Viewer) -> tuple[str, ...]:
    """Return the names of the receivers that are set up. Raises NotAllowed below admin."""
    return rein.settings.alert_sinks


@allow(Access.ADMIN, changes=AuditAction.ALERT_TRIED, whose="sink", outside=True)
def send_test_alert(rein: Rein, *, viewer: Viewer, sink: str) -> None:
    """Send one test message, past the outbox, so that the answer is known at once.

    Raises NotAllowed below admin, NotFound, and AlertNotAccepted with the receiver's reason.
    """
    known = import_module("core.exports.factory")
    built: tuple[Sink, ...] = known.build_alert_sinks(rein.settings, clock=rein.clock)
    found = next((one for one in built if one.name == sink), None)
    if found is None:
        raise NotFound(f"There is no receiver of alerts called {sink}.")
    try:
        found.deliver((_message(rein),))
    except DeliveryError as error:
        raise AlertNotAccepted(f"It was not accepted: {error.reason}") from error
    finally:
        found.close()


def _message(rein: Rein) -> AlertPayload:
    subject = new_id()
    return AlertPayload(
        trace_id=subject,
        event_id=f"test-{subject}",
        event="test",
        key="test",
        level="warning",
        message="This is a test message of Rein; nothing is wrong.",
        advice="",
        address="alerts",
        value=None,
        bound=None,
        threshold=None,
        n=None,
        at=rein.clock.now(),
    )
