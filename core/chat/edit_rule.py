"""The rule by which a proposed edit makes a new version of the plan, and whether it may."""

from collections.abc import Callable, Mapping
from functools import partial

from core.chat.proposed_edit import EditKind, ProposedEdit
from core.plans.plan import Plan
from core.plans.revision import edits
from core.plans.revision.check import broken_rules
from core.plans.revision.edits import TaskChange
from core.plans.revision.move_end import move_end
from core.plans.revision.option import RevisionKind
from core.plans.revision.shrink import lighten_week
from core.plans.revision.subject import Refusal, Subject
from core.plans.revision.wishes import from_now_on
from core.plans.revision.wishes.grant import grant
from core.plans.revision.wishes.other_dates import off_days, on_other_days
from core.plans.revision.wishes.wish import Wish, WishKind

EditRule = Callable[[Subject], Plan | Refusal]
_NO_SUCH = "Your plan fits into these hours already, so its end can stay."
SAYS_TOO_LITTLE = "This change does not say enough to be made here."


def rule_of(edit: ProposedEdit) -> EditRule | None:
    """Return the rule that makes the new plan; None if the edit says too little."""
    make = _RULES.get(edit.kind)
    return make(edit) if make is not None else None


def _shrink(edit: ProposedEdit) -> EditRule | None:
    if edit.week is None or edit.minutes is None:
        return None
    return partial(lighten_week, number=edit.week, minutes=edit.minutes)


def _end_date(edit: ProposedEdit) -> EditRule | None:
    return partial(move_end, ends_on=edit.day) if edit.day is not None else None


def _days(edit: ProposedEdit) -> EditRule | None:
    if edit.days_out:
        return partial(off_days, left=edit.days_out, days=edit.days)
    return partial(on_other_days, days=edit.days) if edit.days else None


def _hours(edit: ProposedEdit) -> EditRule | None:
    if edit.hours is None:
        return None
    return partial(_with_hours, hours=edit.hours, later=edit.later)


def _swap(edit: ProposedEdit) -> EditRule | None:
    if edit.task_id is None or not edit.applies:
        return None
    rule = from_now_on.edit_all_like if edit.lasting else edits.edit_task
    change = TaskChange(title=edit.title or None, minutes=edit.minutes)
    return partial(rule, task_id=edit.task_id, change=change)


def _grow(edit: ProposedEdit) -> EditRule | None:
    if edit.week is None or edit.minutes is None:
        return None
    if edit.lasting:
        return partial(
            from_now_on.one_more_each_week,
            first=edit.week,
            minutes=edit.minutes,
            hours=edit.hours,
            day=edit.days[0] if edit.days else None,
        )
    return partial(edits.add_task, week=edit.week, title=edit.title, minutes=edit.minutes)


def _with_hours(subject: Subject, *, hours: float, later: bool) -> Plan | Refusal:
    """Return the plan with other hours a week from now on, with its end or with a later one."""
    fewer = hours < subject.plan.hours_per_week
    kind = WishKind.FEWER_HOURS if fewer else WishKind.MORE_HOURS
    granted = grant(subject, Wish(kind=kind, hours=hours))
    if isinstance(granted, Refusal):
        return granted
    fitting = [
        option for option in granted.options if later == (option.kind is RevisionKind.STRETCH)
    ]
    plan = next((option.plan for option in fitting if option.plan is not None), None)
    refused = next((option.refusal for option in fitting if option.refusal), _NO_SUCH)
    return plan if plan is not None else Refusal(text=refused)


_RULES: Mapping[EditKind, Callable[[ProposedEdit], EditRule | None]] = {
    EditKind.SHRINK: _shrink,
    EditKind.END_DATE: _end_date,
    EditKind.DAYS: _days,
    EditKind.HOURS: _hours,
    EditKind.SWAP: _swap,
    EditKind.GROW: _grow,
}


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
