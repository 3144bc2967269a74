"""Mend a plan that breaks a law of sense; what cannot be mended is noted."""

from dataclasses import replace

from core.goals.goal import ClarifiedGoal, Target
from core.goals.weeks import count_weeks, days_of, minutes_cap
from core.ids import new_short_id
from core.plans.care import STEP_MINUTES, gentle_titles
from core.plans.plan import Contingency, Plan, Repair, Task, Week
from core.plans.reserve import with_one_every_week
from core.plans.sense.body_way import with_named_way
from core.plans.sense.bounds import fits_kind, on_its_side, safe_weight, within_bounds
from core.plans.sense.breach import Breach
from core.plans.sense.goal_context import GoalContext
from core.plans.sense.laws import find_breaches
from core.plans.sense.limits import within_limit
from core.plans.sense.weekdays import moved
from core.plans.sense.words import is_broken, mend_doubles

_ABOUT_DAYS = frozenset({"days_off_are_free", "a_sport_has_one_session_a_day"})
_TASK_BY_TASK = _ABOUT_DAYS | {"limits_hold"}
"""Laws that are mended however many tasks break them."""
_BEYOND_MENDING = frozenset({"unit_fits", "words_go_the_named_way"})
_MOST_BROKEN_SHARE = 0.4
"""A plan with more broken tasks than this is replaced by the kind's general plan."""


def sensible_goal(goal: ClarifiedGoal, stated: GoalContext) -> ClarifiedGoal:
    """Return the goal with a target that fits its kind and lies within human bounds.

    What a sign asks for is the first of its notes.
    """
    notes = tuple(each.note for each in stated.care if each.note not in goal.notes)
    goal = replace(goal, notes=(*notes, *goal.notes)) if notes else goal
    goal = with_named_way(goal, stated)
    target = goal.target
    if target is None:
        return goal
    bounded = within_bounds(target)
    if bounded is None or not fits_kind(target, stated.kind):
        left_out = f"{target.quantity:g} {target.unit} cannot be the result of this goal, so the "
        return replace(
            goal, target=None, notes=(*goal.notes, f"{left_out}plan goes without that number.")
        )
    if not on_its_side(target, stated.direction):
        doubt = f"{target.quantity:g} {target.unit} is not where this goal goes, so it may be "
        return replace(
            goal,
            target=None,
            notes=(*goal.notes, f"{doubt}misread: the plan goes without it until you set it."),
        )
    return _with_safe_number(goal, replace(target, quantity=bounded))


def _with_safe_number(goal: ClarifiedGoal, bounded: Target) -> ClarifiedGoal:
    """Return the goal with the number that can be reached safely in its weeks."""
    target = bounded if goal.target is None else goal.target
    number = safe_weight(bounded, count_weeks(goal.starts_on, goal.deadline))
    if number == target.baseline:
        return replace(goal, target=replace(target, baseline=None, quantity=number))
    if number == target.quantity:
        return goal
    slower = (
        f"{target.quantity:g} {target.unit} is not safe in this time, so the plan "
        f"goes to {number:g} {target.unit}."
    )
    return replace(goal, target=replace(target, quantity=number), notes=(*goal.notes, slower))


def sensible_plan(plan: Plan, goal: ClarifiedGoal, stated: GoalContext) -> Plan | None:
    """Return the plan with every breach mended and noted, or None if it is beyond mending."""
    breaches = find_breaches(plan, goal, stated)
    tasks = sum(len(week.tasks) for week in plan.weeks)
    broken = {b.task_id for b in breaches if b.task_id and b.law not in _TASK_BY_TASK}
    if any(b.law in _BEYOND_MENDING for b in breaches) or len(broken) > _MOST_BROKEN_SHARE * tasks:
        return None
    for breach in breaches:
        mend = _with_care if breach.law == "care_comes_first" else _mend
        plan = mend(plan, goal, stated, breach)
    return plan


def _mend(plan: Plan, goal: ClarifiedGoal, stated: GoalContext, breach: Breach) -> Plan:
    if breach.law == "an_unsure_person_has_reserve":
        text = "Gave every week a reserve day, because you are not sure yet."
        return _noted(with_one_every_week(plan), breach, text)
    if breach.law == "methods_are_used":
        return _with_method(plan, goal, breach)
    if breach.law == "named_things_are_used":
        named = _with_added(plan, goal, breach.text, breach.week or 1)
        return _noted(named, breach, f"Added what you named: “{breach.text}”.")
    if breach.law in _ABOUT_DAYS:
        return _on_another_day(plan, goal, stated, breach)
    mend = {"concerns_are_answered": _with_answer, "grammar_holds": _with_grammar}.get(breach.law)
    if breach.task_id is not None:
        mend = _with_task
    return mend(plan, stated, breach) if mend is not None else _without_milestone(plan, breach)


def _with_answer(plan: Plan, stated: GoalContext, breach: Breach) -> Plan:
    concern = next(c for c in stated.concerns if c.label == breach.text)
    answer = Contingency(trigger=concern.label, response=concern.response)
    return _noted(
        replace(plan, contingencies=(answer, *plan.contingencies)),
        breach,
        f"Added an answer to “{concern.label}”.",
    )


