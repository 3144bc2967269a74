"""Each law of sense bites: a good plan made bad in one way is found, and mended or refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.goals.goal import ClarifiedGoal, Target
from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.offline.kinds.goal_context import goal_context_of
from core.offline.reading.roles.slots.days_left import keep_days_off
from core.plans.care import Care
from core.plans.invariants import check_invariants
from core.plans.plan import Plan, Week
from core.plans.revision.regrid import regrid
from core.plans.sense.goal_context import Concern, GoalContext, Method
from core.plans.sense.laws import LAWS, find_breaches
from core.plans.sense.limits import Limit
from core.plans.sense.mending import sensible_goal, sensible_plan
from tests.factories.marked_goals import marked_goal, write_all

QUIT = (
    "[ctx I am 44.] [aim I'll stop [thing smoking] [by on 30 January].] "
    "[how I chew liquorice root.] [block After a row with my brother I always light up.]"
)
SWIM = "[aim I'll swim [to 1 km] [by by 30 March].] [ctx Not on Sundays or Tuesdays.]"
SWIMMER = marked_goal(SWIM, kind=GoalKind.TRAINING, domain="swimming")
SWIMMER = replace(SWIMMER, facts=keep_days_off(SWIMMER.facts))
SWIM_GOAL, _, SWIM_PLAN = write_all(SWIMMER)
SWIM_TOLD = goal_context_of(SWIMMER, SWIM_GOAL)
PARSED = marked_goal(QUIT, kind=GoalKind.QUIT, domain="quitting")
GOAL, _, PLAN = write_all(PARSED)
CARE = Care(
    name="drinking",
    label="you drink every day",
    asked=("doctor", "pharmacist"),
    task="Book a doctor and say how much it is a day",
    note="See a doctor first.",
    trigger="A fit",
    response="Call an ambulance.",
)
KNEES = Limit(
    label="nothing that loads your knees", loads=r"squats?|lunges?", instead=("Do bridges 3x10",)
)
TOLD = replace(goal_context_of(PARSED, GOAL), care=(CARE,), limits=(KNEES,))
Mutation = Callable[[Plan], Plan]


def with_week(plan: Plan, number: int, change: Callable[[Week], Week]) -> Plan:
    weeks = tuple(change(w) if w.number == number else w for w in plan.weeks)
    return replace(plan, weeks=weeks)


def with_title(title: str) -> Mutation:
    def change(week: Week) -> Week:
        return replace(week, tasks=(replace(week.tasks[0], title=title), *week.tasks[1:]))

    return lambda plan: with_week(plan, 2, change)


def early_milestone(plan: Plan) -> Plan:
    last = plan.weeks[-1].milestone
    assert last is not None
    early = replace(last, target=14.0, due_on=plan.starts_on + timedelta(days=20))
    return with_week(plan, 3, lambda week: replace(week, milestone=early))


def falling_milestone(plan: Plan) -> Plan:
    last = plan.weeks[-1].milestone
    assert last is not None
    beyond = replace(last, target=last.target + 40, due_on=plan.ends_on)
    return with_week(plan, len(plan.weeks) - 1, lambda week: replace(week, milestone=beyond))


def without_liquorice(plan: Plan) -> Plan:
    def change(week: Week) -> Week:
        tasks = (replace(t, title=t.title.replace("liquorice root", "water")) for t in week.tasks)
        return replace(week, tasks=tuple(replace(t, title=_dry(t.title)) for t in tasks))

    return replace(plan, weeks=tuple(change(week) for week in plan.weeks))


def _dry(title: str) -> str:
    return "Drink a glass of water" if "hew" in title else title


def without_answers(plan: Plan) -> Plan:
    weeks = tuple(
        replace(w, if_then="If it is late, then I will go to bed.", focus="Sleep")
        for w in plan.weeks
    )
    tasks = tuple(
        replace(w, tasks=tuple(replace(t, title="Drink a glass of water") for t in w.tasks))
        for w in weeks
    )
    return replace(plan, weeks=tasks, contingencies=())


def without_the_doctor(plan: Plan) -> Plan:
    return with_week(plan, 1, lambda week: replace(week, tasks=week.tasks[1:]))


MUTATIONS: dict[str, Mutation] = {
    "care_comes_first": without_the_doctor,
    "nothing_is_free_before_the_quit_date": early_milestone,
    "milestones_lead_to_the_target": falling_milestone,
    "methods_are_used": without_liquorice,
    "concerns_are_answered": without_answers,
    "nothing_is_pasted": with_title(
        "Work on after a row with my brother I always light up for ten minutes"
    ),
    "limits_hold": with_title("Do squats and lunges, 3 rounds"),
    "grammar_holds": with_title("Do this you was strong with the the list"),
}


def test_a_plan_of_ours_keeps_every_law() -> None:
    assert find_breaches(PLAN, GOAL, TOLD) == ()
    assert sensible_plan(PLAN, GOAL, TOLD) == PLAN


@pytest.mark.parametrize("law", MUTATIONS)
def test_a_broken_law_is_found_and_mended(law: str) -> None:
    mutated = MUTATIONS[law](PLAN)
    assert law in {breach.law for breach in find_breaches(mutated, GOAL, TOLD)}

    mended = sensible_plan(mutated, GOAL, TOLD)

    assert mended is not None
    assert law not in {breach.law for breach in find_breaches(mended, GOAL, TOLD)}
    assert f"sense.{law}" in {repair.rule for repair in mended.repairs}


GOAL_MUTATIONS: dict[str, tuple[GoalKind, Target, Target | None]] = {
    "hours of sleep for a weight": (
        GoalKind.BODY,
        Target(metric="sleep", quantity=12, unit="h a day"),
        None,
    ),
    "kilograms of debt": (GoalKind.MONEY, Target(metric="sum", quantity=3, unit="kg"), None),
    "twelve hours of sleep": (
        GoalKind.ROUTINE,
        Target(metric="average sleep", quantity=12, unit="h a day"),
        Target(metric="average sleep", quantity=10, unit="h a day"),
    ),
    "nine days a week": (
        GoalKind.ROUTINE,
        Target(metric="days kept", quantity=9, unit="days a week"),
        None,
    ),
    "twenty kilograms in ten weeks": (
        GoalKind.BODY,
        Target(metric="weight", quantity=70, unit="kg", baseline=90),
        Target(metric="weight", quantity=81, unit="kg", baseline=90),
    ),
    "where they stand already": (
        GoalKind.TRAINING,
        Target(metric="run", quantity=5, unit="km", baseline=5),
        Target(metric="run", quantity=5, unit="km"),
    ),
}


def goal_with(target: Target | None, weeks: int = 10) -> ClarifiedGoal:
    starts_on = date(2026, 11, 21)
    return replace(
        GOAL,
        target=target,
        starts_on=starts_on,
        deadline=starts_on + timedelta(days=7 * weeks - 1),
    )


@pytest.mark.parametrize("name", GOAL_MUTATIONS)
def test_a_number_that_no_person_can_live_is_mended_with_a_note(name: str) -> None:
    kind, target, expected = GOAL_MUTATIONS[name]
    goal = goal_with(target)

    mended = sensible_goal(goal, GoalContext(text="", kind=kind))

    assert mended.target == expected
    assert find_breaches(PLAN, goal, GoalContext(text="", kind=kind))
    if expected is None or expected.quantity != target.quantity:
        assert len(mended.notes) == len(goal.notes) + 1


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (GoalKind.BODY, Target(metric="weight", quantity=82, unit="kg", baseline=90)),
        (GoalKind.ROUTINE, Target(metric="average sleep", quantity=8, unit="h a night")),
        (GoalKind.MONEY, Target(metric="saved", quantity=4000, unit="EUR")),
        (GoalKind.QUIT, Target(metric="days free", quantity=60, unit="days")),
        (None, Target(metric="anything", quantity=12, unit="kg")),
    ],
)
def test_a_sensible_number_stays(kind: GoalKind | None, target: Target) -> None:
    goal = goal_with(target)

    assert sensible_goal(goal, GoalContext(text="", kind=kind)) == goal


@pytest.mark.parametrize(
    ("direction", "target", "stays"),
    [
        (-1, Target(metric="weight", quantity=85, unit="kg", baseline=74), False),
        (-1, Target(metric="weight", quantity=70, unit="kg", baseline=74), True),
        (1, Target(metric="saved", quantity=200, unit="EUR", baseline=900), False),
        (1, Target(metric="saved", quantity=1200, unit="EUR", baseline=900), True),
        (1, Target(metric="pages", quantity=0, unit="pages"), False),
        (-1, Target(metric="smoked", quantity=0, unit="cigarettes", baseline=10), True),
        (0, Target(metric="rating", quantity=1300, unit="points", baseline=1400), True),
        (0, Target(metric="rating", quantity=-3, unit="points"), False),
    ],
)
def test_a_target_on_the_wrong_side_is_not_planned_on(
    direction: int, target: Target, *, stays: bool
) -> None:
    goal, stated = goal_with(target, weeks=40), GoalContext(text="", direction=direction)

    found = {breach.law for breach in find_breaches(PLAN, goal, stated)}
    mended = sensible_goal(goal, stated)

    assert ("target_is_on_its_side" not in found) == stays
    assert (mended.target is not None) == stays
    assert stays or "misread" in mended.notes[-1]


def test_a_plan_of_mostly_broken_tasks_is_beyond_mending() -> None:
    def change(week: Week) -> Week:
        return replace(
            week, tasks=tuple(replace(t, title="Do {thing} the the") for t in week.tasks)
        )

    broken = replace(PLAN, weeks=tuple(change(week) for week in PLAN.weeks))

    assert sensible_plan(broken, GOAL, TOLD) is None


def test_an_answer_that_is_missing_is_the_one_that_was_known() -> None:
    stated = replace(
        TOLD,
        concerns=(Concern(words="xyzzy plugh", label="Xyzzy", response="Go round it."),),
        methods=(Method(words="frobnicator", task="Use the frobnicator"),),
    )

    mended = sensible_plan(PLAN, GOAL, stated)

    assert mended is not None
    assert (mended.contingencies[0].trigger, mended.contingencies[0].response) == (
        "Xyzzy",
        "Go round it.",
    )
    assert any(task.title == "Use the frobnicator" for task in mended.weeks[0].tasks)


def test_a_goal_in_another_language_is_not_judged_by_english_grammar() -> None:
    german = with_title("Lies the the Buch")(PLAN)

    assert find_breaches(german, GOAL, replace(TOLD, english=False)) == ()


def on_day(day: Day) -> Mutation:
    def change(week: Week) -> Week:
        tasks = [replace(t, day=day if t.day else None) for t in week.tasks]
        return replace(week, tasks=tuple(tasks))

    return lambda plan: with_week(plan, 2, change)


def doubled_session(plan: Plan) -> Plan:
    def change(week: Week) -> Week:
        first = next(task for task in week.tasks if task.day)
        return replace(week, tasks=(*week.tasks, replace(first, id="again")))

    return with_week(plan, 3, change)


DAY_MUTATIONS: dict[str, Mutation] = {
    "days_off_are_free": on_day(Day.SUN),
    "a_sport_has_one_session_a_day": doubled_session,
}


@pytest.mark.parametrize("law", DAY_MUTATIONS)
def test_a_session_on_a_wrong_day_is_found_and_moved(law: str) -> None:
    assert find_breaches(SWIM_PLAN, SWIM_GOAL, SWIM_TOLD) == ()
    mutated = DAY_MUTATIONS[law](SWIM_PLAN)
    assert law in {b.law for b in find_breaches(mutated, SWIM_GOAL, SWIM_TOLD)}

    mended = sensible_plan(mutated, SWIM_GOAL, SWIM_TOLD)

    assert mended is not None
    assert find_breaches(mended, SWIM_GOAL, SWIM_TOLD) == ()
    assert f"sense.{law}" in {repair.rule for repair in mended.repairs}


def test_a_session_without_a_free_day_is_left_out_and_named() -> None:
    only = replace(SWIM_TOLD, days=(Day.MON,))

    mended = sensible_plan(SWIM_PLAN, SWIM_GOAL, only)

    assert mended is not None
    assert find_breaches(mended, SWIM_GOAL, only) == ()
    assert any("its day had one already" in repair.text for repair in mended.repairs)


def test_what_takes_place_on_its_own_date_stays_there() -> None:
    goal = replace(SWIM_GOAL, event_on=date(2026, 12, 6))  # a Sunday in week 3
    race = with_week(
        SWIM_PLAN,
        3,
        lambda week: replace(week, tasks=(replace(week.tasks[0], day=Day.SUN),)),
    )

    assert find_breaches(race, SWIM_GOAL, SWIM_TOLD)
    assert find_breaches(race, goal, SWIM_TOLD) == ()


def test_a_blocked_day_holds_nothing_even_in_a_week_without_another() -> None:
    """The plan's last day is no excuse, unless it is the day that the person named."""
    last = SWIM_PLAN.weeks[-1]
    day = last.tasks[0].day
    assert day is not None
    blocked = replace(SWIM_TOLD, blocked=tuple(Day), days=(), last_day=None)

    found = {b.task_id for b in find_breaches(SWIM_PLAN, SWIM_GOAL, blocked)}
    mended = sensible_plan(SWIM_PLAN, SWIM_GOAL, blocked)

    assert {task.id for task in last.tasks if task.day} <= found
    assert mended is not None
    assert not any(task.day for week in mended.weeks for task in week.tasks)
    assert any("has no weekday" in repair.text for repair in mended.repairs)


