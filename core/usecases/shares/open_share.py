"""Open the page of a share link, whose secret is all that its reader has."""

from core.bootstrap import Rein
from core.errors import NotFound
from core.shares.shared_plan import SharedPlan, to_shared_plan
from core.store.shares.read import find_shared_goal
from core.usecases.access.allow import Access, without_viewer
from core.usecases.tokens.tokens import digest_of

__all__ = ["SharedPlan", "open_share"]


@without_viewer(Access.SECRET, "a link names the plan that it shows")
def open_share(rein: Rein, secret: str, *, counted: bool = True) -> SharedPlan:
    """Return the plan of a link, and count that it was opened, if a person did.

    Raises NotFound, the same for an unknown, a revoked and an expired link and for an archived
    goal. A secret costs one hash and one indexed read whatever it is, so the time this takes
    reveals nothing about it.
    """
    digest, now = digest_of(secret), rein.clock.now()
    found = find_shared_goal(rein.database, digest, now=now)
    if found is None:
        raise NotFound("There is no plan at this address.")
    if counted:
        with rein.database.begin() as work:
            work.shares.count_opened(digest, now=now)
    return to_shared_plan(
        found.title,
        found.plan,
        found.states,
        today=found.today,
        finished=found.finished,
        private=found.private,
    )
