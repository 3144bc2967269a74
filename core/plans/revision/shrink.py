"""Shrink: the date stays, and the weeks to come hold less."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from core.goals.weeks import date_of
from core.plans.care import YES_TASK, gentle_titles, names_the_step
from core.plans.plan import Plan, Task, Week
from core.plans.revision.lower_milestones import lower_milestones
from core.plans.revision.placing import wording
from core.plans.revision.regrid import regrid
from core.plans.revision.standing import minutes_done, missed_tasks, unsettled_weeks
from core.plans.revision.subject import Refusal, Subject, fit_this_week

_LEAST_SHARE = 0.5
"""A week becomes at most so much lighter at once."""
_SMALL = 10
"""Minutes of a task that makes no week lighter: a note, a look back."""


def shrink(subject: Subject) -> Plan:
    """Return the plan with lighter weeks, and a target that can be reached with them.

    What was missed is not planned again. A week holds as many minutes as were done
    lately in a week in which something was done.
    """
    possible = minutes_done(subject.standing)
    return lighten(subject, lambda week: max(possible, int(_LEAST_SHARE * week.minutes)))


def lighten(subject: Subject, limit: Callable[[Week], int], *, whole: bool = False) -> Plan:
    """Return the plan whose weeks to come hold at most their limit, and a target that follows.

    `whole` is True if the limit holds for the last week, too.
    """
    if not subject.standing.under_way:
        weeks, current = subject.plan.weeks, 1
        coming = tuple(_lighter(subject, week, limit(week), whole=whole) for week in weeks)
    else:
        here = fit_this_week(subject)
        current = here.week.number
        coming = tuple(
            _lighter(subject, week, limit(planned), whole=whole)
            for week, planned in zip(
                (here.week, *subject.plan.weeks[current:]),
                subject.plan.weeks[current - 1 :],
                strict=True,
            )
        )
    weeks = (*subject.plan.weeks[: current - 1], *coming)
    reached = _reached(subject, weeks)
    weeks = lower_milestones(weeks, reached, subject.goal, subject.stated)
    return regrid(weeks, subject.plan, unchanged=current - 1, ends_on=subject.plan.ends_on)


def lighten_week(subject: Subject, *, number: int, minutes: int) -> Plan | Refusal:
    """Return the plan with one week made lighter; what matters least is left out first."""
    plan = subject.plan
    if not len(subject.standing.past) < number <= plan.total_weeks:
        return Refusal(text="This week is over, so it stays as it was.")
    week = plan.weeks[number - 1]
    lighter = _lighter(subject, week, minutes, whole=False)
    if lighter.tasks == week.tasks:
        return Refusal(text=f"Nothing of week {number} can be left out.")
    weeks = tuple(lighter if each.number == number else each for each in plan.weeks)
    return replace(plan, weeks=weeks)


def _lighter(subject: Subject, week: Week, limit: int, *, whole: bool) -> Week:
    """Return a week with its most important tasks, within so many minutes if they allow it."""
    last = week.number == subject.plan.total_weeks and week.number != subject.standing.current
    if last and not whole:
        return week  # what the plan leads to takes place here
    tasks = list(week.tasks)
    for task in _least_important_first(subject, week):
        if sum(each.minutes for each in tasks) <= limit or len(tasks) == 1:
            break
        tasks.remove(task)
    return replace(week, tasks=tuple(tasks))


def _least_important_first(subject: Subject, week: Week) -> Iterator[Task]:
    """Yield the tasks that may be left out: repeated sessions, then extras, then other sessions.

    A session has a weekday; what has none prepares or supports it.
    """
    free = [task for task in week.tasks if not _stays(subject, week, task)]
    seen: Counter[str] = Counter()
    repeated = []
    for task in week.tasks:
        seen[wording(task.title)] += 1
        if task.day is not None and task in free and seen[wording(task.title)] > 1:
            repeated.append(task)
    extras = [task for task in free if task.day is None]
    others = [task for task in free if task.day is not None and task not in repeated]
    yield from reversed(repeated)
    yield from sorted(extras, key=lambda task: -task.minutes)
    yield from reversed(others[1:])


def _stays(subject: Subject, week: Week, task: Task) -> bool:
    """Return whether a task is never left out: done, small, by care, or on the day itself."""
    care = subject.stated.care
    if not subject.standing.is_open(task) or task.minutes <= _SMALL or task.title == YES_TASK:
        return True
    if task.title in gentle_titles(care) or any(names_the_step(task.title, c) for c in care):
        return True
    if task.day is None:
        return False
    plan = subject.plan
    on = date_of(task.day, plan.starts_on, week.number, ends_on=plan.ends_on)
    return on in {subject.goal.event_on, plan.ends_on}


def _reached(subject: Subject, weeks: tuple[Week, ...]) -> Mapping[int, float]:
    """Return for each week to come how many weeks of the plan before are done by its end."""
    done = float(len(subject.standing.past)) - _weeks_missed(subject)
    found = {}
    for week, planned in zip(weeks, subject.plan.weeks, strict=True):
        if week.number < subject.standing.current:
            continue
        done += _share(_core_minutes(week.tasks), _core_minutes(planned.tasks))
        found[week.number] = done
    return found


def _weeks_missed(subject: Subject) -> float:
    """Return what was missed since the last revision, in weeks."""
    missed = {each.task.id for each in missed_tasks(subject.standing)}
    return sum(
        _share(
            _core_minutes(tuple(task for task in week.tasks if task.id in missed)),
            _core_minutes(week.tasks),
        )
        for week in unsettled_weeks(subject.standing)
    )


def _core_minutes(tasks: tuple[Task, ...]) -> int:
    """Return the minutes of the sessions: they, not the extras, lead to the number."""
    return sum(task.minutes for task in tasks if task.day is not None)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
