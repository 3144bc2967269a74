"""Wishes of a plan at any time: show what would fulfil one, and accept it as a new version."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.plans.plan import Plan
from core.plans.revision.option import Proposal, RevisionKind
from core.plans.revision.propose import price_of
from core.plans.revision.subject import Refusal, Subject
from core.plans.revision.wishes.grant import grant
from core.plans.revision.wishes.wish import Wish, WishKind
from core.plans.revision.words import summary_of
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.revisions.load_subject import load_subject
from core.usecases.revisions.propose_revisions import Proposed
from core.usecases.revisions.write_revision import (
    Intent,
    Revised,
    changed_meanwhile,
    write_revision,
)

__all__ = ["Proposed", "Revised", "Wish", "WishKind", "accept_wish", "propose_wish"]


@allow(Access.OWNER)
def propose_wish(rein: Rein, *, viewer: Viewer, goal_id: str, wish: Wish) -> Proposed:
    """Return the plans that would fulfil a wish, with their price; nothing changes.

    Raises InvalidInput if the wish cannot be planned, Conflict while the goal is paused or worked
    on, and NotFound.
    """
    with rein.database.read() as connection:
        loaded = load_subject(rein, UnitOfWork(connection), viewer=viewer, goal_id=goal_id)
    if loaded.pause is not None:
        raise Conflict("This goal is paused.", advice="Resume it first.")
    return Proposed(plan_id=loaded.stored.id, proposal=_granted(loaded.subject, wish))


@allow(Access.OWNER)
def accept_wish(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    wish: Wish,
    option: RevisionKind,
    plan_id: str | None = None,
) -> Revised:
    """Make one of the plans for a wish the newest version; accepting it twice makes it once.

    `plan_id` is the version that the plans were shown for. Raises as `propose_wish` does, and
    Conflict if the plan was changed meanwhile or the option is not possible.
    """
    with rein.database.begin() as work:
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)
    made = loaded.revision
    if plan_id is not None and plan_id != loaded.stored.id:
        if made is None or made.kind != option or made.previous_id != plan_id:
            raise changed_meanwhile()
        return Revised.of(made, loaded.stored.plan)
    if loaded.pause is not None:
        raise Conflict("This goal is paused.", advice="Resume it first.")

    def chosen(subject: Subject) -> Plan:
        return _chosen(subject, wish, option)

    intent = Intent(
        kind=option,
        wish=f"Wish: {wish.kind.value.replace('_', ' ')}",
        change=chosen,
        summary=lambda plan: summary_of(option, price_of(loaded.subject, plan)),
        settled_on=loaded.subject.standing.settled_on,
    )
    return write_revision(rein, loaded, intent, viewer=viewer)


def _granted(subject: Subject, wish: Wish) -> Proposal:
    proposal = grant(subject, wish)
    if isinstance(proposal, Refusal):
        raise InvalidInput(proposal.text, field="wish", advice="Nothing was changed.")
    return proposal


def _chosen(subject: Subject, wish: Wish, option: RevisionKind) -> Plan:
    found = _granted(subject, wish).option(option)
    if found is None:
        raise InvalidInput(
            "This wish has no such option.", field="option", advice="Choose one that is shown."
        )
    if found.plan is None:
        raise Conflict(found.refusal, advice="Choose another way to go on.")
    return found.plan
