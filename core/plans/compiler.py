"""The plan compiler: turns a drafted plan, by rule or by model, into a plan that is valid.

A broken rule is repaired, and every repair is recorded in words the person can read. The result is
checked against the invariants; a violation is recorded with the repairs.
"""

from collections.abc import Iterator
from dataclasses import replace

from core.goals.goal import ClarifiedGoal
from core.goals.unfilled import IN_GENERAL_WORDS, without_placeholders
from core.goals.weeks import (
    FULL_WEEK,
    check_in_weeks,
    count_weeks,
    days_of,
    minutes_cap,
    reserve_days,
    week_start,
)
from core.plans.banned_advice import safe_alternative
from core.plans.draft import ContingencyDraft, PlanDraft, ResourceDraft, WeekDraft
from core.plans.fit_weeks import fit_weeks
from core.plans.if_thens import week_if_then
from core.plans.invariants import check_invariants
from core.plans.language import weeks_are_english
from core.plans.links import is_address
from core.plans.loads import must_be_gradual, smooth_loads
from core.plans.milestones import compile_milestones
from core.plans.plan import Contingency, Milestone, Plan, Repair, Resource, Task, Week
from core.plans.repairs import Repairs, clean
from core.plans.tasks import compile_tasks
from core.plans.weekdays import WeekdayNames, names_for

_FALLBACK_CONTINGENCIES = (
    ("You missed a week", "Start again with ten minutes of the easiest task; do not catch up."),
    (
        "The weeks are too full",
        "Halve the minutes for two weeks and look at it again at the next check-in.",
    ),
)
_FALLBACK_TASK = "Do the smallest step towards your goal and note what came of it"
_MAX_LIST = 10
_VIOLATED = "invariant."
"""Prefix of the rule of a repair that records a violation."""


def compile_plan(draft: PlanDraft, goal: ClarifiedGoal) -> Plan:
    """Return the plan: contiguous weeks within the hours, milestones, check-ins, contingencies."""
    repairs = Repairs()
    english = weeks_are_english(draft.weeks, goal)
    drafts = _fit_weeks(draft.weeks, goal, repairs=repairs)
    tasks = _tasks_by_week(drafts, goal, english=english, repairs=repairs)
    loads = _loads([week.load for week in drafts], goal, repairs=repairs)
    checks = _checks(draft.check_in_weeks, len(drafts), repairs=repairs)
    milestones = compile_milestones(
        [week.milestone for week in drafts],
        goal,
        tasks_done=[len(t) for t in tasks],
        checks=checks,
        repairs=repairs,
    )
    weeks = tuple(
        _week(
            n,
            week,
            goal,
            tasks[n - 1],
            english=english,
            milestone=milestones.get(n),
            load=loads[n - 1],
            repairs=repairs,
        )
        for n, week in enumerate(drafts, start=1)
    )
    plan = Plan(
        starts_on=goal.starts_on,
        ends_on=goal.deadline,
        hours_per_week=goal.hours_per_week,
        weeks=weeks,
        check_in_weeks=checks,
        resources=_resources(draft.resources),
        contingencies=_contingencies(
            draft.contingencies, goal, tasks[0], english=english, repairs=repairs
        ),
    )
    return _finished(plan, goal, repairs)


def _finished(plan: Plan, goal: ClarifiedGoal, repairs: Repairs) -> Plan:
    """Return the plan without placeholders of templates, checked, with every repair noted."""
    names: list[str] = []
    whole = without_placeholders(plan, names.append)
    for words in dict.fromkeys(IN_GENERAL_WORDS[name] for name in names):
        repairs.add("placeholders", f"Wrote “{words}” where a word of your own was missing.")
    return replace(whole, repairs=(*repairs.repairs, *_check(whole, goal)))


def _week(
    number: int,
    draft: WeekDraft,
    goal: ClarifiedGoal,
    tasks: tuple[Task, ...],
    *,
    english: bool,
    milestone: Milestone | None,
    load: float | None,
    repairs: Repairs,
) -> Week:
    days = len(days_of(goal.starts_on, number, ends_on=goal.deadline))
    return Week(
        number=number,
        starts_on=week_start(goal.starts_on, number),
        phase=clean(draft.phase) or ("On the way" if english else tasks[0].title),
        focus=clean(draft.focus) or tasks[0].title,
        tasks=tasks,
        if_then=week_if_then(
            draft.if_then, goal, tasks, english=english, number=number, repairs=repairs
        ),
        milestone=milestone,
        load=load,
        reserve_days=reserve_days(number, days=days),
    )


