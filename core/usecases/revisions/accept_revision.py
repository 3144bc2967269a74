"""Accept one of the ways to go on after a bad week."""

from functools import partial

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.propose import price_of, propose
from core.plans.revision.standing import missed_days
from core.plans.revision.subject import Subject
from core.plans.revision.words import TITLES, summary_of
from core.usecases.access.allow import Access, allow
from core.usecases.revisions.load_subject import Loaded, load_subject
from core.usecases.revisions.write_revision import (
    Intent,
    Revised,
    changed_meanwhile,
    write_revision,
)

__all__ = ["Revised", "accept_revision"]


@allow(Access.OWNER)
def accept_revision(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    option: RevisionKind,
    plan_id: str | None = None,
) -> Revised:
    """Make an option the newest version of the plan; accepting it twice makes it once.

    `plan_id` is the version that the options were shown for. Raises Conflict if the plan was
    changed meanwhile or the option is not possible, and NotFound.
    """
    with rein.database.begin() as work:
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)
    before = _accepted_already(loaded, option, plan_id)
    if before is not None:
        return before
    if loaded.pause is not None:
        raise Conflict("This goal is paused.", advice="Resume it first.")
    subject = loaded.subject
    used = missed_days(subject.standing) if option == RevisionKind.RESERVE else 0
    intent = Intent(
        kind=option,
        wish=TITLES[option],
        change=partial(_chosen_plan, option),
        summary=lambda plan: summary_of(option, price_of(subject, plan, reserve_used=used)),
        settled_on=subject.standing.this_week_starts_on,
        reserve_used=used,
    )
    return write_revision(rein, loaded, intent, viewer=viewer)


def _accepted_already(loaded: Loaded, option: RevisionKind, plan_id: str | None) -> Revised | None:
    """Return the revision that this option has made before, or None."""
    made = loaded.revision
    same = made is not None and made.kind == option
    if plan_id is not None and plan_id != loaded.stored.id:
        if made is None or not same or made.previous_id != plan_id:
            raise changed_meanwhile()
        return Revised.of(made, loaded.stored.plan)
    nothing_missed = plan_id is None and not propose(loaded.subject).options
    return Revised.of(made, loaded.stored.plan) if made and same and nothing_missed else None


def _chosen_plan(option: RevisionKind, subject: Subject) -> Plan:
    """Return the plan of an option. Raises Conflict if it is not possible."""
    proposal = propose(subject)
    if not proposal.options:
        raise Conflict(
            "Nothing is open from the weeks before, so there is nothing to plan again.",
            advice="Edit a task or move the end date instead.",
        )
    chosen = proposal.option(option)
    if chosen is None:
        raise Conflict(
            "Your reserve is not enough for what is open.", advice="Choose another way to go on."
        )
    if chosen.plan is None:
        raise Conflict(chosen.refusal, advice="Choose another way to go on.")
    return chosen.plan
