"""What was done since the last check-in, and how number, effort and energy compare."""

import re

from core.formats import day, minutes, pluralize
from core.goals.goal import Target
from core.offline.check_ins.subject import CheckInSubject
from core.offline.writing.format_amount import format_amount
from core.progress.check_in import EFFORTS, ENERGIES, CheckIn
from core.progress.work_since import DatedTask

_NAMED = 60
"""Characters of a task's title that are quoted."""
_LEAST_BODY = 30.0
"""Below this a target in kg or lb is a change of weight, not the weight of a body."""
_ASIDE = re.compile(r"\s*[(:;].*$")
_EQUAL = 1e-9


def work_line(subject: CheckInSubject) -> str:
    """Return how many tasks were done, and which was the longest of them."""
    work = subject.work
    since = f"since {day(work.since, today=subject.today)}"
    done, planned = len(work.done), len(work.planned)
    if not done and not planned:
        return (
            "Nothing was due yet." if work.since == subject.today else f"Nothing was due {since}."
        )
    if not done and not work.is_behind(subject.today):
        return "Nothing was due before today."
    if not done:
        none = "The one task" if planned == 1 else f"None of the {planned} tasks"
        ticked = "is not ticked yet" if planned == 1 else "is ticked yet"
        still = "it can begin today" if work.first else "what you did before still counts"
        return f"{none} {since} {ticked}. The plan is still here, and {still}."
    if done > planned:
        count = f"You did {pluralize(done, 'task')} {since}, {done - planned} more than were due"
    elif work.left:
        count = f"You did {done} of the {planned} tasks {since}"
    elif done == 1:
        count = f"You did the one task that was due {since}"
    else:
        count = f"You did all {done} tasks {since}"
    total = sum(dated.task.minutes for dated in work.done)
    longest = max(work.done, key=lambda dated: dated.task.minutes)
    if done == 1:
        return f"{count}: {quoted(longest)}, {minutes(total)}."
    return (
        f"{count}, {minutes(total)} in all. Your longest was {quoted(longest)} with "
        f"{minutes(longest.task.minutes)}."
    )


def quoted(dated: DatedTask) -> str:
    """Return the title of a task in quotes, without its details."""
    return quoted_title(dated.task.title)


def quoted_title(title: str) -> str:
    """Return a title in quotes, shortened at a bracket, a colon or a word."""
    title = _ASIDE.sub("", title) if len(title) > _NAMED else title
    if len(title) > _NAMED:
        title = title[:_NAMED].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"“{title}”"


def value_line(subject: CheckInSubject, target: Target | None) -> str:
    """Return the number with the last one and the target, or an empty text."""
    value = subject.report.value
    if value is None:
        return ""
    unit = target.unit if target is not None else ""
    target = None if target is not None and _is_other_measure(value, target) else target
    now = format_amount(value, unit)
    before = next((each for each in subject.earlier if _comparable(each, unit)), None)
    toward = _share_of_way(value, target)
    if before is None or before.report.value is None:
        return f"Your number is {now}{toward}. It is your first number; the next one shows a trend."
    then = f"{format_amount(before.report.value, unit)} on {day(before.day, today=subject.today)}"
    change = value - before.report.value
    if abs(change) < _EQUAL:
        same = day(before.day, today=subject.today)
        return f"Your number is {now}, the same as on {same}{toward}."
    moved = f"{format_amount(round(abs(change), 2), unit)} {'more' if change > 0 else 'less'}"
    line = f"Your number is {now} after {then}: {moved}{toward}."
    away = target is not None and change * (target.quantity - (target.baseline or 0.0)) < 0
    return f"{line} One number says little; the next check-in shows more." if away else line


def _is_other_measure(value: float, target: Target) -> bool:
    """Return whether a body weight was reported for a target that is a change of it."""
    weight = target.unit in {"kg", "lb"}
    return weight and target.quantity < _LEAST_BODY <= value


def _comparable(check_in: CheckIn, unit: str) -> bool:
    return check_in.report.value is not None and check_in.unit == unit


def _share_of_way(value: float, target: Target | None) -> str:
    """Return how much of the way to the target is done, if both ends are known."""
    if target is None:
        return ""
    goal = format_amount(target.quantity, target.unit)
    begun = target.baseline
    if begun is None or begun == target.quantity:
        return f"; you aim at {goal}"
    share = (value - begun) / (target.quantity - begun)
    if share >= 1:
        return f"; that is your target of {goal}"
    start = format_amount(begun, target.unit)
    return f"; {100 * share:.0f} % of the way from {start} to {goal}" if share > 0 else ""


def feeling_line(subject: CheckInSubject) -> str:
    """Return effort and energy beside those of the last check-in, or an empty text."""
    report, last = subject.report, subject.last
    before = last.report if last is not None else None
    parts = []
    nothing_missed = subject.work.done or not subject.work.is_behind(subject.today)
    if report.effort is not None and nothing_missed:
        then = before.effort if before is not None else None
        harder = _compared(report.effort, then, ("easier", "harder"), EFFORTS)
        parts.append(f"It was {EFFORTS[report.effort - 1]}{harder}")
    if report.energy is not None:
        then = before.energy if before is not None else None
        higher = _compared(report.energy, then, ("lower", "higher"), ENERGIES)
        parts.append(f"your energy was {ENERGIES[report.energy - 1]}{higher}")
    text = ", and ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _compared(now: int, then: int | None, words: tuple[str, str], scale: tuple[str, ...]) -> str:
    if then is None:
        return ""
    if now == then:
        return " again"
    return f" ({words[now > then]} than last time: {scale[then - 1]})"