def _check(plan: Plan, goal: ClarifiedGoal) -> Iterator[Repair]:
    """Yield a record of each violation that the compiler did not repair."""
    for violation in check_invariants(plan, goal):
        yield Repair(
            rule=_VIOLATED + violation.invariant,
            week=None,
            text=f"Could not repair: {violation.text}.",
        )


def violated_invariants(plan: Plan) -> tuple[str, ...]:
    """Return the names of the invariants that a plan violated when it was compiled."""
    rules = dict.fromkeys(repair.rule for repair in plan.repairs)
    return tuple(rule.removeprefix(_VIOLATED) for rule in rules if rule.startswith(_VIOLATED))


def _loads(
    drafted: list[float | None], goal: ClarifiedGoal, *, repairs: Repairs
) -> tuple[float | None, ...]:
    known = [load for load in drafted if load is not None]
    return (
        smooth_loads(drafted, repairs=repairs) if must_be_gradual(goal, known) else tuple(drafted)
    )


def _fit_weeks(
    drafts: list[WeekDraft], goal: ClarifiedGoal, *, repairs: Repairs
) -> list[WeekDraft]:
    weeks = count_weeks(goal.starts_on, goal.deadline)
    cap = minutes_cap(goal.hours_per_week, FULL_WEEK)
    return fit_weeks(drafts, weeks, cap=cap, repairs=repairs)


def _tasks_by_week(
    drafts: list[WeekDraft], goal: ClarifiedGoal, *, english: bool, repairs: Repairs
) -> list[tuple[Task, ...]]:
    names = names_for(task.day for week in drafts for task in week.tasks)
    return [
        _tasks(week, goal, names, english=english, number=n, repairs=repairs)
        for n, week in enumerate(drafts, 1)
    ]


def _tasks(
    week: WeekDraft,
    goal: ClarifiedGoal,
    names: WeekdayNames,
    *,
    english: bool,
    number: int,
    repairs: Repairs,
) -> tuple[Task, ...]:
    days = days_of(goal.starts_on, number, ends_on=goal.deadline)
    return compile_tasks(
        week.tasks,
        number=number,
        cap=minutes_cap(goal.hours_per_week, len(days)),
        days=days,
        names=names,
        english=english,
        fallback=_FALLBACK_TASK if english else goal.statement,
        repairs=repairs,
    )


def _checks(drafted: list[int], weeks: int, *, repairs: Repairs) -> tuple[int, ...]:
    wanted = tuple(sorted({n for n in drafted if 1 <= n <= weeks}))
    if check_ins_are_spaced(wanted, weeks):
        return wanted
    if drafted:
        repairs.add(
            "check_ins", "Moved the check-in weeks, so that they come every two to four weeks."
        )
    return check_in_weeks(weeks)


def check_ins_are_spaced(checks: tuple[int, ...], weeks: int) -> bool:
    """Return True if check-ins come every two to four weeks, the last one in the last week."""
    if not checks or checks[-1] != weeks:
        return False
    gaps = [b - a for a, b in zip((0, *checks[:-1]), checks, strict=True)]
    return weeks == 1 or all(2 <= gap <= 4 for gap in gaps)


def _resources(drafted: list[ResourceDraft]) -> tuple[Resource, ...]:
    return tuple(
        Resource(
            title=clean(r.title),
            kind=clean(r.kind) or "resource",
            url=r.url if is_address(r.url) else None,
        )
        for r in drafted[:_MAX_LIST]
        if clean(r.title)
    )


def _contingencies(
    drafted: list[ContingencyDraft],
    goal: ClarifiedGoal,
    first_tasks: tuple[Task, ...],
    *,
    english: bool,
    repairs: Repairs,
) -> tuple[Contingency, ...]:
    found = []
    for item in drafted[:_MAX_LIST]:
        trigger, response = clean(item.trigger), clean(item.response)
        if not trigger or not response:
            continue
        safe = safe_alternative(response)
        if safe is not None:
            repairs.add("banned_advice", f"Replaced an answer that could do harm with “{safe}”.")
        found.append(Contingency(trigger=trigger, response=safe or response))
    if found:
        return tuple(found)
    repairs.add(
        "contingencies", "Added what to do when it goes wrong: the plan had nothing for it."
    )
    if english:
        return tuple(Contingency(trigger=t, response=r) for t, r in _FALLBACK_CONTINGENCIES)
    smallest = min(first_tasks, key=lambda task: task.minutes)
    return (Contingency(trigger=goal.obstacle, response=smallest.title),)
