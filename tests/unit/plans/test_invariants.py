"""Invariants: a compiled plan has no violation, and each broken rule is found and named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.plans import invariants
from core.plans.compiler import compile_plan, violated_invariants
from core.plans.draft import ContingencyDraft, MilestoneDraft, PlanDraft
from core.plans.invariants import INVARIANTS, Invariant, check_invariants
from core.plans.plan import Contingency, Milestone, Plan, Task, Week
from tests.unit.plans.test_compiler import make_goal, make_week

GOAL = make_goal(days=54, target=Target(metric="distance", quantity=5.0, unit="km", baseline=1.0))
"""The last of eight weeks has five days."""

Mutation = Callable[[Plan], Plan]


def compiled() -> Plan:
    halfway = MilestoneDraft(title="Halfway", metric="distance", target=3.0, unit="km")
    weeks = [make_week(load=float(n), milestone=halfway if n == 4 else None) for n in range(1, 9)]
    contingencies = [ContingencyDraft(trigger="ill", response="rest")]
    return compile_plan(PlanDraft(weeks=weeks, contingencies=contingencies), GOAL)


def in_week(number: int, /, **changes: object) -> Mutation:
    def mutate(plan: Plan) -> Plan:
        weeks = tuple(replace(w, **changes) if w.number == number else w for w in plan.weeks)
        return replace(plan, weeks=weeks)

    return mutate


def with_task(**changes: object) -> Mutation:
    task = replace(Task(id="new", title="Run easily", minutes=30), **changes)  # type: ignore[arg-type]
    return in_week(8, tasks=(task,))


def with_milestone(number: int, /, **changes: object) -> Mutation:
    def mutate(plan: Plan) -> Plan:
        milestone = plan.weeks[number - 1].milestone
        assert milestone is not None
        changed = replace(milestone, **changes)  # type: ignore[arg-type]
        return in_week(number, milestone=changed)(plan)

    return mutate


def repeat_first_id(plan: Plan) -> Plan:
    return with_task(id=plan.weeks[0].tasks[0].id)(plan)


def without_a_week(plan: Plan) -> Plan:
    return replace(plan, weeks=plan.weeks[:3] + plan.weeks[4:])


def of_plan(**changes: object) -> Mutation:
    return lambda plan: replace(plan, **changes)  # type: ignore[arg-type]


HARMFUL = "If it rains, then I will skip all meals."
MUTATIONS: tuple[tuple[str, Mutation, str], ...] = (
    ("dates", of_plan(ends_on=GOAL.deadline + timedelta(days=1)), "from start to deadline"),
    ("dates", without_a_week, "7 weeks do not cover"),
    ("dates", in_week(2, number=3), "week 2 does not follow"),
    ("dates", in_week(2, starts_on=GOAL.starts_on), "week 2 does not follow"),
    ("hours", with_task(minutes=181), "week 8 takes 181 minutes"),
    ("tasks", in_week(3, tasks=()), "week 3 has no task"),
    ("tasks", repeat_first_id, "is used twice"),
    ("tasks", with_task(title="My legs, easily"), "does not say what to do"),
    ("tasks", with_task(minutes=0), "takes no time"),
    ("tasks", with_task(day=Day.FRI), "lies after the deadline"),
    ("tasks", with_task(title="Do a 48-hour fast"), "could do harm"),
    ("loads", in_week(5, load=50.0), "the load jumps in week 5"),
    ("final_milestone", in_week(8, milestone=None), "has no milestone"),
    ("milestones", with_milestone(4, due_on=GOAL.deadline), "week 4 is not due at its end"),
    ("milestones", with_milestone(4, unit=""), "week 4 has no unit"),
    ("milestones", with_milestone(4, metric=""), "week 4 has no unit"),
    ("milestones", with_milestone(4, target=6.0), "week 8 stands behind an earlier one"),
    ("if_then_plans", in_week(2, if_then="I run anyway."), "week 2 has no if-then plan"),
    ("if_then_plans", in_week(2, if_then=HARMFUL), "plan of week 2 could do harm"),
    ("reserve_days", in_week(2, reserve_days=0), "weeks 1 to 4 do not have two"),
    ("contingencies", of_plan(contingencies=()), "there is no contingency"),
    (
        "contingencies",
        of_plan(contingencies=(Contingency(trigger="a feast", response="crash diet"),)),
        "“a feast” could do harm",
    ),
    ("check_ins", of_plan(check_in_weeks=()), "the last week has no check-in"),
    ("check_ins", of_plan(check_in_weeks=(4, 7)), "the last week has no check-in"),
    ("check_ins", of_plan(check_in_weeks=(3, 8)), "week 8 comes 5 weeks after"),
    ("check_ins", of_plan(check_in_weeks=(1, 4, 8)), "week 1 comes 1 weeks after"),
)


def test_a_compiled_plan_has_no_violation() -> None:
    assert check_invariants(compiled(), GOAL) == ()
    assert violated_invariants(compiled()) == ()


@pytest.mark.parametrize(("name", "mutate", "text"), MUTATIONS)
def test_a_broken_rule_is_named_with_its_invariant(name: str, mutate: Mutation, text: str) -> None:
    violations = check_invariants(mutate(compiled()), GOAL)

    assert any(v.invariant == name and text in v.text for v in violations), violations


def test_every_invariant_is_broken_by_some_mutation() -> None:
    assert {name for name, _, _ in MUTATIONS} == {invariant.name for invariant in INVARIANTS}


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.name)
def test_an_invariant_accepts_a_plan_that_breaks_only_others(invariant: Invariant) -> None:
    """No check reports what another one is about, so that a violation names its cause."""
    shared = {("dates", "tasks"), ("dates", "milestones"), ("dates", "check_ins")}
    shared |= {("dates", "reserve_days"), ("dates", "hours")}
    shared |= {("final_milestone", "milestones"), ("milestones", "final_milestone")}
    shared |= {("dates", "loads")}
    for name, mutate, _ in MUTATIONS:
        if name != invariant.name and (name, invariant.name) not in shared:
            assert list(invariant.check(mutate(compiled()), GOAL)) == [], name


def test_a_falling_goal_has_falling_milestones() -> None:
    goal = make_goal(target=Target(metric="weight", quantity=80.0, unit="kg", baseline=90.0))
    plan = compile_plan(PlanDraft(weeks=[make_week()] * 8), goal)
    rising = in_week(
        5,
        milestone=Milestone(
            title="Up",
            metric="weight",
            target=95.0,
            unit="kg",
            due_on=plan.weeks[5].starts_on - timedelta(days=1),
        ),
    )

    assert check_invariants(plan, goal) == ()
    assert {v.invariant for v in check_invariants(rising(plan), goal)} == {"milestones"}


def test_a_plan_in_another_language_is_held_to_no_english_form() -> None:
    """A German title and a German if-then plan are no violations."""
    goal = replace(GOAL, statement="Ich laufe fünf Kilometer am Stück, ohne zu gehen.")
    week = make_week(
        title="3 km am Stück laufen, ganz ruhig und ohne Uhr",
        focus="Ankommen und ruhig atmen",
        if_then="Wenn es regnet, dann laufe ich im Treppenhaus.",
    )
    plan = compile_plan(PlanDraft(weeks=[week] * 8), goal)

    assert check_invariants(plan, goal) == ()
    assert plan.weeks[0].tasks[0].title == "3 km am Stück laufen, ganz ruhig und ohne Uhr"


@pytest.mark.parametrize(
    ("kind", "loads", "violated"),
    [
        (GoalKind.TRAINING, [1, 1, 1, 1, 1, 1, 1, 9], ["loads"]),
        (None, [1, 1, 1, 1, 1, 1, 1, 9], ["loads"]),
        (GoalKind.MONEY, [1, 1, 1, 1, 1, 1, 1, 9], []),
        (GoalKind.QUIT, [15, 15, 15, 15, 15, 15, 15, 0], []),
    ],
)
def test_only_what_a_body_bears_must_rise_gradually(
    kind: GoalKind | None, loads: list[float], violated: list[str]
) -> None:
    goal = replace(GOAL, kind=kind)
    plan = compiled()
    weeks = tuple(replace(w, load=x) for w, x in zip(plan.weeks, loads, strict=True))

    assert [v.invariant for v in check_invariants(replace(plan, weeks=weeks), goal)] == violated


def test_a_violation_that_cannot_be_repaired_is_recorded_with_the_repairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(plan: Plan, _: object) -> list[str]:
        return [f"week {plan.total_weeks} is too long"]

    broken = Invariant(name="never", check=never)  # type: ignore[arg-type]
    monkeypatch.setattr(invariants, "INVARIANTS", (*INVARIANTS, broken))

    plan = compiled()

    assert violated_invariants(plan) == ("never",)
    assert plan.repairs[-1].text == "Could not repair: week 8 is too long."


def test_a_week_counts_as_many_minutes_as_its_days_allow() -> None:
    """Five days have all the hours; a last week of three days has three fifths of them."""
    goal = replace(GOAL, deadline=GOAL.starts_on + timedelta(days=51))

    def last_week(minutes: int) -> Plan:
        plan = compile_plan(PlanDraft(weeks=[make_week()] * 8), goal)
        week: Week = plan.weeks[7]
        return in_week(8, tasks=(replace(week.tasks[0], minutes=minutes),))(plan)

    assert check_invariants(last_week(108), goal) == ()
    assert [v.invariant for v in check_invariants(last_week(109), goal)] == ["hours"]
