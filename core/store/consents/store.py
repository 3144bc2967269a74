"""Write consents to language models."""

from sqlalchemy import Connection

from core.accounts.consent import Consent
from core.store.consents.tables import model_consents
from core.store.database.upsert import replace_rows


class ConsentStore:
    """Writes what people decided."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, user_id: str, consent: Consent) -> None:
        """Save a decision in place of an earlier one. The account must exist."""
        row = {
            "user_id": user_id,
            "choice": consent.choice,
            "hosts": sorted(consent.hosts),
            "decided_at": consent.decided_at,
        }
        replace_rows(self._connection, model_consents, [row])
