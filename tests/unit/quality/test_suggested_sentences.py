"""Each suggested sentence, from a goal and plan with and without the facts it uses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.goals.goal import ClarifiedGoal, GoalType, SmartStatement, Target
from core.goals.weeks import Day
from core.plans.plan import Milestone, Plan, Task, Week
from core.quality.rubric import item_by_id
from core.quality.suggestions import GoalContext, suggest_sentence

START = date(2027, 1, 4)
LINE = "I run."
GOAL = ClarifiedGoal(
    statement="I run 5 km without stopping.",
    smart=SmartStatement(
        specific=LINE, measurable=LINE, achievable=LINE, relevant=LINE, time_bound=LINE
    ),
    domain="running",
    goal_type=GoalType.OUTCOME,
    target=Target(metric="Distance without a break", quantity=5, unit="km", baseline=1),
    starts_on=START,
    deadline=START + timedelta(days=55),
    hours_per_week=2.5,
    obstacle="rain.",
)


def make_week(number: int, *tasks: Task, milestone: float | None = None) -> Week:
    starts_on = START + timedelta(days=7 * (number - 1))
    return Week(
        number=number,
        starts_on=starts_on,
        phase="Base",
        focus="Habit",
        tasks=tasks,
        if_then="If it rains, then I will climb stairs.",
        milestone=None
        if milestone is None
        else Milestone(title="At", metric="d", target=milestone, unit="km", due_on=starts_on),
    )


def make_plan(*weeks: Week) -> Plan:
    return Plan(
        starts_on=START,
        ends_on=GOAL.deadline,
        hours_per_week=2.5,
        weeks=weeks,
        check_in_weeks=(len(weeks),),
        resources=(),
        contingencies=(),
    )


RUN = Task(id="a", title="Run slowly (with a friend)", minutes=20, day=Day.MON)
SWIM = Task(id="b", title="Swim a lap", minutes=30, day=Day.WED)
REST = Task(id="c", title="Stretch", minutes=10)
PLAN = make_plan(make_week(1, RUN, SWIM), make_week(2, SWIM, milestone=2.0), make_week(3, RUN))
FULL = GoalContext(text="Run 5 km because I promised it", goal=GOAL, plan=PLAN)
UNPLANNED = replace(FULL, plan=None)
UNCOUNTED = replace(FULL, goal=replace(GOAL, target=None))


@pytest.mark.parametrize(
    ("item_id", "sentence"),
    [
        ("clarity.outcome", "I run 5 km without stopping."),
        (
            "clarity.single_aim",
            "For the next 8 weeks I work only on this: Run 5 km because I promised it.",
        ),
        ("clarity.plain_words", "By 28 February 2027 I will reach 5 km."),
        ("clarity.reason", "This matters to me because I promised it."),
        ("specificity.action", "I will run slowly."),
        ("specificity.quantity", "I will reach 5 km."),
        ("specificity.when_where", "I will do it on Monday and Wednesday."),
        ("specificity.end_date", "I will reach it by 28 February 2027."),
        ("specificity.obstacle", "The obstacle I expect: rain."),
        ("measurability.number", "I have reached it at 5 km (distance without a break)."),
        ("measurability.method", "I log it after every session and count it every Sunday."),
        ("measurability.frequency", "I do it 2 times a week."),
        ("measurability.checkpoint", "By week 2 I want to be at 2 km."),
        ("actionability.verb_first", "Run slowly for 20 minutes on Monday."),
        ("actionability.first_step", "This week I will run slowly on Monday."),
        ("actionability.if_then", "If it rains, then I will climb stairs."),
        ("actionability.fits_time", "This takes 2.5 hours a week."),
    ],
)
def test_a_sentence_states_the_facts_of_goal_and_plan(item_id: str, sentence: str) -> None:
    assert suggest_sentence(item_id, FULL) == sentence


@pytest.mark.parametrize(
    "item_id",
    [
        "specificity.action",
        "specificity.when_where",
        "measurability.frequency",
        "actionability.verb_first",
        "actionability.first_step",
    ],
)
def test_without_a_plan_the_sentence_has_gaps(item_id: str) -> None:
    item = item_by_id(item_id)

    assert item is not None
    assert suggest_sentence(item_id, UNPLANNED) == item.suggestion
    assert "<" in item.suggestion


@pytest.mark.parametrize(
    ("item_id", "sentence"),
    [
        ("specificity.quantity", "I will do 20 minutes each time."),
        ("measurability.number", "I have reached it when 4 of the 4 planned tasks are done."),
    ],
)
def test_without_a_target_the_tasks_are_counted(item_id: str, sentence: str) -> None:
    assert suggest_sentence(item_id, UNCOUNTED) == sentence


def test_without_milestones_the_checkpoint_is_halfway() -> None:
    assert suggest_sentence("measurability.checkpoint", UNPLANNED) == (
        "By week 4 I want to be at 3 km."
    )


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((Day.SAT,), "I will do it on Saturday."),
        ((Day.MON, Day.WED, Day.FRI), "I will do it on Monday, Wednesday and Friday."),
        (tuple(Day), "I will do it every day."),
    ],
)
def test_days_are_listed_in_words(days: tuple[Day, ...], sentence: str) -> None:
    tasks = (replace(RUN, id=day, day=day) for day in days)
    context = replace(FULL, plan=make_plan(make_week(1, *tasks)))

    assert suggest_sentence("specificity.when_where", context) == sentence


@pytest.mark.parametrize(
    ("tasks", "sentence"),
    [
        ((RUN, replace(SWIM, day=Day.MON)), "I do it once a week."),
        ((REST, replace(REST, id="d")), "I do it 2 times a week."),
        ((RUN, SWIM, REST), "I do it 3 times a week."),
    ],
)
def test_two_tasks_of_one_day_are_one_time(tasks: tuple[Task, ...], sentence: str) -> None:
    context = replace(FULL, plan=make_plan(make_week(1, *tasks)))

    assert suggest_sentence("measurability.frequency", context) == sentence


def test_an_acronym_keeps_its_capitals() -> None:
    task = replace(RUN, title="HIIT for beginners", day=None)
    context = replace(FULL, plan=make_plan(make_week(1, task)))

    assert suggest_sentence("specificity.action", context) == "I will HIIT for beginners."


def test_without_an_if_then_plan_the_obstacle_gets_one() -> None:
    assert suggest_sentence("actionability.if_then", UNPLANNED).startswith("If “rain” gets in")
