"""What stays at receivers that have no request to delete, so that people can ask there."""

from dataclasses import dataclass
from importlib import import_module

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.exports.payload import DELETING_SINKS
from core.store.exports.deletions import list_sent
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

__all__ = ["Remaining", "list_remaining"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """Traces that a receiver has, or may have, and that are not deleted there from here."""

    host: str
    trace_ids: tuple[str, ...]
    """As the receiver writes them: 32 hexadecimal digits."""


@allow(Access.PERSON)
def list_remaining(
    rein: Rein, *, viewer: Viewer, goal_id: str | None = None
) -> tuple[Remaining, ...]:
    """Return what was sent of one goal of the viewer's, or of all they did, by receiver.

    Raises NotFound if the goal is not the viewer's.
    """
    names = [name for name in rein.settings.sinks if name not in DELETING_SINKS]
    if not names:
        return ()
    with rein.database.read() as connection:
        if goal_id is not None:
            require_own_goal(UnitOfWork(connection), goal_id, viewer=viewer)
        sent = {
            name: list_sent(connection, name, user_id=viewer.id, goal_id=goal_id) for name in names
        }
    places = import_module("core.exports.factory").destinations(rein.settings)
    return tuple(
        Remaining(
            host=place.host, trace_ids=tuple(one.replace("-", "") for one in sent[place.sink])
        )
        for place in places
        if sent.get(place.sink)
    )
