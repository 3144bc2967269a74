"""Sign up without an invitation, where the settings permit it.

With a mail server an address is confirmed before it has an account: a link is sent, and nothing of
a stranger is stored but the address and the hash of the code. Without one, the account is made at
once. Either way a known address gets the answer that an unknown one gets, after the same work.
"""

from datetime import datetime, timedelta

from core.accounts.password_hash import hash_password
from core.accounts.throttle import keys_of
from core.accounts.user import User
from core.bootstrap import Rein
from core.errors import Conflict, NotAllowed, NotFound
from core.ids import new_id
from core.mail.letter import Letter, Link, Paragraph
from core.mail.message import Envelope
from core.mail.server import mail_server_of
from core.setting_groups.sign_in import AuthMode, SignUp
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in import read
from core.store.sign_in.values import SignUpRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.mail.send_mail import send_one
from core.usecases.people.new_account import new_person, write_account
from core.usecases.sign_in.accept_password import accept_password
from core.usecases.sign_in.attempts import reserve_attempt
from core.usecases.sign_in.login import accept_login, fold_login
from core.usecases.sign_in.passwords import accept_name
from core.usecases.sign_in.secrets import MAX_SECRET_CHARACTERS, digest_of, new_secret
from core.usecases.sign_in.sign_in import NewSession, Visitor, begin_session

LASTS = timedelta(hours=24)
_COUNTED_AS = "sign up "


@without_viewer(Access.OPEN, "reads a setting")
def can_sign_up(rein: Rein) -> bool:
    """Return whether strangers may sign up with a password of their own."""
    settings = rein.settings
    return settings.auth is AuthMode.PASSWORD and settings.sign_up is SignUp.OPEN


@without_viewer(Access.OPEN, "who signs up has no account yet")
def accept_sign_up(rein: Rein, *, login: str, visitor: Visitor) -> str:
    """Return the address as it is stored, and count the request.

    Raises InvalidInput, NotAllowed if addresses like this may not sign up, and TooManyAttempts.
    """
    keys = keys_of(login=_COUNTED_AS + fold_login(login), address=_COUNTED_AS + visitor.address)
    reserve_attempt(rein, keys)
    accepted = accept_login(login)
    if not can_sign_up(rein) or not rein.settings.may_sign_up(accepted):
        raise NotAllowed(
            "People with an address like this cannot sign up here.",
            advice="Ask an admin for an invitation.",
        )
    return accepted


@without_viewer(Access.OPEN, "the mail goes to the address alone")
def send_sign_up_link(rein: Rein, *, login: str) -> bool:
    """Send a link to an accepted address. Return whether a mail was sent.

    A stranger must not learn whether there is an account, so call this after the answer. Raises
    MailUnavailable.
    """
    server = mail_server_of(rein.settings)
    if server is None:
        return False
    now, known = rein.clock.now(), read.find_login(rein.database, login) is not None
    if known:
        letter = _write_known(f"{server.site}/account/forgot")
    else:
        code = new_secret()
        new = SignUpRecord(login=login, digest=digest_of(code), expires_at=now + LASTS)
        with rein.database.begin() as work:
            work.identities.remove_sign_ups(expired_at=now)
            work.identities.save_sign_up(new)
        letter = _write_new(f"{server.site}/account/join?code={code}")
    envelope = Envelope(to=login, message_id=f"sign-up-{new_id()}", sent_at=now)
    return send_one(server, letter, envelope).failure is None


@without_viewer(Access.SECRET, "the code of a link names the address")
def find_sign_up(rein: Rein, code: str) -> str:
    """Return the address that a link confirms. Raises NotFound if the link does not work."""
    found = None
    if len(code) <= MAX_SECRET_CHARACTERS:
        found = read.find_sign_up(rein.database, digest_of(code), now=rein.clock.now())
    if found is None or not rein.settings.may_sign_up(found):
        raise NotFound(
            "This link does not work any more.",
            advice="It works once, for 24 hours. Sign up again.",
        )
    return found


@without_viewer(Access.SECRET, "the code of a link names the address")
def confirm_sign_up(
    rein: Rein, *, code: str, name: str, password: str, visitor: Visitor
) -> NewSession:
    """Make the account of a confirmed address, and sign in.

    Raises NotFound if the link does not work, InvalidInput, and Conflict if an admin has made an
    account for the address since.
    """
    login, now = find_sign_up(rein, code), rein.clock.now()
    user = new_person(login, accept_name(name))
    accept_password(rein, password, known=(login, user.name))
    password_hash = hash_password(password)
    with rein.database.begin() as work:
        if work.identities.use_sign_up(digest_of(code), now=now) != login:
            raise NotFound("This link was used a moment ago.", advice="Sign in.")
        _write_person(rein, work, user, login=login, now=now, password_hash=password_hash)
        return begin_session(work, user, visitor=visitor, now=now)


@without_viewer(Access.OPEN, "who signs up has no account yet")
def sign_up(rein: Rein, *, login: str, name: str, password: str) -> None:
    """Make the account of an accepted address; one that has an account is left as it is.

    Both cost one hash and are answered alike. Raises InvalidInput for name and password.
    """
    user, now = new_person(login, accept_name(name)), rein.clock.now()
    accept_password(rein, password, known=(login, user.name))
    password_hash = hash_password(password)
    try:
        with rein.database.begin() as work:
            _write_person(rein, work, user, login=login, now=now, password_hash=password_hash)
    except Conflict:
        return


def _write_person(
    rein: Rein, work: UnitOfWork, user: User, *, login: str, now: datetime, password_hash: str
) -> None:
    """Write the account of a person who signs up. Raises Conflict if the address has one."""
    write_account(
        work,
        user,
        login=login,
        actor_id=user.id,
        tier=rein.settings.tier,
        now=now,
        password_hash=password_hash,
    )
    work.audit.record(AuditEntry(at=now, actor_id=user.id, action=AuditAction.SIGNED_UP))


def _write_new(address: str) -> Letter:
    return Letter(
        subject="Your account at Rein",
        parts=(
            Paragraph(text="Somebody asked for an account with this address."),
            Link(label="Confirm the address and choose a password", address=address),
            Paragraph(
                text="The link works once, for 24 hours. If it was not you, ignore this mail: "
                "there is no account until the link is used."
            ),
        ),
    )


def _write_known(address: str) -> Letter:
    return Letter(
        subject="Your account at Rein",
        parts=(
            Paragraph(
                text="Somebody asked for an account with this address. You have one already, "
                "so nothing was changed."
            ),
            Link(label="Choose a new password if you forgot yours", address=address),
            Paragraph(text="If it was not you, ignore this mail."),
        ),
    )
