"""The level a body has reached: after a missed week the next one repeats it, never steps past it.

A level is a week of the plan itself, so its sessions are steps of the method with whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from core.goals.kind import GoalKind
from core.plans.loads import largest_step, must_be_gradual
from core.plans.plan import Plan, Task, Week
from core.plans.revision.lower_milestones import lower_milestones
from core.plans.revision.placing import Copies, root_of
from core.plans.revision.subject import Subject

_LIGHTER = 0.85
"""A week whose longest session has at most this share of minutes is a step back or a taper."""
_REACHED = 0.5
"""Share of the minutes of its sessions from which the level of a week counts as reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The last level that was reached, after weeks in which a higher one was missed."""

    week: Week
    """The week that was done, or the first of the plan if none was."""


def bears_load(subject: Subject) -> bool:
    """Return whether a body bears the loads of the plan, and they rise."""
    loads = [week.load for week in subject.plan.weeks if week.load is not None]
    training = GoalKind.TRAINING in {subject.goal.kind, subject.stated.kind}
    return training and must_be_gradual(subject.goal, loads)


def last_level(subject: Subject) -> Level | None:
    """Return the level to repeat; None if nothing was missed or no body bears the load."""
    if not bears_load(subject):
        return None
    loaded = (week for week in subject.plan.weeks if week.load is not None and not week.paused)
    weeks = [week for week in loaded if sessions_of(week)]
    past = [week for week in weeks if week.number <= len(subject.standing.past)]
    if not past or _is_reached(subject, past[-1]):
        return None
    reached = [week for week in past if _is_reached(subject, week)]
    return Level(week=reached[-1] if reached else weeks[0])


def _is_reached(subject: Subject, week: Week) -> bool:
    sessions = sessions_of(week)
    done = sum(task.minutes for task in sessions if task.id in subject.standing.done)
    return done >= _REACHED * sum(task.minutes for task in sessions)


def sessions_of(week: Week) -> tuple[Task, ...]:
    """Return the tasks that bear the load: those with a weekday."""
    return tuple(task for task in week.tasks if task.day is not None)


def steps_up(level: Level, week: Week) -> bool:
    """Return whether a week asks for more than the level: a higher load or other sessions."""
    if week.load is None or level.week.load is None or week.paused:
        return False
    others = bool(_titles(week) - _titles(level.week))
    return week.load > level.week.load or (others and week.load == level.week.load)


def repeat_level(subject: Subject, plan: Plan, *, lowered: bool = False) -> Plan:
    """Return a plan with the same end whose coming weeks go on from the last level reached.

    The next week repeats that level, and each later one is at most one step of the plan further.
    Lighter weeks stay, and so does the last one: what the plan leads to takes place there.
    `lowered` is True if the milestones are those of a lighter plan already.
    """
    level = last_level(subject)
    if level is None:
        return plan
    ladder = _ladder(subject.plan, level)
    weeks, reached = list(plan.weeks), dict[int, float]()
    rung, furthest = 0, level.week.load or 0.0
    for number in range(max(1, subject.standing.current), plan.total_weeks):
        week = weeks[number - 1]
        if week.load is None or week.paused:
            continue
        like = ladder[min(rung, len(ladder) - 1)]
        if like.number >= number or (rung and _is_next_step(ladder, ladder[rung - 1], week)):
            break  # caught up: from here on the plan stays as it was
        if _is_lighter(week, like):
            weeks[number - 1] = replace(week, load=min(week.load, furthest))
            continue
        if rung or steps_up(level, week):
            weeks[number - 1] = _eased(subject, week, like)
            reached[number] = float(like.number)
        furthest = max(furthest, weeks[number - 1].load or 0.0)
        rung += 1
    if lowered:
        return replace(plan, weeks=(*weeks[:-1], _last_step(subject, weeks, level)))
    return replace(plan, weeks=lower_milestones(weeks, reached, subject.goal, subject.stated))


def _last_step(subject: Subject, weeks: Sequence[Week], level: Level) -> Week:
    """Return the last week with a load that is no jump; its sessions are what the plan leads to."""
    last, furthest = weeks[-1], _furthest(subject, weeks, level)
    if last.load is None:
        return last
    return replace(last, load=min(last.load, furthest + _largest(subject)))


def _furthest(subject: Subject, weeks: Sequence[Week], level: Level) -> float:
    """Return the highest load that is reached, or to come before the last week."""
    coming = weeks[max(1, subject.standing.current) - 1 : -1]
    loads = (level.week.load, *(week.load for week in coming))
    return max(load for load in loads if load is not None)


def _largest(subject: Subject) -> float:
    """Return the largest step that the plan as it was may take at once."""
    return largest_step([week.load for week in subject.plan.weeks if week.load is not None])


def _ladder(plan: Plan, level: Level) -> Sequence[Week]:
    """Return the weeks of the plan from the level on, without the lighter ones in between."""
    found = [level.week]
    for week in plan.weeks[level.week.number :]:
        if week.load is not None and not week.paused and not _is_lighter(week, found[-1]):
            found.append(week)
    return found


def _is_lighter(week: Week, before: Week) -> bool:
    """Return whether a week is a step back or a taper beside another one."""
    return _longest(week) <= _LIGHTER * _longest(before)


def _longest(week: Week) -> int:
    return max((task.minutes for task in sessions_of(week)), default=0)


def _is_next_step(ladder: Sequence[Week], done: Week, week: Week) -> bool:
    """Return whether a week follows a rung with no other level between them."""
    between = [rung for rung in ladder if done.number < rung.number < week.number]
    return all(_titles(rung) in (_titles(done), _titles(week)) for rung in between)


def _titles(week: Week) -> frozenset[str]:
    return frozenset(task.title for task in sessions_of(week))


def _eased(subject: Subject, week: Week, like: Week) -> Week:
    """Return a week whose open sessions are those of an easier week; ids and days stay.

    Sessions that were planned once more leave it again if the easier ones need their time.
    """
    easier = cycle(sessions_of(like))
    tasks = [
        _as_session(task, next(easier))
        if task.day is not None and subject.standing.is_open(task)
        else task
        for task in week.tasks
    ]
    spare = [task for task in tasks if task.day is not None and subject.standing.is_open(task)]
    spare.sort(key=lambda task: root_of(task.id) != task.id)
    while len(spare) > 1 and sum(task.minutes for task in tasks) > _cap(subject, week):
        tasks.remove(spare.pop())
    return replace(week, load=like.load, tasks=tuple(tasks))


def _cap(subject: Subject, week: Week) -> int:
    """Return the minutes that a week may take; of this week, what its last days hold."""
    standing, ends_on = subject.standing, subject.plan.ends_on
    if week.number != standing.current:
        return subject.cap(week.number, ends_on=ends_on)
    settled = sum(task.minutes for task in week.tasks if not standing.is_open(task))
    return settled + subject.room_this_week(ends_on=ends_on)


def _as_session(task: Task, easier: Task) -> Task:
    return replace(task, title=easier.title, minutes=easier.minutes)


def copies_of(level: Level, copies: Copies) -> tuple[Task, ...]:
    """Return the sessions of the level once more."""
    return tuple(copies.copy(task) for task in sessions_of(level.week))


def ends_in_a_jump(subject: Subject, plan: Plan) -> bool:
    """Return whether the last week asks for too much more than the weeks done and to come."""
    level = last_level(subject)
    last = plan.weeks[-1].load
    if level is None or last is None or level.week.load is None:
        return False
    furthest = _furthest(subject, plan.weeks, level)
    return last - furthest > _largest(subject)


def repeated_level(subject: Subject, plan: Plan) -> int:
    """Return the number of the week that a revised plan begins with once more; 0 if none."""
    level = last_level(subject)
    number = max(1, subject.standing.current)
    if level is None or number > plan.total_weeks:
        return 0
    first, planned = plan.weeks[number - 1], subject.plan.weeks[number - 1]
    same = _titles(first) <= _titles(level.week) and bool(sessions_of(first))
    return level.week.number if same and _titles(first) != _titles(planned) else 0
