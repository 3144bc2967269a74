"""A letter as a message by RFC 5322, with the headers that mail programs and servers ask for."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from core.mail.letter import Letter, write_html, write_plain
from core.mail.line import to_line
from core.mail.server import MailServer

MAX_SUBJECT_CHARACTERS = 69
"""With the name of the header a line of 78, which is not folded; phones show half of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands around a letter."""

    to: str
    message_id: str
    """The part before the @; the same for a retry, so that it is recognisable."""
    sent_at: datetime
    unsubscribe: str | None = None
    """The address that ends all mail with one click; None if the mail was asked for just now."""


def build_message(letter: Letter, envelope: Envelope, server: MailServer) -> EmailMessage:
    """Return the message that is sent."""
    message = EmailMessage(policy=SMTP)
    message["From"] = server.sender
    message["To"] = envelope.to
    message["Subject"] = to_line(letter.subject, limit=MAX_SUBJECT_CHARACTERS)
    message["Date"] = format_datetime(envelope.sent_at)
    message["Message-ID"] = f"<{envelope.message_id}@{server.sender_domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if envelope.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
        if envelope.unsubscribe.startswith("https://"):  # RFC 8058 asks for https
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(write_plain(letter), cte="quoted-printable")
    message.add_alternative(str(write_html(letter)), subtype="html", cte="quoted-printable")
    return message
