"""Whether what was queued for Opik is there."""

from core.settings import OPIK, Settings
from core.store.database.engine import Database
from core.store.exports.read import ExportState, find_export_state


def is_in_opik(database: Database, settings: Settings, subject_id: str) -> bool:
    """Return whether Opik is configured and has all that was queued about a subject."""
    if OPIK not in settings.sinks:
        return False
    states = {one.sink: one.state for one in find_export_state(database, subject_id)}
    return states.get(OPIK) is ExportState.SENT
