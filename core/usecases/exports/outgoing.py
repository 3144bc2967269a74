"""What goes to a receiver: the payloads of the outbox, without what identifies a person."""

from dataclasses import replace

from core.accounts.redaction import redact as redact_text
from core.exports.experiment import ExperimentPayload, TrialPayload
from core.exports.payload import ExportPayload, RatingPayload, TracePayload
from core.exports.redaction import item_without_identifiers, without_identifiers
from core.store.accounts.writers import StoredNames
from core.store.database.engine import Database
from core.store.exports.payloads import load_payloads
from core.store.exports.values import OutboxRow


def load_outgoing(
    database: Database, rows: tuple[OutboxRow, ...], *, redact: bool
) -> dict[int, ExportPayload]:
    """Return the payloads of rows by their ids, as they leave; rows without one are left out."""
    payloads = load_payloads(database, rows)
    if not redact:
        return dict(payloads)
    names = StoredNames(database)
    return {row_id: _redacted(one, names) for row_id, one in payloads.items()}


def _redacted(payload: ExportPayload, names: StoredNames) -> ExportPayload:
    if isinstance(payload, ExperimentPayload):
        return replace(
            payload,
            note=redact_text(payload.note, salt="").text,
            items=tuple(
                item_without_identifiers(item, names=names.of(user_id=None, goal_id=item.goal_id))
                for item in payload.items
            ),
        )
    if isinstance(payload, TrialPayload):
        reason, decision = (
            redact_text(one, salt="").text for one in (payload.reason, payload.decision)
        )
        return replace(payload, reason=reason, decision=decision)
    if not isinstance(payload, TracePayload | RatingPayload):
        return payload  # alerts and deletions have no words of a person
    goal_id = payload.goal_id if isinstance(payload, TracePayload) else None
    return without_identifiers(payload, names=names.of(user_id=payload.user_id, goal_id=goal_id))
