"""A sum that comes once, goes once, or is another one from now on: what it does to the end."""

import re
from datetime import date, timedelta

from core.chat.reply import CoachReplyDraft, EditDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, milestone_text
from core.offline.chat.counted.sums import reply_with, saved_so_far
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.message.parts import Message
from core.offline.chat.projected.on_a_day import by_day, ends, next_payment
from core.offline.chat.projected.projection import Projection
from core.offline.writing.format_amount import format_amount

_MOST_AHEAD = timedelta(days=730)
_PAID = re.compile(r"\b(?:paid|put|transferred|moved|deposited|sent|threw|went)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:coming|will|expect\w*|can i|could i|should i|due|get)\b", re.IGNORECASE
)


def sum_that_comes(
    asked: Asked, message: Message, money: Projection, sum_: float
) -> CoachReplyDraft:
    """Answer a sum that comes once: where it goes, and how much sooner it ends."""
    now = asked.situation
    ahead = [period.first for period in message.periods if period.first > now.today]
    on = ahead[0] if ahead else now.today
    after, written = money.with_extra(sum_, on), money.write(sum_)
    there = not ahead and _PAID.search(message.text) is not None
    parts = [
        f"{written} more than planned: well done, that counts."
        if there
        else f"Yes, {written} can go in once."
    ]
    first = money.plan.first_open_on(on)
    if money.is_debt and first is not None and first.name:
        parts.append(f"By the plan's order it goes to {first.name}, which costs most interest.")
    parts.append(_sooner(money, after))
    parts.append(next_payment(asked, money))
    edits = list[EditDraft]()
    if there:
        edits = [_reading(asked, money, sum_)]
        parts.append("I can note it below, so that the plan counts it.")
    elif (edit := _once_more(asked, money, sum_, on)) is not None:
        edits = [edit]
        parts.append("I can add it as a task of that week; nothing changes before you accept it.")
    return reply_with(asked, " ".join(parts), money.ahead, edits)


def sum_that_is_there(asked: Asked, money: Projection, value: float) -> CoachReplyDraft:
    """Answer how much is there by now: beside the plan, with a reading to accept."""
    now, target = asked.situation, money.target
    planned, last = money.there_on(now.today), now.plan.milestones[-1]
    more = value - planned
    parts = [f"{target.write(value)}: well done, that counts."]
    if abs(more) >= 1:
        side = "more" if more > 0 else "less"
        parts.append(
            f"By today the plan has {target.write(planned)}, so it is {target.write(abs(more))} "
            f"{side}."
        )
    if now.next_milestone is not None:
        parts.append(f"Your next milestone: {milestone_text(now.next_milestone, now.today)}.")
    parts.append("I can note it below, so that the plan counts it.")
    parts.append(next_payment(asked, money))
    note = f"Note {target.write(value)} for “{last.metric}” as of {write_day(now.today)}"
    edit = EditDraft(kind="reading", value=value, day=now.today.isoformat(), note=note)
    return reply_with(asked, " ".join(parts), money.ahead, [edit])


def _sooner(money: Projection, after: Projection) -> str:
    before_end, end = money.end, after.end
    if end is None or before_end is None:
        return ends(after)
    text = ends(after)
    days = (before_end - end).days
    saved = money.interest_until(before_end) - after.interest_until(end)
    gain = (
        f"{pluralize(days, 'day')} earlier"
        if days
        else "on the same day, with a smaller last payment"
    )
    less = f" and {money.write(saved)} less interest" if saved >= 1 else ""
    return f"{text} That is {gain}{less} than without it."


def _reading(asked: Asked, money: Projection, sum_: float) -> EditDraft:
    now = asked.situation
    last = now.plan.milestones[-1]
    value = money.target.baseline + saved_so_far(now, money.target) + sum_
    note = f"Note {money.target.write(value)} for “{last.metric}” as of {write_day(now.today)}"
    return EditDraft(kind="reading", value=value, day=now.today.isoformat(), note=note)