def _with_grammar(plan: Plan, stated: GoalContext, breach: Breach) -> Plan:
    assert breach.week is not None  # noqa: S101 - an if-then is in a week
    week = plan.weeks[breach.week - 1]
    mended = mend_doubles(week.if_then)
    if is_broken(mended):
        mended = (
            f"If I do not feel like it, then I will begin with ten minutes: {stated.small_act}."
        )
    return _noted(
        _with_week(plan, replace(week, if_then=mended)), breach, "Mended an if-then plan."
    )


def _without_milestone(plan: Plan, breach: Breach) -> Plan:
    if breach.week is None or breach.week >= len(plan.weeks):
        return _noted(plan, breach, f"Look at this once more: {breach.text}.")
    week = plan.weeks[breach.week - 1]
    return _noted(
        _with_week(plan, replace(week, milestone=None)),
        breach,
        f"Left out the milestone of week {breach.week}: {breach.text}.",
    )


def _on_another_day(plan: Plan, goal: ClarifiedGoal, stated: GoalContext, breach: Breach) -> Plan:
    assert breach.week is not None  # noqa: S101 - a task is in a week
    week = plan.weeks[breach.week - 1]
    task = next(task for task in week.tasks if task.id == breach.task_id)
    changed, day = moved(week, task, goal, stated, plan)
    if any(other.id == task.id and other.day is None for other in changed.tasks):
        text = f"“{task.title}” of week {week.number} has no weekday: none that you have is left."
        return _noted(_with_week(plan, changed), breach, text)
    text = (
        f"Left out “{task.title}” in week {week.number}: its day had one already."
        if day is None
        else f"Moved “{task.title}” to {day.value} in week {week.number}, a day you have."
    )
    return _noted(_with_week(plan, changed), breach, text)


def _with_task(plan: Plan, stated: GoalContext, breach: Breach) -> Plan:
    assert breach.week is not None  # noqa: S101 - a task is in a week
    week = plan.weeks[breach.week - 1]
    mended = mend_doubles(breach.text)
    title = stated.small_act if is_broken(mended) or mended == breach.text else mended
    if breach.law == "limits_hold":
        minutes = next(task.minutes for task in week.tasks if task.id == breach.task_id)
        title = within_limit(breach.text, minutes, stated.limits)
    tasks = tuple(replace(t, title=title) if t.id == breach.task_id else t for t in week.tasks)
    return _noted(
        _with_week(plan, replace(week, tasks=tasks)), breach, f"Reworded a task: “{title}”."
    )


def _with_method(plan: Plan, goal: ClarifiedGoal, breach: Breach) -> Plan:
    """Return the plan with the person's method in week 1 and in every check-in week."""
    for number in sorted({1, *plan.check_in_weeks}):
        plan = _with_added(plan, goal, breach.text, number)
    return _noted(plan, breach, f"Added your own way: “{breach.text}”.")


def _with_added(plan: Plan, goal: ClarifiedGoal, title: str, number: int) -> Plan:
    """Return the plan with a task in a week; a full week gives the place of its last task."""
    week = plan.weeks[number - 1]
    days = days_of(goal.starts_on, number, ends_on=goal.deadline)
    free = minutes_cap(goal.hours_per_week, len(days)) - week.minutes
    tasks = (
        (*week.tasks, Task(id=new_short_id(), title=title, minutes=min(15, free)))
        if free >= _LEAST_MINUTES
        else (*week.tasks[:-1], replace(week.tasks[-1], title=title))
    )
    return _with_week(plan, replace(week, tasks=tasks))


def _with_care(plan: Plan, goal: ClarifiedGoal, stated: GoalContext, breach: Breach) -> Plan:
    """Return the plan with the professional step first, or a gentle task for one that waits."""
    number = breach.week or 1
    week = plan.weeks[number - 1]
    if breach.task_id is not None:
        title = gentle_titles(stated.care)[0]
        tasks = tuple(replace(t, title=title) if t.id == breach.task_id else t for t in week.tasks)
        return _noted(
            _with_week(plan, replace(week, tasks=tasks)),
            breach,
            f"“{breach.text}” waits for the answer of the one you ask first.",
        )
    days = days_of(goal.starts_on, number, ends_on=goal.deadline)
    free = minutes_cap(goal.hours_per_week, len(days)) - week.minutes
    step = Task(id=new_short_id(), title=breach.text, minutes=min(STEP_MINUTES, free))
    tasks = (step, *week.tasks)
    if free < _LEAST_MINUTES:  # a full week gives the place of its last task
        step = replace(step, minutes=week.tasks[-1].minutes)
        tasks = (step, *week.tasks[:-1])
    return _noted(
        _with_week(plan, replace(week, tasks=tasks)), breach, f"Put first: “{breach.text}”."
    )


_LEAST_MINUTES = 5


def _with_week(plan: Plan, week: Week) -> Plan:
    weeks = tuple(week if w.number == week.number else w for w in plan.weeks)
    return replace(plan, weeks=weeks)


def _noted(plan: Plan, breach: Breach, text: str) -> Plan:
    repair = Repair(rule=f"sense.{breach.law}", week=breach.week, text=text)
    return replace(plan, repairs=(*plan.repairs, repair))
