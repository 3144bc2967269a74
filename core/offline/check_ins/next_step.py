"""At most one change that a check-in asks for, worded with the tasks and weeks of the plan."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from core.formats import day, minutes
from core.goals.kind import GoalKind
from core.goals.weeks import DAYS
from core.offline.check_ins.comparison import quoted, quoted_title
from core.offline.check_ins.subject import CheckInSubject
from core.plans.plan import Task, Week
from core.progress.check_in import Change
from core.progress.work_since import DatedTask

_TOO_HARD, _EASY = 5, 2
_EXHAUSTED, _ENOUGH_ENERGY = 1, 3
_SHRUNK = 2 / 3
_LITTLE_MORE = 10
"""Minutes that are added when all was easy."""
_A_PATTERN = 2
"""Open tasks of one weekday from which the day itself is the trouble."""
_MAY_GROW = frozenset(
    {GoalKind.TRAINING, GoalKind.SKILL, GoalKind.ROUTINE, GoalKind.PROJECT, GoalKind.EXAM}
)
"""Kinds in which more in a week is a gain; in others it is none, or not safe."""
_FULL_NAMES = ("Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays").split()


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What to do next, and what it changes."""

    text: str
    change: Change | None = None


def next_step(
    subject: CheckInSubject, kind: GoalKind, *, cautious: bool, stops: bool, cared_for: bool
) -> NextStep:
    """Return the next step. Rest comes first, then a comeback, then a smaller week.

    `cautious` is True if pain or illness got in the way, `stops` if the advice beside it is to stop
    for now, `cared_for` if a professional sets the pace of the plan.
    """
    if cautious or stops:
        return _stop(cautious=cautious)
    if not subject.work.done and subject.work.is_behind(subject.today):
        return _comeback(subject)
    if _twice(subject, "effort", _TOO_HARD) or _twice(subject, "energy", _EXHAUSTED):
        return _shrink(subject)
    if subject.report.effort == _TOO_HARD or subject.report.energy == _EXHAUSTED:
        return _rest(kind)
    if kind in _MAY_GROW and not cared_for and _was_easy(subject):
        grown = _grow(subject)
        if grown is not None:
            return grown
    return _other_day(subject) or _go_on(subject)


def _stop(*, cautious: bool) -> NextStep:
    text = (
        "Rest until it is gone, and begin again with half of the next task. Nothing has to be "
        "caught up."
        if cautious
        else "That comes before the plan. What is open can wait until you are ready again; nothing "
        "has to be caught up."
    )
    return NextStep(text=text, change=Change.REST)


def _rest(kind: GoalKind) -> NextStep:
    if kind is GoalKind.QUIT:
        text = (
            "For a day, leave the other tasks and stay with the one decision to stop; call a "
            "friend or a helpline when it gets tight."
        )
    else:
        text = (
            "Take one free day before the next task. If it is like this at the next check-in too, "
            "we make the week smaller."
        )
    return NextStep(text=text, change=Change.REST)


def _twice(subject: CheckInSubject, field: str, value: int) -> bool:
    last = subject.last
    now, before = (
        getattr(subject.report, field),
        getattr(last.report, field) if last is not None else None,
    )
    return bool(now == value == before)


def _was_easy(subject: CheckInSubject) -> bool:
    report = subject.report
    return (
        subject.work.all_done
        and report.effort is not None
        and report.effort <= _EASY
        and (report.energy is None or report.energy >= _ENOUGH_ENERGY)
    )


def _comeback(subject: CheckInSubject) -> NextStep:
    """Begin with what is next; without that, with the smallest task that is due or comes soon."""
    near = (*subject.work.left, *subject.work.ahead[:5])
    smallest = min(near, key=_minutes)
    begin = subject.following or smallest
    which = "smallest" if _minutes(begin) <= _minutes(smallest) else "next"
    return NextStep(
        text=f"Begin with the {which} one: {quoted(begin)}, {minutes(_minutes(begin))}, today or "
        "tomorrow. The others can wait; you need not catch up.",
        change=Change.COMEBACK,
    )


