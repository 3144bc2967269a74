"""Answers to sums of a goal that is counted: what is there, and what each payment has to be."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, milestone_text, named, when_due
from core.offline.chat.counted.amounts import (
    Target,
    amount_of,
    last_value,
    reported,
    target_of,
    total,
    with_amount,
)
from core.offline.chat.counted.days import reply_in
from core.offline.chat.question.period import Period, periods_asked

_MUCH = re.compile(
    r"\bhow (?:much|many|far)\b|\benough\b|\b(?:total|balance|sum)\b|\bper (?:week|month)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|until|till?|before|end of)\b", re.IGNORECASE)
_WILL = re.compile(r"\bhow much (?:will|do|would|should) i have\b", re.IGNORECASE)
_ENOUGH = re.compile(r"\benough for\b|\bhave enough\b", re.IGNORECASE)
_WHAT = re.compile(r"^\W*(?:what|how)\b", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:each|every|per|a) (?:week|month|payday|time|day)\b|\b(?:weekly|monthly)\b", re.IGNORECASE
)
_LEFT = re.compile(r"\b(?:left|remain\w*|to go|missing|more|still|short)\b", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"\b(?:sav(?:e|ed|ing|ings)|money|cash|euros?|dollars?|pounds?|quid|bucks|paid|pay|put|"
    r"spen[dt]|pot|payments?|owe|debt|balance|afford|transfer\w*|deposit\w*)\b|[€$£]",
    re.IGNORECASE,
)
_OF_UNIT = {
    "km": re.compile(r"\b(?:k|kms?|kilomet\w+|far|distance|run|ran)\b", re.IGNORECASE),
    "mi": re.compile(r"\b(?:miles?|far|distance|run|ran)\b", re.IGNORECASE),
}
_IN_TIME = re.compile(r"\b(?:times?|hours?|minutes|tasks?|sessions?|weeks|days)\b", re.IGNORECASE)
_TIME_OR_TASKS = re.compile(
    r"\b(?:hours?|minutes|time|weeks|days|tasks?|sessions?|steps?|things?)\b", re.IGNORECASE
)


def asks_amount(asked: Asked) -> bool:
    """Return whether a question asks how much of what the goal is counted in is there or needed."""
    target = target_of(asked.situation)
    text = asked.question
    until = _UNTIL.search(text) and _OF_MONEY.search(text) and _WHAT.search(text)
    if target is None or not (_MUCH.search(text) or (until and target.is_money)):
        return False
    if target.is_money:
        money = _OF_MONEY.search(text)
        asks = money or _RATE.search(text) or _ENOUGH.search(text) or _WILL.search(text)
        return bool(asks) and not _IN_TIME.search(text)
    return _TIME_OR_TASKS.search(text) is None and _of_unit(target, text)


def _of_unit(target: Target, text: str) -> bool:
    own = _OF_UNIT.get(target.unit)
    past = re.search(r"\b(?:did|have|done|so far|left|to go|ran|total)\b", text, re.IGNORECASE)
    named = (
        own.search(text)
        if own
        else re.search(rf"\b{re.escape(target.unit)}\b", text, re.IGNORECASE)
    )
    return bool(named and past)


def amount(asked: Asked) -> CoachReplyDraft:
    """Answer how much there is, how much is missing, and what each payment has to be."""
    now, target = asked.situation, target_of(asked.situation)
    if target is None:
        return reply_in(now.week, f"Week {now.week.number} counts no amount.")
    periods = periods_asked(asked.question, now)
    if periods and _UNTIL.search(asked.question) and periods[0].last > now.today:
        return _by_day(asked, target, periods[0].last)
    if periods:
        return _in_periods(asked, target, periods[:2])
    if not target.is_money:
        return _in_periods(asked, target, ())
    saved = saved_so_far(now, target)
    ahead = with_amount((each for each in now.tasks if each.open), target)
    due = with_amount((each for each in now.tasks if each.day <= now.today), target)
    asks = f"By today the plan asks for {target.write(total(due, target))}."
    parts = [f"{standing(now, target, saved)} {asks}"]
    if ahead:
        missing = max(0.0, target.way - saved)
        each = target.write(missing / len(ahead))
        usual = target.write(amount_of(ahead[0], target))
        parts.append(
            f"{pluralize(len(ahead), 'payment')} of the plan are open, "
            f"{target.write(total(ahead, target))} in all; to reach the target with them, "
            f"{each} each are needed. The next one is "
            f"{usual}: {named(ahead[0])}, {when_due(ahead[0], now.today)}."
        )
    ordered = reversed(parts) if _RATE.search(asked.question) else parts
    return reply_with(asked, " ".join(ordered), ahead)


def _by_day(asked: Asked, target: Target, day: date) -> CoachReplyDraft:
    """Answer how much there is on a day that is ahead, if the plan's tasks until then are done."""
    now = asked.situation
    until = with_amount((each for each in now.tasks if each.open and each.day <= day), target)
    when, adds = write_day(day, year=True), total(until, target)
    text = (
        f"Until {when} the plan has {pluralize(len(until), 'task')} of {target.write(adds)} in all."
    )
    if target.is_money:
        there = saved_so_far(now, target) + adds
        text += (
            f" With what is there, that makes {target.write(there)} of {target.write(target.way)}."
        )
    if until:
        text += f" The next one is {named(until[0])}, {when_due(until[0], now.today)}."
    return reply_with(asked, text, until)


