"""List the accounts, change their roles, and let them sign in or not."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in import read
from core.store.sign_in.values import Credentials, Person
from core.store.tokens.read import find_token_account
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.sign_in.login import fold_login

__all__ = [
    "Person",
    "find_account",
    "find_person",
    "list_people",
    "reset_sign_in",
    "set_disabled",
    "set_role",
]


@allow(Access.ADMIN)
def list_people(rein: Rein, *, viewer: Viewer, search: str = "") -> tuple[Person, ...]:
    """Return the accounts that can sign in, by their address. Raises NotAllowed below admin."""
    return read.list_people(rein.database, search=search)


@allow(Access.ADMIN)
def find_person(rein: Rein, *, viewer: Viewer, login: str) -> str:
    """Return the account id of an address. Raises NotAllowed below admin, and NotFound."""
    found = read.find_login(rein.database, fold_login(login))
    if found is None:
        raise NotFound(f"There is no account for {login}.")
    return found.user.id


@allow(Access.ADMIN)
def find_account(rein: Rein, *, viewer: Viewer, name: str) -> str:
    """Return the account id of an address, or of the name that a token with a role was made with.

    Raises NotAllowed below admin, and NotFound.
    """
    login = read.find_login(rein.database, fold_login(name))
    found = login.user.id if login else find_token_account(rein.database, name.strip())
    if found is None:
        raise NotFound(
            f"There is no account for {name}.",
            advice="`rein user list` shows addresses, and `rein token list` names of tokens.",
        )
    return found


@allow(Access.ADMIN, changes=AuditAction.ROLE_CHANGED, whose="user_id")
def set_role(rein: Rein, *, viewer: Viewer, user_id: str, role: Role) -> Role:
    """Change the role of an account from its next request on; return the earlier one.

    Raises NotAllowed below admin, NotFound, and Conflict for the last admin or if a provider
    decides about roles.
    """
    if rein.settings.roles_by_claim:
        raise Conflict(
            "The provider that people sign in with decides about roles.",
            advice="Change the person's groups there; the next sign-in applies them.",
        )
    with rein.database.begin() as work:
        found = _require(work, user_id)
        if role is not found.user.role:
            require_another_admin(work, found, lost=role is not Role.ADMIN)
            work.credentials.save_role(user_id, role)
            details = {"from": found.user.role.value, "to": role.value}
            _record(rein, work, viewer, AuditAction.ROLE_CHANGED, user_id, details)
    return found.user.role


@allow(Access.ADMIN, changes=AuditAction.ACCOUNT_DISABLED, whose="user_id")
def set_disabled(rein: Rein, *, viewer: Viewer, user_id: str, disabled: bool) -> None:
    """Let an account sign in or not; what it wrote stays. Disabling ends its sessions.

    Raises NotAllowed below admin, NotFound, and Conflict for the last admin.
    """
    with rein.database.begin() as work:
        found = _require(work, user_id)
        require_another_admin(work, found, lost=disabled)
        work.credentials.save_disabled(user_id, rein.clock.now() if disabled else None)
        if disabled:
            work.sessions.end_all(user_id)
            work.sessions.remove_links(user_id)
        action = AuditAction.ACCOUNT_DISABLED if disabled else AuditAction.ACCOUNT_ENABLED
        _record(rein, work, viewer, action, user_id, {})


@allow(Access.ADMIN, changes=AuditAction.SIGN_IN_RESET, whose="user_id")
def reset_sign_in(rein: Rein, *, viewer: Viewer, user_id: str) -> None:
    """Forget the password and the identity of an account, and end its sessions.

    The person chooses a password by a new link, or is known by the provider again at the next
    sign-in with this address. Raises NotAllowed below admin, and NotFound.
    """
    with rein.database.begin() as work:
        _require(work, user_id)
        work.credentials.save_password(user_id, None, now=rein.clock.now())
        work.identities.remove(user_id)
        work.sessions.end_all(user_id)
        work.sessions.remove_links(user_id)
        _record(rein, work, viewer, AuditAction.SIGN_IN_RESET, user_id, {})


def _require(work: UnitOfWork, user_id: str) -> Credentials:
    found = work.credentials.find(user_id)
    if found is None:
        raise NotFound("There is no such account.")
    return found


def require_another_admin(work: UnitOfWork, found: Credentials, *, lost: bool) -> None:
    """Raise Conflict if the account is the last admin that may sign in and `lost`."""
    is_active = found.user.role is Role.ADMIN and found.disabled_at is None
    if lost and is_active and work.credentials.count_active_admins() == 1:
        raise Conflict("This is the only admin.", advice="Make somebody else an admin first.")


def _record(
    rein: Rein,
    work: UnitOfWork,
    viewer: Viewer,
    action: AuditAction,
    user_id: str,
    details: dict[str, str],
) -> None:
    work.audit.record(
        AuditEntry(
            at=rein.clock.now(),
            actor_id=viewer.id,
            action=action,
            subject=user_id,
            details=details,
        )
    )
