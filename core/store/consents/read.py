"""Read consents to language models."""

from sqlalchemy import select

from core.accounts.consent import Consent, ModelChoice
from core.store.consents.tables import model_consents
from core.store.database.engine import Database


def find_consent(database: Database, user_id: str) -> Consent | None:
    """Return what the person decided, or None if they were not asked yet."""
    query = select(model_consents).where(model_consents.c.user_id == user_id)
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Consent(
        choice=ModelChoice(row.choice), hosts=frozenset(row.hosts), decided_at=row.decided_at
    )


class StoredConsents:
    """The consents that every call to a model is checked against, read at each call."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def allows(self, user_id: str, host: str) -> bool:
        """Return whether the words of a person may be sent to a host."""
        consent = find_consent(self._database, user_id)
        return consent is not None and consent.allows(host)
