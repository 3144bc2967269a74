"""What a proposed edit that makes a new version of the plan does to it."""

from functools import partial

from core.chat.proposed_edit import EditKind, ProposedEdit
from core.errors import Conflict
from core.plans.revision import edits
from core.plans.revision.edits import TaskChange
from core.plans.revision.move_end import move_end
from core.plans.revision.option import RevisionKind
from core.plans.revision.shrink import lighten_week
from core.usecases.revisions.checked_change import Rule, checked_change
from core.usecases.revisions.load_subject import Loaded
from core.usecases.revisions.write_revision import Also, Intent

_ELSEWHERE = "Make it in the section “Change the plan” of the goal's page."


def intent_of(edit: ProposedEdit, loaded: Loaded, *, also: Also) -> Intent:
    """Return the revision of an edit, checked by the laws of plans. Raises Conflict."""
    if loaded.pause is not None:
        raise Conflict("This goal is paused.", advice="Resume it first.")
    kind = RevisionKind.END_DATE if edit.kind is EditKind.END_DATE else RevisionKind.EDIT
    return Intent(
        kind=kind,
        wish=edit.note,
        change=checked_change(rule_of(edit), field="edit"),
        summary=lambda _plan: edit.note,
        settled_on=loaded.subject.standing.settled_on,
        also=also,
    )


def rule_of(edit: ProposedEdit) -> Rule:
    """Return the rule that makes the new plan. Raises Conflict if the edit says too little."""
    if edit.kind is EditKind.SHRINK and edit.week is not None and edit.minutes is not None:
        return partial(lighten_week, number=edit.week, minutes=edit.minutes)
    if edit.kind is EditKind.END_DATE and edit.day is not None:
        return partial(move_end, ends_on=edit.day)
    if edit.kind is EditKind.SWAP and edit.task_id is not None and edit.applies:
        change = TaskChange(title=edit.title or None, minutes=edit.minutes)
        return partial(edits.edit_task, task_id=edit.task_id, change=change)
    if edit.kind is EditKind.GROW and edit.week is not None and edit.minutes is not None:
        return partial(edits.add_task, week=edit.week, title=edit.title, minutes=edit.minutes)
    raise Conflict("This change does not say enough to be made here.", advice=_ELSEWHERE)
