"""The changes that a sum of money may become: the next payment, or a later end of the plan."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.offline.chat.asked import Asked, when_due
from core.offline.chat.counted.amounts import amount_of, target_of
from core.offline.chat.counted.named_sum import Sum
from core.offline.chat.counted.sums import reply_with
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.question.holding import HOLDS_ON

_SAME_MONTH, _SAME_SUM = 3.0, 0.02
"""Days by which two rhythms and share by which two sums differ and are still the same."""
_MOST_AHEAD = timedelta(days=730)


def rhythm(ahead: tuple[PlannedTask, ...]) -> float:
    """Return the days between two payments of the plan."""
    days = [each.day for each in ahead]
    gaps = Counter((b - a).days for a, b in pairwise(days) if b > a)
    return float(gaps.most_common(1)[0][0]) if gaps else 7.0


def with_next_payment(
    asked: Asked,
    text: str,
    ahead: tuple[PlannedTask, ...],
    found: Sum,
    days: float,
    *,
    later: date | None,
) -> CoachReplyDraft:
    """Propose the next payment with the new sum, and a later end if it takes longer."""
    target = target_of(asked.situation)
    if not ahead or target is None:
        return reply_with(asked, text, ahead)
    step, gap = ahead[0], rhythm(ahead)
    usual = amount_of(step, target)
    same_rhythm = abs(gap - days) <= _SAME_MONTH
    value = found.value if same_rhythm else found.value * gap / days
    if abs(value - usual) <= _SAME_SUM * usual:
        return with_later_end(asked, text, ahead, later)
    old, new = target.write(usual), target.write(round(value))
    title = step.task.title.replace(old, new, 1)
    lasting = HOLDS_ON.search(asked.question) is not None
    which = f"all {len(ahead)} payments" if lasting else "the next payment"
    edit = EditDraft(
        kind="swap",
        task_id=step.task.id,
        title=title,
        lasting=lasting,
        note=f"Set {which} to {new}: {title}",
    )
    edits = [edit] if title != step.task.title and is_possible(asked, edit) else []
    if edits and lasting:
        text += f" I can set {which} to {new} from now on; nothing changes before you accept it."
    elif edits:
        text += f" I can set the next payment, {when_due(step, asked.situation.today)}, to {new}."
    if not lasting:
        text += " All payments at once follow from the target and its date, under “Correct this”."
    return with_later_end(asked, text, ahead, later, edits)


def with_later_end(
    asked: Asked,
    text: str,
    ahead: tuple[PlannedTask, ...],
    end: date | None,
    edits: list[EditDraft] | None = None,
) -> CoachReplyDraft:
    """Return the answer with the proposal to end the plan later, if that can be made."""
    now, edits = asked.situation, list(edits or ())
    if end is not None and now.plan.ends_on < end <= now.today + _MOST_AHEAD:
        day = write_day(end, year=True)
        edit = EditDraft(kind="end_date", day=end.isoformat(), note=f"End the plan on {day}")
        if is_possible(asked, edit):
            edits.append(edit)
            text += f" Or I can end the plan on {day} instead; see below."
    return reply_with(asked, text, ahead, edits)
