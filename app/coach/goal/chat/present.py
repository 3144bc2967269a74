"""What the conversation shows beside its messages: questions that fit the plan's state."""

from datetime import date

from core import formats
from core.chat.proposed_edit import EditKind, EditStatus, ProposedEdit
from core.plans.plan import Plan
from core.usecases.chat.preview_edit import PlanDifference

MOST_SUGGESTED = 4
MOST_TITLES = 2
CHANGE_SECTION = "Change the plan"
_DECIDED = {
    EditStatus.ACCEPTED: "Accepted.",
    EditStatus.DECLINED: "Declined; nothing was changed.",
    EditStatus.UNDONE: "Undone; your plan is as it was.",
}


def suggested_questions(plan: Plan, *, done: frozenset[str], today: date) -> tuple[str, ...]:
    """Return a few questions that fit where the person stands in the plan."""
    if today < plan.starts_on:
        return ("What do I start with?", "When will I be done?", "Is this realistic for me?")
    if today > plan.ends_on:
        return ("How did I do?", "What comes after this plan?")
    week = next(w for w in reversed(plan.weeks) if w.starts_on <= today)
    earlier = [task for w in plan.weeks if w.number < week.number for task in w.tasks]
    behind = any(task.id not in done for task in earlier)
    questions = ["What should I do today?"]
    questions.append("I missed some days. What now?" if behind else "How am I doing?")
    questions.append("Can you make this week smaller?")
    if week.reserve_days:
        questions.append("What is a reserve day?")
    else:
        questions.append("I don't feel like it today")
    return tuple(questions[:MOST_SUGGESTED])


def decision_text(edit: ProposedEdit) -> str:
    """Return what the person decided on a proposed change, or an empty text."""
    return _DECIDED.get(edit.status, "")


def how_to_change(edit: ProposedEdit) -> str:
    """Return where a change is made that is not carried out from the conversation."""
    what = "add work to a week" if edit.kind is EditKind.GROW else "do this"
    return f"To {what}, open “{CHANGE_SECTION}” on this page: the whole plan is checked there."


def price_of(difference: PlanDifference) -> str:
    """Return what a change costs and changes, in one line."""
    parts = list[str]()
    if difference.ends_after != difference.ends_before:
        before = formats.day(difference.ends_before, year=True)
        after = formats.day(difference.ends_after, year=True)
        parts.append(f"ends {after} instead of {before}")
    for name, titles in (
        ("leaves out", difference.removed),
        ("adds", difference.added),
        ("changes", difference.changed),
    ):
        if titles:
            parts.append(f"{name} {_few(titles)}")
    return f"It {'; '.join(parts)}." if parts else "Only the order changes."


def _few(titles: tuple[str, ...]) -> str:
    """Return the first titles, and how many follow."""
    distinct = tuple(dict.fromkeys(titles))
    named = ", ".join(f"“{title}”" for title in distinct[:MOST_TITLES])
    more = len(titles) - min(len(distinct), MOST_TITLES)
    return f"{named} and {formats.pluralize(more, 'more task')}" if more > 0 else named
