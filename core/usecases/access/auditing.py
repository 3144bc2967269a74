"""Write the line of the audit log that a use-case declares."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.audit.changes import DeclaredChange, making
from core.store.audit.values import MAX_SUBJECT_CHARACTERS
from core.usecases.access.rules import Declared


@contextmanager
def recording(
    declared: Declared, rein: Rein, viewer: Viewer, given: Mapping[str, object]
) -> Iterator[None]:
    """Record the declared change, in the first transaction of the block that writes.

    A change outside of the database is recorded after the block.
    """
    if declared.changes is None:
        yield
        return
    change = DeclaredChange(
        actor_id=viewer.id,
        action=declared.changes,
        subject=str(given.get(declared.whose, ""))[:MAX_SUBJECT_CHARACTERS],
        now=rein.clock.now,
    )
    if not declared.outside:
        with making(change):
            yield
        return
    yield
    with rein.database.begin() as work:
        work.audit.record(change.to_entry())
