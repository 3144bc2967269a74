"""The mail sink: one mail for each alert and address."""

from email.message import EmailMessage

from core.clock import Clock
from core.exports.alerts.message import page_address, write_subject
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.payload import AlertPayload, ExportPayload
from core.mail.address import accept_address
from core.mail.delivery_result import MailFailure, MailUnavailable, SendResult
from core.mail.letter import Letter, Link, Paragraph
from core.mail.message import Envelope, build_message
from core.mail.server import MailServer
from core.setting_groups.alerts import ALERT_MAIL

_NEXT = {
    MailFailure.TEMPORARY: RetryDecision.LATER,
    MailFailure.IN_DOUBT: RetryDecision.LATER,
    MailFailure.REFUSED: RetryDecision.REFUSED,
    MailFailure.SENDER: RetryDecision.PAUSED,
}
"""An alert that arrives twice is better than one that does not; the message id is the same."""


class AlertMailSink:
    """Sends alerts by the mail server of the settings."""

    name = ALERT_MAIL
    schema_version = ""

    def __init__(self, *, server: MailServer, addresses: tuple[str, ...], clock: Clock) -> None:
        self._server = server
        self._addresses = tuple(map(accept_address, addresses))
        self._clock = clock

    def connect(self) -> None:
        """Do nothing: a connection is opened for each batch."""

    def prepare(self) -> None:
        """Do nothing: mail needs no set-up."""

    def deliver(self, payloads: tuple[ExportPayload, ...]) -> None:
        """Send each alert to each address over one connection."""
        from core.mail.smtp import open_session  # noqa: PLC0415 - loaded only where mail is sent

        alerts = [payload for payload in payloads if isinstance(payload, AlertPayload)]
        try:
            with open_session(self._server) as session:
                # Everyone is tried first: one refused address must not cost the others the alert.
                results = [
                    session.send(self._message(alert, place, to), to=to)
                    for alert in alerts
                    for place, to in enumerate(self._addresses)
                ]
        except MailUnavailable as error:
            then = RetryDecision.PAUSED if error.lasting else RetryDecision.LATER
            raise DeliveryError(then, str(error)) from error
        for result in results:
            _require_sent(result)

    def _message(self, alert: AlertPayload, place: int, to: str) -> EmailMessage:
        message_id = f"{alert.event_id}-{place}-{alert.trace_id}"
        envelope = Envelope(to=to, message_id=message_id, sent_at=self._clock.now())
        letter = write_letter(alert, site=self._server.site)
        return build_message(letter, envelope, self._server)

    def check(self) -> None:
        """Connect and sign in, without sending anything."""
        self.deliver(())

    def close(self) -> None:
        """Do nothing: the connection is closed after each batch."""


def write_letter(alert: AlertPayload, *, site: str) -> Letter:
    """Return an alert as a letter."""
    address = page_address(alert, site=site)
    texts = [Paragraph(text=text) for text in (alert.message, alert.advice) if text]
    links = [Link(label="The records behind it", address=address)] if address else []
    page = Link(label="All alerts", address=f"{site}/alerts", small=True)
    return Letter(subject=f"Rein: {write_subject(alert)}", parts=(*texts, *links, page))


def _require_sent(result: SendResult) -> None:
    if result.failure is not None:
        raise DeliveryError(_NEXT[result.failure], result.answer, status=result.code)