@pytest.mark.parametrize("days", [20, -20])
def test_a_plan_that_misses_the_named_day_is_found_and_noted(days: int) -> None:
    assert SWIM_TOLD.last_day == SWIM_PLAN.ends_on
    day = SWIM_PLAN.ends_on + timedelta(days=days)
    other, goal = replace(SWIM_TOLD, last_day=day), replace(SWIM_GOAL, deadline=day)

    found = {b.law for b in find_breaches(SWIM_PLAN, goal, other)}
    assert "the_plan_lasts_to_the_day" in found
    mended = sensible_plan(SWIM_PLAN, goal, other)
    assert mended is not None
    assert "sense.the_plan_lasts_to_the_day" in {repair.rule for repair in mended.repairs}


def test_an_unsure_person_gets_a_reserve_day_every_week_and_keeps_it() -> None:
    unsure = replace(SWIM_TOLD, unsure=True)
    assert {b.law for b in find_breaches(SWIM_PLAN, SWIM_GOAL, unsure)} == {
        "an_unsure_person_has_reserve"
    }

    mended = sensible_plan(SWIM_PLAN, SWIM_GOAL, unsure)

    assert mended is not None
    assert find_breaches(mended, SWIM_GOAL, unsure) == ()
    assert check_invariants(mended, SWIM_GOAL) == ()
    again = regrid(mended.weeks, mended, unchanged=1, ends_on=mended.ends_on)
    assert [week.reserve_days for week in again.weeks] == [w.reserve_days for w in mended.weeks]


