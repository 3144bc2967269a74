"""List the audit log."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.audit import read
from core.store.audit.read import MAX_ENTRIES, AuditRow
from core.store.audit.values import AuditAction
from core.usecases.access.allow import Access, allow

__all__ = ["MAX_ENTRIES", "AuditAction", "AuditRow", "list_audit"]


@allow(Access.ADMIN)
def list_audit(
    rein: Rein,
    *,
    viewer: Viewer,
    before: int | None = None,
    action: AuditAction | None = None,
    readings: bool | None = None,
) -> tuple[AuditRow, ...]:
    """Return the newest lines, or those before the id `before`. Raises NotAllowed below admin.

    `readings` chooses lines about readings alone, or all others.
    """
    return read.list_audit(rein.database, before=before, action=action, readings=readings)
