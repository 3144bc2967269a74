"""Count the accounts that were erased since the files were last rewritten."""

from sqlalchemy import func, select

from core.store.audit.tables import audit_log
from core.store.audit.values import AuditAction
from core.store.database.engine import Database

COMPLETE = "complete"
"""Names in a line about a scrub whether nothing was left."""


def count_erased_since_scrub(database: Database) -> int:
    """Return how many accounts were erased after the last scrub that left nothing."""
    scrubs = select(audit_log.c.id, audit_log.c.details).where(
        audit_log.c.action == AuditAction.FILES_SCRUBBED
    )
    with database.read() as connection:
        rows = connection.execute(scrubs.order_by(audit_log.c.id.desc())).all()
        last = next((row.id for row in rows if row.details.get(COMPLETE) == "yes"), 0)
        erased = select(func.count()).where(
            audit_log.c.action == AuditAction.ACCOUNT_ERASED, audit_log.c.id > last
        )
        return connection.execute(erased).scalar_one()
