"""The rule by which a proposed edit makes a new version of the plan, and whether it may."""

from collections.abc import Callable
from functools import partial

from core.chat.proposed_edit import EditKind, ProposedEdit
from core.plans.plan import Plan
from core.plans.revision import edits
from core.plans.revision.check import broken_rules
from core.plans.revision.edits import TaskChange
from core.plans.revision.move_end import move_end
from core.plans.revision.shrink import lighten_week
from core.plans.revision.subject import Refusal, Subject

EditRule = Callable[[Subject], Plan | Refusal]
SAYS_TOO_LITTLE = "This change does not say enough to be made here."


def rule_of(edit: ProposedEdit) -> EditRule | None:
    """Return the rule that makes the new plan; None if the edit says too little."""
    if edit.kind is EditKind.SHRINK and edit.week is not None and edit.minutes is not None:
        return partial(lighten_week, number=edit.week, minutes=edit.minutes)
    if edit.kind is EditKind.END_DATE and edit.day is not None:
        return partial(move_end, ends_on=edit.day)
    if edit.kind is EditKind.SWAP and edit.task_id is not None and edit.applies:
        change = TaskChange(title=edit.title or None, minutes=edit.minutes)
        return partial(edits.edit_task, task_id=edit.task_id, change=change)
    if edit.kind is EditKind.GROW and edit.week is not None and edit.minutes is not None:
        return partial(edits.add_task, week=edit.week, title=edit.title, minutes=edit.minutes)
    return None


def refusal_of(edit: ProposedEdit, subject: Subject) -> str:
    """Return why the preview of an edit would refuse it, as a sentence; "" if it would not."""
    if not edit.revises:
        return ""
    rule = rule_of(edit)
    if rule is None:
        return SAYS_TOO_LITTLE
    plan = rule(subject)
    if isinstance(plan, Refusal):
        return plan.text
    broken = broken_rules(plan, subject)
    return f"It would break a rule of your plan: {broken[0]}." if broken else ""
