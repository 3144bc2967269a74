"""The answer to a blow or a change in the person's life: it comes first, the plan gives way."""

from core.chat.reply import CoachReplyDraft, EditDraft
from core.formats import minutes, pluralize
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    named,
    smallest_session,
    week_meant,
    when_due,
)
from core.progress.task_state import SkipReason


def life(asked: Asked) -> CoachReplyDraft:
    """Answer what happened: no catching up, a free week as a proposal, and one small thing."""
    now, week = asked.situation, week_meant(asked)
    still_open = [planned for planned in now.tasks_of(week) if planned.open]
    parts = ["That comes first, and nothing that was left undone has to be made up."]
    citations, edits = [cites_week(week)], list[EditDraft]()
    if still_open:
        count = pluralize(len(still_open), "open task")
        total = minutes(sum(planned.task.minutes for planned in still_open))
        parts.append(f"Week {week.number} has {count}, {total} in all; I can skip them together.")
        edits.append(
            EditDraft(
                kind="skip_week",
                week=week.number,
                reason=SkipReason.OTHER.value,
                note=f"Skip the {count} of week {week.number} ({total})",
            )
        )
    ahead = [planned for planned in still_open if planned.day >= now.today]
    step = smallest_session(ahead) or now.next_open
    if step is not None:
        short = minutes(min(10, step.task.minutes))
        parts.append(
            f"If a small thing of your own does you good, {short} of {named(step)}, "
            f"{when_due(step, now.today)}, is enough."
        )
        citations += cites_tasks(step)
    parts.append(
        "If your time or your money changes for longer, pause the goal, or set fewer hours or a "
        "later date under “Change the plan”: the rest is then planned again around it."
    )
    return CoachReplyDraft(answer=" ".join(parts), citations=citations, edits=edits)
