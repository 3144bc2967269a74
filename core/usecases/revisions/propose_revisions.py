"""Propose how to go on after a bad week; nothing changes."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.plans.revision.option import Proposal, RevisionKind, RevisionOption
from core.plans.revision.propose import propose
from core.plans.revision.standing import missed_tasks
from core.plans.revision.words import ABOUT, TITLES, cost_of
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.revisions.load_subject import load_subject

__all__ = [
    "ABOUT",
    "TITLES",
    "Proposal",
    "Proposed",
    "RevisionKind",
    "RevisionOption",
    "cost_of",
    "count_missed_weeks",
    "propose_revisions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The ways to go on from one version of a plan."""

    plan_id: str
    """The version they were made from; accepting one names it."""
    proposal: Proposal


@allow(Access.OWNER)
def propose_revisions(rein: Rein, *, viewer: Viewer, goal_id: str) -> Proposed:
    """Return what was missed and three ways to go on with their price. Raises NotFound."""
    with rein.database.read() as connection:
        loaded = load_subject(rein, UnitOfWork(connection), viewer=viewer, goal_id=goal_id)
    proposal = Proposal() if loaded.pause is not None else propose(loaded.subject)
    return Proposed(plan_id=loaded.stored.id, proposal=proposal)


@allow(Access.OWNER)
def count_missed_weeks(rein: Rein, *, viewer: Viewer, goal_id: str) -> int:
    """Return in how many weeks before tasks are open; 0 while the goal is paused or worked."""
    try:
        with rein.database.read() as connection:
            loaded = load_subject(rein, UnitOfWork(connection), viewer=viewer, goal_id=goal_id)
    except (Conflict, NotFound):
        return 0
    standing = loaded.subject.standing
    missed = standing.under_way and loaded.pause is None
    return len({each.week.number for each in missed_tasks(standing)}) if missed else 0
