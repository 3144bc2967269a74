"""Write an account that can sign in."""

from datetime import datetime

from core.accounts.user import Role, User
from core.errors import Conflict
from core.ids import new_id
from core.ports import Tier
from core.store.accounts.values import Account
from core.store.audit.values import AuditAction, AuditEntry
from core.store.sign_in.values import Credentials
from core.store.unit_of_work import UnitOfWork


def new_person(login: str, name: str, role: Role = Role.USER) -> User:
    """Return a person with an id of their own, called like their address if they have no name."""
    return User(id=new_id(), name=name.strip() or login.partition("@")[0], role=role)


def write_account(
    work: UnitOfWork,
    user: User,
    *,
    login: str,
    actor_id: str,
    tier: Tier,
    now: datetime,
    password_hash: str | None = None,
) -> None:
    """Write an account with its login. Raises Conflict if another account has the address."""
    work.accounts.ensure(Account(user=user, tier=tier, created_at=now))
    new = Credentials(user=user, login=login, password_hash=password_hash)
    if not work.credentials.add(new):
        raise Conflict(f"There is an account for {login} already.")
    work.identities.remove_sign_up(login)
    work.audit.record(
        AuditEntry(
            at=now,
            actor_id=actor_id,
            action=AuditAction.ACCOUNT_ADDED,
            subject=user.id,
            details={"role": user.role},
        )
    )