def test_every_law_is_mutated_by_a_test() -> None:
    names = {law.__name__ for law in LAWS}

    assert names == set(MUTATIONS) | set(DAY_MUTATIONS) | {
        "an_unsure_person_has_reserve",
        "unit_fits",
        "human_bounds",
        "target_is_ahead",
        "target_is_on_its_side",
        "words_go_the_named_way",
        "the_plan_lasts_to_the_day",
        "named_things_are_used",  # mutated in unit/offline/named
    }


SLIMMER = Target(metric="body weight", quantity=95, unit="kg", baseline=104)


def test_a_target_against_the_persons_own_weights_is_replaced_by_them() -> None:
    goal = goal_with(replace(SLIMMER, quantity=133), weeks=28)

    mended = sensible_goal(goal, GoalContext(text="", kind=GoalKind.BODY, body=SLIMMER))

    assert mended.target == SLIMMER
    assert mended.notes[-1] == "You named 104 and 95 kg, so the plan goes that way."


@pytest.mark.parametrize("title", ["Eat in a surplus of 300 kcal", "Cook to gain weight"])
def test_a_plan_that_feeds_a_loss_is_replaced(title: str) -> None:
    stated = GoalContext(text="", body=SLIMMER)
    plan, goal = with_title(title)(PLAN), goal_with(SLIMMER, weeks=28)

    assert "words_go_the_named_way" in {b.law for b in find_breaches(plan, goal, stated)}
    assert sensible_plan(plan, goal, stated) is None
    risen = replace(stated, body=replace(SLIMMER, quantity=110))
    assert "words_go_the_named_way" not in {b.law for b in find_breaches(plan, goal, risen)}
