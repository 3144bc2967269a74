"""What a proposed edit that makes a new version of the plan does to it."""

from core.chat.edit_rule import SAYS_TOO_LITTLE, rule_of
from core.chat.proposed_edit import EditKind, ProposedEdit
from core.errors import Conflict
from core.plans.revision.option import RevisionKind
from core.usecases.revisions.checked_change import checked_change
from core.usecases.revisions.load_subject import Loaded
from core.usecases.revisions.write_revision import Also, Intent

_KINDS = {EditKind.END_DATE: RevisionKind.END_DATE, EditKind.DAYS: RevisionKind.DAYS}
_ELSEWHERE = "Make it in the section “Change the plan” of the goal's page."


def intent_of(edit: ProposedEdit, loaded: Loaded, *, also: Also) -> Intent:
    """Return the revision of an edit, checked by the laws of plans. Raises Conflict."""
    if loaded.pause is not None:
        raise Conflict("This goal is paused.", advice="Resume it first.")
    rule = rule_of(edit)
    if rule is None:
        raise Conflict(SAYS_TOO_LITTLE, advice=_ELSEWHERE)
    kind = _KINDS.get(edit.kind, RevisionKind.EDIT)
    return Intent(
        kind=kind,
        wish=edit.note,
        change=checked_change(rule, field="edit"),
        summary=lambda _plan: edit.note,
        settled_on=loaded.subject.standing.settled_on,
        also=also,
    )
