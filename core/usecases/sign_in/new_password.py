"""Send a link for a new password to a person who cannot sign in."""

from core.accounts.throttle import keys_of
from core.bootstrap import Rein
from core.ids import new_id
from core.mail.letter import Letter, Link, Paragraph
from core.mail.message import Envelope
from core.mail.server import mail_server_of
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in.read import find_login
from core.store.sign_in.values import Credentials, LinkPurpose
from core.usecases.access.allow import Access, without_viewer
from core.usecases.mail.send_mail import send_one
from core.usecases.people.password_link import add_link
from core.usecases.sign_in.attempts import reserve_attempt
from core.usecases.sign_in.login import fold_login
from core.usecases.sign_in.sign_in import Visitor

_COUNTED_AS = "new password for "


@without_viewer(Access.OPEN, "reads a setting")
def can_send_links(rein: Rein) -> bool:
    """Return whether a new password can be asked for by mail."""
    return mail_server_of(rein.settings) is not None


@without_viewer(Access.OPEN, "counts requests of people who are not signed in")
def count_request(rein: Rein, *, login: str, visitor: Visitor) -> None:
    """Count a request for a new password. Raises TooManyAttempts."""
    keys = keys_of(login=_COUNTED_AS + fold_login(login), address=_COUNTED_AS + visitor.address)
    reserve_attempt(rein, keys)


@without_viewer(Access.OPEN, "the mail goes to the account alone")
def send_password_link(rein: Rein, *, login: str) -> bool:
    """Send a link to the address if an account has it. Return whether a mail was sent.

    A stranger must not learn the result, so call this after the answer. Raises MailUnavailable.
    """
    found, server = find_login(rein.database, fold_login(login)), mail_server_of(rein.settings)
    if found is None or found.disabled_at is not None or server is None:
        return False
    code = _make_link(rein, found)
    letter = _write(f"{server.site}/account/password?code={code}")
    envelope = Envelope(to=found.login, message_id=f"password-{new_id()}", sent_at=rein.clock.now())
    return send_one(server, letter, envelope).failure is None


def _make_link(rein: Rein, found: Credentials) -> str:
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.audit.record(
            AuditEntry(
                at=now,
                actor_id=found.user.id,
                action=AuditAction.LINK_CREATED,
                subject=found.user.id,
            )
        )
        return add_link(work, found.user, found.login, LinkPurpose.PASSWORD, now).code


def _write(address: str) -> Letter:
    return Letter(
        subject="Choose a new password for Rein",
        parts=(
            Paragraph(text="Somebody asked for a new password for this address."),
            Link(label="Choose a new password", address=address),
            Paragraph(
                text="The link works once, for 24 hours. If it was not you, ignore this mail: "
                "your password stays as it is."
            ),
        ),
    )
