"""The lives of simulated people with a plan that never changes, and with one that is replanned.

What counts as finished: a task of the plan as it was first written. A task that is planned once
more counts when it is done in its new place; a task that is left out counts as not finished, and a
smaller session in place of a task counts as that task. The share is out of the first plan's tasks,
so a way on that drops tasks cannot look better for it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from core.plans.plan import Plan, Task
from core.plans.revision.option import RevisionKind
from core.plans.revision.placing import root_of
from core.plans.revision.propose import plan_by
from core.plans.revision.standing import (
    Standing,
    done_share,
    missed_days,
    missed_tasks,
    reserve_covers,
    reserve_left,
)
from core.plans.revision.subject import Refusal, Subject
from tests.factories.people import Person, work_through

AWAY = 0.05
"""Share of the promised hours below which a person does not open their plan in a week."""

Policy = Callable[[Subject], RevisionKind]
"""The way on a person accepts at the beginning of a week in which something is missed."""


def always(kind: RevisionKind) -> Policy:
    """Return the policy of a person who accepts one way only."""
    return lambda _subject: kind


def advised(subject: Subject) -> RevisionKind:
    """Return what the coach advises, by the same rule as `propose`."""
    if reserve_covers(subject.standing):
        return RevisionKind.RESERVE
    if done_share(subject.standing) >= 0.7:
        swapped = plan_by(RevisionKind.SWAP, subject)
        missed = len(missed_tasks(subject.standing))
        if isinstance(swapped, Plan) and _again(subject.plan, swapped) == missed:
            return RevisionKind.SWAP
    return (
        RevisionKind.SHRINK
        if isinstance(plan_by(RevisionKind.SHIFT, subject), Refusal)
        else RevisionKind.SHIFT
    )


def _again(before: Plan, after: Plan) -> int:
    ids = {task.id for week in before.weeks for task in week.tasks}
    return sum(task.id not in ids for week in after.weeks for task in week.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How the life of one person with a plan went."""

    finished: float
    """Share of the tasks of the first plan that are done at the end of the plan."""
    weeks: int
    """Weeks until the end, moved or not."""
    revisions: int
    subject: Subject
    """The plan and the standing at the end."""
    reserves: tuple[int, ...] = ()
    """Reserve days left at the beginning of each week."""
    weekly_minutes: tuple[int, ...] = ()


def static_life(subject: Subject, person: Person) -> Life:
    """Return the life of a person whose plan never changes, by `work_through`."""
    plan = subject.plan
    lived = work_through(plan, person, weeks=plan.total_weeks)
    done = frozenset(task.id for week in lived for task in week)
    standing = replace(subject.standing, done=done, today=plan.ends_on)
    return Life(
        finished=_share(plan, done),
        weeks=plan.total_weeks,
        revisions=0,
        subject=replace(subject, standing=standing),
    )


def replanned_life(subject: Subject, person: Person, policy: Policy) -> Life:
    """Return the life of a person who accepts a way on in each week that begins with a miss.

    They meet tasks in the same order as in `work_through`: those of the week, those left from
    before and, if they overdo it, the next week's.
    """
    first, lived = subject.plan, subject
    number, revisions, reserves, spent = 0, 0, [], [0, 0, 0, 0]
    while number < lived.plan.total_weeks:
        number += 1
        spent = [*spent[1:], 0]
        lived = _on(lived, number, reserve_spent=sum(spent))
        reserves.append(reserve_left(lived.standing))
        here = person.share(number) >= AWAY
        if here and missed_tasks(lived.standing):
            kind = policy(lived)
            if kind == RevisionKind.RESERVE:
                spent[-1] = missed_days(lived.standing)
            lived = _accepted(lived, kind)
            revisions += 1
        chosen = person.choose(
            number, list(_offered(lived, number, person)), hours=first.hours_per_week
        )
        done = lived.standing.done | {task.id for task in chosen}
        lived = replace(lived, standing=replace(lived.standing, done=done))
    return Life(
        finished=_share(first, lived.standing.done),
        weeks=lived.plan.total_weeks,
        revisions=revisions,
        subject=lived,
        reserves=tuple(reserves),
    )


def _on(subject: Subject, number: int, *, reserve_spent: int) -> Subject:
    today = subject.plan.starts_on + timedelta(days=7 * (number - 1))
    standing = replace(subject.standing, today=today, reserve_spent=reserve_spent)
    return replace(subject, standing=standing)


def _accepted(subject: Subject, kind: RevisionKind) -> Subject:
    standing = subject.standing
    plan = plan_by(kind, subject)
    if isinstance(plan, Refusal):
        return subject
    settled = replace(standing, plan=plan, settled_on=standing.this_week_starts_on)
    goal = replace(subject.goal, deadline=plan.ends_on)
    return replace(subject, standing=settled, goal=goal)


def _offered(subject: Subject, number: int, person: Person) -> Iterator[Task]:
    """Yield the open tasks a person meets in a week; a task planned once more is met once."""
    plan, standing = subject.plan, subject.standing
    own = plan.weeks[number - 1].tasks
    left = [task for week in plan.weeks[: number - 1] for task in week.tasks]
    ahead = plan.weeks[number].tasks if number < plan.total_weeks else ()
    newest = {root_of(t.id): t.id for week in plan.weeks for t in week.tasks}
    for task in (*own, *left, *(ahead if person.kind.name == "OVERDOES" else ())):
        if standing.is_open(task) and newest[root_of(task.id)] == task.id:
            yield task


def _share(plan: Plan, done: frozenset[str]) -> float:
    tasks = [task.id for week in plan.weeks for task in week.tasks]
    roots = {root_of(task_id) for task_id in done}
    return sum(task_id in roots for task_id in tasks) / len(tasks)


def make_lively(subject: Subject) -> Subject:
    """Return the subject on the first day of its plan, with nothing done."""
    standing = Standing(plan=subject.plan, today=subject.plan.starts_on)
    return replace(subject, standing=standing)