def _shrink(subject: CheckInSubject) -> NextStep:
    twice = "That is the second time in a row, so the plan asks too much right now."
    week = _next_week(subject)
    if week is None or not week.tasks:
        return NextStep(
            text=f"{twice} Leave out the longest task that is still open.", change=Change.SHRINK
        )
    longest = max(week.tasks, key=lambda task: task.minutes)
    smaller = max(10, round(week.minutes * _SHRUNK / 5) * 5)
    spare = f" It has {week.reserve_days} reserve days for this." if week.reserve_days > 1 else ""
    return NextStep(
        text=f"{twice} Make week {week.number} smaller: {minutes(smaller)} instead of "
        f"{minutes(week.minutes)}, and shorten {quoted_title(longest.title)} first.{spare}",
        change=Change.SHRINK,
    )


def _grow(subject: CheckInSubject) -> NextStep | None:
    """Offer ten minutes more of what repeats, where the hours of the plan leave room for them."""
    week = _next_week(subject)
    titles = {dated.task.title for dated in subject.work.done}
    again = [task for task in week.tasks if task.title in titles] if week is not None else []
    tasks: list[Task] = again or (list(week.tasks) if week is not None else [])
    if week is None or not tasks:
        return None
    longest = max(tasks, key=lambda task: task.minutes)
    room = subject.plan.hours_per_week * 60 - week.minutes
    if room >= _LITTLE_MORE:
        more = f"give {quoted_title(longest.title)} {_LITTLE_MORE} minutes more"
    elif again:
        more = f"do {quoted_title(longest.title)} a little further within the same time"
    else:
        return None
    return NextStep(
        text=f"All was done with ease. If you like, {more} in week {week.number}; no more than "
        "that.",
        change=Change.GROW,
    )


def _other_day(subject: CheckInSubject) -> NextStep | None:
    """Propose another day if the open tasks lie on the same weekday."""
    left = [dated for dated in subject.work.left if dated.task.day is not None]
    if len(left) < _A_PATTERN:
        return None
    weekday, count = Counter(dated.due_on.weekday() for dated in left).most_common(1)[0]
    if count < _A_PATTERN:
        return None
    name = _FULL_NAMES[weekday]
    return NextStep(
        text=f"{count} of the open tasks were due on {name}. Move what comes on {name} to "
        f"{_freer_day(subject, weekday)}.",
        change=Change.OTHER_DAY,
    )


def _freer_day(subject: CheckInSubject, weekday: int) -> str:
    """Return the weekday on which most was done, or another day without a task."""
    done = Counter(
        dated.due_on.weekday() for dated in subject.work.done if dated.due_on.weekday() != weekday
    )
    taken = {dated.due_on.weekday() for dated in subject.work.ahead[:7]}
    free = [n for n in range(len(DAYS)) if n not in taken and n != weekday]
    if free:
        return f"{_FULL_NAMES[free[0]]}, which are free"
    if done:
        return f"{_FULL_NAMES[done.most_common(1)[0][0]]}, which worked"
    return "a day that you choose"


def _minutes(dated: DatedTask) -> int:
    return dated.task.minutes


def _go_on(subject: CheckInSubject) -> NextStep:
    following = subject.following or next(iter(subject.work.ahead), None)
    if subject.following is None and subject.work.left:
        following = min(subject.work.left, key=_minutes)
    behind = following in subject.work.left and subject.work.is_behind(subject.today)
    if following is not None and behind:
        return NextStep(
            text=f"The plan stays as it is. {quoted(following)} is still open "
            f"({minutes(following.task.minutes)}); do it first if it still helps, or leave it."
        )
    if following is None:
        return NextStep(text="There is nothing left to do in this plan.")
    return NextStep(
        text=f"The plan stays as it is. Next is {quoted(following)}, "
        f"{minutes(following.task.minutes)}, {_when(following.due_on, subject.today)}."
    )


def _when(due: date, today: date) -> str:
    return f"by {day(due, today=today)}"


def _next_week(subject: CheckInSubject) -> Week | None:
    """Return the week that has not begun, or the current one if it is the last."""
    weeks = [week for week in subject.plan.weeks if week.starts_on > subject.today]
    return weeks[0] if weeks else None
