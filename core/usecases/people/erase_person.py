"""Erase an account for good, by its person or by an admin."""

from core.accounts.password_hash import verify_password
from core.accounts.throttle import keys_of
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.ids import new_id
from core.store.audit.values import AuditAction, AuditEntry
from core.store.personal.erase import erase_account, list_working_runs
from core.store.sign_in import read
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.exports.queue_exports import deleting_receivers
from core.usecases.people.people import require_another_admin
from core.usecases.retention.overwrite import overwrite
from core.usecases.sign_in.attempts import reserve_attempt
from core.usecases.sign_in.login import fold_login

WITHOUT_ACCOUNT = "erase everything"
"""What a person without an account types to confirm."""


@allow(Access.PERSON)
def find_confirmation(rein: Rein, *, viewer: Viewer) -> str:
    """Return what the viewer has to type: their address, or a fixed text without an account."""
    found = read.find_credentials(rein.database, viewer.id)
    return WITHOUT_ACCOUNT if found is None else found.login


@allow(Access.PERSON)
def erase_self(
    rein: Rein, *, viewer: Viewer, typed: str, password: str = "", address: str = ""
) -> None:
    """Erase the viewer's own account, after they typed its address and their password.

    `address` is the network address that failed passwords are counted for. Raises InvalidInput,
    TooManyAttempts, and Conflict for the last admin or while a goal is worked on.
    """
    if fold_login(typed) != find_confirmation(rein, viewer=viewer):
        raise InvalidInput("This is not what has to be typed.", field="typed")
    found = read.find_credentials(rein.database, viewer.id)
    if found is not None and found.password_hash is not None:
        keys = keys_of(login=found.login, address=address)
        reserve_attempt(rein, keys)
        if not verify_password(password, found.password_hash):
            raise InvalidInput("This is not your password.", field="password")
        with rein.database.begin() as work:
            work.sessions.count_success(keys, now=rein.clock.now())
    _erase(rein, viewer, viewer.id)


@allow(Access.ADMIN, changes=AuditAction.ACCOUNT_ERASED)
def erase_person(rein: Rein, *, viewer: Viewer, user_id: str) -> None:
    """Erase the account of another person.

    Raises NotAllowed below admin, and Conflict for the last admin or while a goal is worked on.
    """
    _erase(rein, viewer, user_id)


def _erase(rein: Rein, viewer: Viewer, user_id: str) -> None:
    replacement = new_id()
    with rein.database.begin() as work:
        if (found := work.credentials.find(user_id)) is not None:
            require_another_admin(work, found, lost=True)
        working = list_working_runs(work.connection, user_id, now=rein.clock.now())
        if not working:
            receivers = deleting_receivers(rein)
            erase_account(work.connection, user_id, replacement=replacement, receivers=receivers)
            _record(rein, work, viewer.id if viewer.id != user_id else replacement, replacement)
    if working:
        _stop(rein, working)
    overwrite(rein)


def _stop(rein: Rein, working: tuple[str, ...]) -> None:
    """Cancel runs, because their workers could write again what was erased."""
    with rein.database.begin() as work:
        for run_id in working:
            work.runs.request_cancel(run_id, now=rein.clock.now())
    raise Conflict(
        "A goal was still being worked on. It is being stopped, and nothing is erased yet.",
        advice="Try again in a minute.",
    )


def _record(rein: Rein, work: UnitOfWork, actor_id: str, subject: str) -> None:
    entry = AuditEntry(
        at=rein.clock.now(),
        actor_id=actor_id,
        action=AuditAction.ACCOUNT_ERASED,
        subject=subject,
    )
    work.audit.record(entry)