def _once_more(asked: Asked, money: Projection, sum_: float, on: date) -> EditDraft | None:
    """Return the edit that adds the payment to the week of its day, if the week has room."""
    plan = asked.situation.plan
    week = next((w for w in plan.weeks if w.starts_on <= on <= plan.last_day_of(w)), None)
    if week is None:
        return None
    first = money.plan.first_open_on(on)
    where = f" to {first.name}" if money.is_debt and first is not None and first.name else ""
    title = f"Pay the extra {money.target.write(sum_)}{where}"
    note = f"Add “{title}” to week {week.number}"
    edit = EditDraft(kind="grow", week=week.number, title=title, minutes=10, note=note)
    return edit if is_possible(asked, edit) else None


def sum_that_goes(
    asked: Asked, message: Message, money: Projection, sum_: float
) -> CoachReplyDraft:
    """Answer a sum that was spent or taken out: what is owed or missing now, and the new end."""
    after, written = money.with_more(sum_, message.text), money.write(sum_)
    was, is_now = money.write(money.plan.sum_left), money.write(after.plan.sum_left)
    state = "owed" if money.is_debt else "missing"
    parts = [
        "It sets you back, it does not end the plan.",
        f"With {written} more, {is_now} are {state} instead of {was}.",
        ends(after),
    ]
    before, end = money.end, after.end
    if before is not None and end is not None:
        days = (end - before).days
        parts.append(
            f"Without it that day was {write_day(before, year=True)}."
            if days
            else "The day stays, the last payment is larger."
        )
    parts.append(next_payment(asked, money))
    return reply_with(asked, " ".join(parts), money.ahead)


def other_sum(
    asked: Asked, message: Message, money: Projection, each: float
) -> CoachReplyDraft | None:
    """Answer another sum from a day on, and propose it for all payments from then."""
    now = asked.situation
    named_days = [period.first for period in message.periods if period.first > now.today]
    since = named_days[0] if named_days else now.today
    after = money.with_sum(each, since)
    concerned = [task for task in money.ahead if task.day >= since]
    usual = money.plan.each
    if not concerned or abs(each - usual) < 1:
        return None
    old, new = money.target.write(usual), money.target.write(each)
    when = write_day(concerned[0].day, year=True)
    parts = [
        f"{new} instead of {old} from {when} on: {ends(after)}",
        by_day(after, now.plan.ends_on),
    ]
    before = money.end
    if before is not None:
        parts.append(f"With {old} it would end on about {write_day(before, year=True)}.")
    edits = _set_sum(asked, concerned[0].task.title, concerned[0].task.id, usual, each, when)
    if edits:
        parts.append(
            f"I can set the payments from {when} on to {new}; the milestones stay until you set "
            "the target anew with “Correct this”. Nothing changes before you accept it below."
        )
    reached = _reached(asked, after)
    if reached is not None and now.plan.ends_on < reached <= now.today + _MOST_AHEAD:
        end = write_day(reached, year=True)
        later = EditDraft(kind="end_date", day=reached.isoformat(), note=f"End the plan on {end}")
        edits += [later] if is_possible(asked, later) else []
    parts.append(next_payment(asked, money))
    return reply_with(asked, " ".join(parts), money.ahead, edits)


def _set_sum(
    asked: Asked, title: str, task_id: str, usual: float, each: float, when: str
) -> list[EditDraft]:
    """Return the edit that sets the sum of every payment from a task on, if it can be made."""
    unit = asked.situation.plan.milestones[-1].unit
    old, new = format_amount(usual, unit), format_amount(each, unit)
    changed = title.replace(old, new, 1)
    edit = EditDraft(
        kind="swap",
        task_id=task_id,
        title=changed,
        lasting=True,
        note=f"Set the payments from {when} on to {new} instead of {old}",
    )
    return [edit] if changed != title and is_possible(asked, edit) else []


def _reached(asked: Asked, after: Projection) -> date | None:
    """Return the day on which the plan's own target is reached, or None if it never is."""
    target = after.target
    way = after.plan.sum_left - target.way + saved_so_far(asked.situation, target)
    found = (payment.on for payment in after.plan.payments() if payment.left <= way + 1)
    return next(found, None)
