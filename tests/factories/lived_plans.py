"""The lives of simulated people with a plan that never changes, and with one that is replanned.

What counts as finished: a task of the plan as it was first written. A task that is planned once
more counts when it is done in its new place; a task that is left out counts as not finished, and a
smaller session in place of a task counts as that task. The share is out of the first plan's tasks,
so a way on that drops tasks cannot look better for it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from core.goals.weeks import days_of, minutes_cap
from core.plans.milestones import series_of
from core.plans.plan import Plan, Task
from core.plans.revision.check import breaches_before, broken_rules
from core.plans.revision.option import RevisionKind, RevisionOption
from core.plans.revision.placing import root_of
from core.plans.revision.propose import checked_option, plan_by, propose
from core.plans.revision.standing import missed_days, missed_tasks, reserve_left
from core.plans.revision.subject import Refusal, Subject
from tests.factories.people import Person, work_through

AWAY = 0.05
"""Share of the promised hours below which a person does not open their plan in a week."""

Policy = Callable[[Subject], RevisionOption | None]
"""The way on a person accepts at the beginning of a week in which something is missed."""


def advised(subject: Subject) -> RevisionOption | None:
    """Return the way on that the coach advises."""
    proposal = propose(subject)
    return None if proposal.advised is None else proposal.option(proposal.advised)


def always(kind: RevisionKind) -> Policy:
    """Return the policy of a person who accepts one way only, whenever it is offered."""

    def only(subject: Subject) -> RevisionOption | None:
        plan = plan_by(kind, subject)
        if isinstance(plan, Refusal):
            return None
        return checked_option(subject, kind, plan, before=breaches_before(subject))

    return only


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How the life of one person with a plan went."""

    person: Person
    first: Subject
    """The plan on its first day."""
    finished: float
    """Share of the tasks of the first plan that are done at the end of the plan."""
    weeks: int
    """Weeks until the end, moved or not."""
    revisions: int
    subject: Subject
    """The plan and the standing at the end."""
    reserves: tuple[int, ...] = ()
    """Reserve days left after each use of them."""
    plans: tuple[Plan, ...] = ()
    """Every version of the plan that was accepted."""


def static_life(subject: Subject, person: Person, *, weeks: int = 0) -> Life:
    """Return the life of a person whose plan never changes, by `work_through`.

    With `weeks` they go on that long, after the end of the plan with what is left of it.
    """
    plan = subject.plan
    weeks = weeks or plan.total_weeks
    lived = work_through(plan, person, weeks=weeks)
    done = frozenset(task.id for week in lived for task in week)
    standing = replace(subject.standing, done=done, today=plan.ends_on)
    return Life(
        person=person,
        first=subject,
        finished=_share(plan, done),
        weeks=weeks,
        revisions=0,
        subject=replace(subject, standing=standing),
    )


def replanned_life(subject: Subject, person: Person, policy: Policy) -> Life:
    """Return the life of a person who accepts a way on in each week that begins with a miss.

    They meet tasks in the same order as in `work_through`: those of the week, those left from
    before and, if they overdo it, the next week's.
    """
    first, lived = subject.plan, subject
    number, reserves, spent = 0, [], [0, 0, 0, 0]
    plans: list[Plan] = []
    while number < lived.plan.total_weeks:
        number += 1
        spent = [*spent[1:], 0]
        lived = _on(lived, number, reserve_spent=sum(spent))
        here = person.share(number) >= AWAY
        if here and missed_tasks(lived.standing):
            option = policy(lived)
            if option is not None and option.plan is not None:
                if option.kind == RevisionKind.RESERVE:
                    spent[-1] = missed_days(lived.standing)
                    reserves.append(reserve_left(lived.standing) - spent[-1])
                lived = _accepted(lived, option.plan)
                plans.append(option.plan)
        chosen = person.choose(
            number, list(_offered(lived, number, person)), hours=first.hours_per_week
        )
        done = lived.standing.done | {task.id for task in chosen}
        lived = replace(lived, standing=replace(lived.standing, done=done))
    return Life(
        person=person,
        first=subject,
        finished=_share(first, lived.standing.done),
        weeks=lived.plan.total_weeks,
        revisions=len(plans),
        subject=lived,
        reserves=tuple(reserves),
        plans=tuple(plans),
    )


def _on(subject: Subject, number: int, *, reserve_spent: int) -> Subject:
    today = subject.plan.starts_on + timedelta(days=7 * (number - 1))
    standing = replace(subject.standing, today=today, reserve_spent=reserve_spent)
    return replace(subject, standing=standing)


def _accepted(subject: Subject, plan: Plan) -> Subject:
    standing = subject.standing
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


def _takes_too_long(life: Life) -> bool:
    """Return whether a week of any version takes more than the hours that were promised."""
    hours = life.first.plan.hours_per_week
    return any(
        week.minutes
        > minutes_cap(hours, len(days_of(plan.starts_on, week.number, ends_on=plan.ends_on)))
        for plan in life.plans
        for week in plan.weeks
    )


def _milestones_are_out_of_order(life: Life) -> bool:
    return any(_steps_back(plan, life.first.plan) for plan in life.plans)


def _steps_back(plan: Plan, first: Plan) -> bool:
    """Return whether milestones of one series turn back, or stand on days that do."""
    days = [milestone.due_on for milestone in plan.milestones]
    ways: dict[tuple[str, str], list[float]] = {}
    for milestone in first.milestones:
        ways.setdefault(series_of(milestone), []).append(milestone.target)
    return days != sorted(set(days)) or any(
        (later.target - earlier.target) * (way[-1] - way[0]) < 0
        for series, way in ways.items()
        for earlier, later in pairwise(m for m in plan.milestones if series_of(m) == series)
    )


LAWS: Mapping[str, Callable[[Life], bool]] = {
    "a week took more than the hours": _takes_too_long,
    "milestones were out of order": _milestones_are_out_of_order,
    "more reserve was used than there was": lambda life: any(left < 0 for left in life.reserves),
    "another rule of the first plan was broken": lambda life: bool(
        broken_rules(life.subject.plan, life.first)
    ),
}
"""What must never be true of a life, counted apart from the product's own check but for the last."""


def broken_laws(life: Life) -> tuple[str, ...]:
    """Return which laws a life broke."""
    return tuple(law for law, is_broken in LAWS.items() if is_broken(life))
