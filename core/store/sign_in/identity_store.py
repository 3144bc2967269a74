"""Write who a provider says people are, and addresses that are not confirmed yet."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, select

from core.store.database.upsert import insert
from core.store.sign_in.rows import CREDENTIALS, to_credentials
from core.store.sign_in.tables import credentials, identities, sign_ups
from core.store.sign_in.values import Credentials, Identity, SignUpRecord


class IdentityStore:
    """Adds and removes identities and sign-ups."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, identity: Identity) -> Credentials | None:
        """Return the account of an identity, locked until the commit, or None."""
        query = (
            CREDENTIALS.join(identities, identities.c.user_id == credentials.c.user_id)
            .where(identities.c.issuer == identity.issuer, identities.c.subject == identity.subject)
            .with_for_update(of=credentials)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else to_credentials(row)

    def has_one(self, user_id: str) -> bool:
        """Return whether an account is known by a provider."""
        query = select(identities.c.user_id).where(identities.c.user_id == user_id)
        return self._connection.execute(query).one_or_none() is not None

    def add(self, user_id: str, identity: Identity, *, now: datetime) -> bool:
        """Bind an identity to an account. Returns False if either is bound already."""
        row = {**asdict(identity), "user_id": user_id, "created_at": now}
        statement = insert(self._connection, identities).values(row).on_conflict_do_nothing()
        added = self._connection.execute(statement.returning(identities.c.user_id))
        return added.one_or_none() is not None

    def remove(self, user_id: str) -> None:
        """Remove the identity of an account."""
        theirs = identities.c.user_id == user_id
        self._connection.execute(delete(identities).where(theirs))

    def save_sign_up(self, new: SignUpRecord) -> None:
        """Write a sign-up in place of an earlier one of the address."""
        values = asdict(new)
        statement = insert(self._connection, sign_ups).values(values)
        changed = {"digest": new.digest, "expires_at": new.expires_at}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["login"], set_=changed)
        )

    def use_sign_up(self, digest: str, *, now: datetime) -> str | None:
        """Use up a sign-up. Returns its address, or None if it is used, expired or unknown."""
        valid = (sign_ups.c.digest == digest) & (sign_ups.c.expires_at > now)
        used = delete(sign_ups).where(valid).returning(sign_ups.c.login)
        return self._connection.execute(used).scalar()

    def remove_sign_up(self, login: str) -> None:
        """Delete the sign-up of an address that has an account now."""
        self._connection.execute(delete(sign_ups).where(sign_ups.c.login == login))

    def remove_sign_ups(self, *, expired_at: datetime) -> int:
        """Delete the sign-ups whose time is over. Returns how many."""
        old = delete(sign_ups).where(sign_ups.c.expires_at <= expired_at)
        return self._connection.execute(old).rowcount
