"""Send one mail at once, for someone who waits for the answer."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ids import new_id
from core.mail.address import accept_address
from core.mail.closing import write_test
from core.mail.delivery_result import MailUnavailable, SendResult
from core.mail.letter import Letter
from core.mail.message import Envelope, build_message
from core.mail.places import Places
from core.mail.server import MailServer, mail_server_of
from core.usecases.access.allow import Access, AuditAction, allow

__all__ = ["SendResult", "send_one", "send_test_mail"]


def send_one(server: MailServer, letter: Letter, envelope: Envelope) -> SendResult:
    """Send one letter. Raises MailUnavailable if the server cannot be reached."""
    from core.mail.smtp import open_session  # noqa: PLC0415 - loaded only where mail is sent

    with open_session(server) as session:
        return session.send(build_message(letter, envelope, server), to=envelope.to)


@allow(Access.ADMIN, changes=AuditAction.MAIL_TRIED, outside=True)
def send_test_mail(rein: Rein, *, viewer: Viewer, address: str) -> SendResult:
    """Send a test mail and return what the server answered.

    Raises NotAllowed below admin, InvalidInput, and MailUnavailable.
    """
    server = mail_server_of(rein.settings)
    if server is None:
        raise MailUnavailable(
            "No mail server is set.",
            advice="Set REIN_SMTP_HOST, REIN_MAIL_FROM and REIN_PUBLIC_URL; see .env.example.",
        )
    envelope = Envelope(
        to=accept_address(address), message_id=f"test-{new_id()}", sent_at=rein.clock.now()
    )
    return send_one(server, write_test(Places(site=server.site)), envelope)