def saved_so_far(now: Situation, target: Target) -> float:
    """Return what is there beyond the start, by the last check-in or else by what is ticked."""
    noted = last_value(now)
    if noted is not None and reported(now, target):
        return abs(noted - target.baseline)
    return total((each for each in now.tasks if each.done), target)


def standing(now: Situation, target: Target, saved: float) -> str:
    """Return what the ticked payments make and what is missing, in a few sentences."""
    done = with_amount((each for each in now.tasks if each.done), target)
    ticked = total(done, target)
    there = target.baseline + ticked if target.quantity >= target.baseline else ticked
    start = f" and {target.write(target.baseline)} at the start" if target.baseline else ""
    text = (
        f"Your ticked payments{start} make {target.write(there)} "
        f"({pluralize(len(done), 'payment')}), of {target.write(target.quantity)}."
    )
    missing = target.way - saved
    text += f" {reported(now, target)}" if reported(now, target) else ""
    text += (
        f" So {target.write(missing)} are missing." if missing > 0 else " So the target is reached."
    )
    return text


def _in_periods(asked: Asked, target: Target, periods: tuple[Period, ...]) -> CoachReplyDraft:
    """Answer how much was done in some days, by the numbers of the tasks that are due in them."""
    now, parts = asked.situation, list[str]()
    for period in periods:
        held = [each for each in now.tasks if each.day in period]
        parts.append(f"In {period.words(now.today)} {_by_state(held, target)}.")
    if not periods:
        parts.append(f"So far {_by_state(list(now.tasks), target)}.")
        if last := reported(now, target):
            parts.append(last)
    if now.next_milestone is not None:
        parts.append(f"Next milestone: {milestone_text(now.next_milestone, now.today)}.")
    ahead = with_amount((each for each in now.tasks if each.open and each.day >= now.today), target)
    if ahead:
        parts.append(f"Next comes {named(ahead[0])}, {when_due(ahead[0], now.today)}.")
    return reply_with(asked, " ".join(parts), ahead)


def _by_state(held: list[PlannedTask], target: Target) -> str:
    done = with_amount((each for each in held if each.done), target)
    still = with_amount((each for each in held if each.open), target)
    skipped = with_amount((each for each in held if not each.open and not each.done), target)
    text = f"{pluralize(len(done), 'ticked task')} make {target.write(total(done, target))}"
    if skipped:
        text += f", {target.write(total(skipped, target))} were skipped"
    return f"{text}, and {target.write(total(still, target))} are open"


def payments_ahead(now: Situation, target: Target) -> tuple[PlannedTask, ...]:
    """Return the open tasks that move an amount."""
    return with_amount((each for each in now.tasks if each.open), target)


def reply_with(
    asked: Asked, text: str, ahead: tuple[PlannedTask, ...], edits: list[EditDraft] | None = None
) -> CoachReplyDraft:
    """Return an answer that cites the next payment."""
    now = asked.situation
    draft = reply_in(now.week, text, *ahead[:1])
    return draft.model_copy(update={"edits": edits or []})
