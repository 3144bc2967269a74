"""Write what people sign in with."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from core.accounts.user import Role
from core.store.accounts.tables import users
from core.store.database.upsert import insert
from core.store.sign_in.rows import CREDENTIALS, to_credentials
from core.store.sign_in.tables import credentials
from core.store.sign_in.values import Credentials


class CredentialStore:
    """Adds and changes logins and passwords."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Credentials) -> bool:
        """Write the login of an account that has none. Returns False if another one has it."""
        row = {
            "user_id": new.user.id,
            "login": new.login,
            "password_hash": new.password_hash,
        }
        statement = insert(self._connection, credentials).values(row).on_conflict_do_nothing()
        added = self._connection.execute(statement.returning(credentials.c.user_id))
        return added.one_or_none() is not None

    def find(self, user_id: str) -> Credentials | None:
        """Return what an account signs in with, locked until the commit, or None."""
        return self._one(credentials.c.user_id == user_id)

    def find_login(self, login: str) -> Credentials | None:
        """Return the account with this login, locked until the commit, or None."""
        return self._one(credentials.c.login == login)

    def _one(self, condition: ColumnElement[bool]) -> Credentials | None:
        query = CREDENTIALS.where(condition).with_for_update(of=credentials)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else to_credentials(row)

    def save_password(self, user_id: str, password_hash: str | None, *, now: datetime) -> None:
        """Store the hash of a new password; None is an account that has none yet."""
        self._change(user_id, password_hash=password_hash, changed_at=now)

    def save_disabled(self, user_id: str, disabled_at: datetime | None) -> None:
        """Store whether an account may sign in."""
        self._change(user_id, disabled_at=disabled_at)

    def save_name(self, user_id: str, name: str) -> None:
        """Change the name of an account."""
        self._connection.execute(update(users).where(users.c.id == user_id).values(name=name))

    def save_role(self, user_id: str, role: Role) -> None:
        """Change the role of an account."""
        self._connection.execute(update(users).where(users.c.id == user_id).values(role=role))

    def count_active_admins(self) -> int:
        """Return the number of admins that may sign in, locked until the commit."""
        admins = (
            select(credentials.c.user_id)
            .join_from(credentials, users)
            .where(users.c.role == Role.ADMIN, credentials.c.disabled_at.is_(None))
        )
        # PostgreSQL locks no rows of an aggregate, so the rows are counted here.
        return len(self._connection.execute(admins.with_for_update(of=credentials)).all())

    def _change(self, user_id: str, **values: object) -> None:
        self._connection.execute(
            update(credentials).where(credentials.c.user_id == user_id).values(values)
        )
