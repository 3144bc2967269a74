"""Which traces a person may read: their own, those of the sample, and, for reviewers, all."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ids import is_id
from core.store.traces.read import find_trace_owner
from core.usecases.access.allow import Access, allow


@allow(Access.TRACE)
def may_read_trace(rein: Rein, *, viewer: Viewer, trace_id: str) -> bool:
    """Tell whether the trace exists and the viewer may read it."""
    owner = find_trace_owner(rein.database, trace_id) if is_id(trace_id) else None
    if owner is None:
        return False
    return owner.sample or owner.user_id == viewer.id or viewer.may(Role.REVIEWER)
