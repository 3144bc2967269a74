"""The plan compiler: any draft becomes a valid plan, and every change is recorded."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import ClarifiedGoal, GoalType, SmartStatement, Target
from core.goals.weeks import Day
from core.plans.compiler import compile_plan
from core.plans.draft import ContingencyDraft, MilestoneDraft, PlanDraft, TaskDraft, WeekDraft
from core.plans.invariants import check_invariants
from core.plans.plan import Plan
from core.plans.task_ids import preserve_task_ids

START = date(2026, 11, 21)


def make_goal(
    *, days: int = 56, hours: float = 3.0, target: Target | None = None, obstacle: str = "rain"
) -> ClarifiedGoal:
    line = "I will run."
    smart = SmartStatement(
        specific=line, measurable=line, achievable=line, relevant=line, time_bound=line
    )
    return ClarifiedGoal(
        statement="I will run 5 km.",
        smart=smart,
        domain="running",
        goal_type=GoalType.OUTCOME,
        target=target,
        starts_on=START,
        deadline=START + timedelta(days=days - 1),
        hours_per_week=hours,
        obstacle=obstacle,
    )


def make_week(*, title: str = "Run easily", minutes: int = 30, **changes: object) -> WeekDraft:
    given_ = {
        "phase": "Base",
        "focus": "Go",
        "tasks": [TaskDraft(title=title, minutes=minutes)],
        "if_then": "If it rains, then I will run inside.",
    }
    return WeekDraft.model_validate(given_ | changes)


def rules_of(plan: Plan) -> set[str]:
    return {repair.rule for repair in plan.repairs}


TASKS = st.builds(
    TaskDraft,
    title=st.sampled_from(
        [
            "Run easily",
            "I will stretch",
            "30-minute easy run",
            "running hills",
            "",
            "  ",
            "🎉",
            "train through the pain",
        ]
    ),
    minutes=st.integers(1, 1_440),
    day=st.none() | st.sampled_from(["Mon", "sunday", "Noday", "Sat"]),
)
MILESTONES = st.builds(
    MilestoneDraft,
    title=st.sampled_from(["Half", ""]),
    metric=st.sampled_from(["distance", ""]),
    target=st.floats(-100, 100, allow_nan=False).map(lambda x: round(x, 1)),
    unit=st.sampled_from(["km", "", "kg"]),
)
WEEKS = st.builds(
    WeekDraft,
    phase=st.sampled_from(["Base", ""]),
    focus=st.sampled_from(["Go", ""]),
    tasks=st.lists(TASKS, max_size=20),
    if_then=st.sampled_from(
        ["", "If it rains, then I will run inside.", "When tired, sleep", "just do it"]
    ),
    milestone=st.none() | MILESTONES,
    load=st.none() | st.floats(0, 500, allow_nan=False).map(lambda x: round(x, 1)),
)
DRAFTS = st.builds(
    PlanDraft,
    weeks=st.lists(WEEKS, min_size=1, max_size=12),
    check_in_weeks=st.lists(st.integers(-3, 80), max_size=8),
    contingencies=st.lists(
        st.builds(
            ContingencyDraft,
            trigger=st.sampled_from(["", "ill"]),
            response=st.sampled_from(["rest", "crash diet"]),
        ),
        max_size=3,
    ),
)
TARGETS = st.none() | st.builds(
    Target,
    metric=st.just("distance"),
    quantity=st.sampled_from([5.0, 80.0, 0.0]),
    unit=st.sampled_from(["km", "kg"]),
    baseline=st.none() | st.sampled_from([0.0, 90.0]),
)


@settings(max_examples=120, deadline=None)
@given(
    draft=DRAFTS,
    days=st.integers(1, 364),
    hours=st.sampled_from([0.5, 1.0, 3.0, 20.0, 60.0]),
    target=TARGETS,
)
def test_any_draft_becomes_a_plan_without_violations(
    draft: PlanDraft, days: int, hours: float, target: Target | None
) -> None:
    goal = make_goal(days=days, hours=hours, target=target)

    plan = compile_plan(draft, goal)

    assert check_invariants(plan, goal) == ()
    assert plan == preserve_task_ids(compile_plan(draft, goal), plan)


def test_a_good_draft_is_left_as_it_is() -> None:
    draft = PlanDraft(
        weeks=[make_week(load=10.0 + n) for n in range(7)]
        + [
            make_week(
                load=17.0,
                milestone=MilestoneDraft(title="Done", metric="runs", target=8, unit="runs"),
            )
        ],
        check_in_weeks=[3, 6, 8],
        contingencies=[ContingencyDraft(trigger="ill", response="rest")],
    )

    assert compile_plan(draft, make_goal()).repairs == ()


def test_a_week_over_the_hours_is_shortened_with_a_repair() -> None:
    plan = compile_plan(PlanDraft(weeks=[make_week(minutes=400)] * 8), make_goal(hours=2))

    assert all(week.minutes <= 120 for week in plan.weeks)
    assert any("from 400 to 120 minutes: over your hours" in repair.text for repair in plan.repairs)


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("I will stretch", "Stretch"),
        ("running hills", "Run hills"),
        ("30-minute easy run", "Do this: 30-minute easy run"),
    ],
)
def test_a_task_begins_with_what_to_do(title: str, better: str) -> None:
    plan = compile_plan(PlanDraft(weeks=[make_week(title=title)] * 8), make_goal())

    assert plan.weeks[0].tasks[0].title == better
    assert "verb_first" in rules_of(plan)


def test_advice_that_harms_is_replaced() -> None:
    plan = compile_plan(PlanDraft(weeks=[make_week(title="Do a 48-hour fast")] * 8), make_goal())

    assert not any("fast" in task.title for week in plan.weeks for task in week.tasks)
    assert "banned_advice" in rules_of(plan)


def test_a_jump_in_the_load_is_smoothed() -> None:
    loads = [5, 5, 30, 8, 9, 10, 30, 30]
    plan = compile_plan(PlanDraft(weeks=[make_week(load=load) for load in loads]), make_goal())

    assert "gradual" in rules_of(plan)
    assert plan.weeks[-1].load == 30


def test_a_week_without_an_if_then_gets_one_for_the_persons_obstacle() -> None:
    plan = compile_plan(
        PlanDraft(weeks=[make_week(if_then="")] * 8), make_goal(obstacle="night shifts")
    )

    assert all("night shifts" in week.if_then for week in plan.weeks)


def test_a_draft_of_another_length_is_fitted_to_the_dates() -> None:
    plan = compile_plan(
        PlanDraft(weeks=[make_week(phase=str(n)) for n in range(4)]), make_goal(days=70)
    )

    assert plan.total_weeks == 10
    assert [week.phase for week in plan.weeks][0::9] == ["0", "3"]


def test_a_plan_without_a_last_milestone_gets_the_goal() -> None:
    goal = make_goal(target=Target(metric="distance", quantity=5, unit="km", baseline=1))
    draft = PlanDraft(
        weeks=[make_week(milestone=MilestoneDraft(title="x", metric="d", target=9, unit="km"))]
        + [make_week()] * 7
    )

    plan = compile_plan(draft, goal)

    assert [(m.target, m.unit, m.due_on) for m in plan.milestones] == [(5, "km", goal.deadline)]


def test_a_two_day_plan_is_one_short_week_on_those_days() -> None:
    draft = PlanDraft(weeks=[make_week(tasks=[TaskDraft(title="Run", minutes=60, day="Thu")])])

    plan = compile_plan(draft, make_goal(days=2))

    assert plan.total_weeks == 1
    assert plan.weeks[0].tasks[0].day in {Day.SAT, Day.SUN}
    assert "dates" in rules_of(plan)


def test_a_link_that_is_no_web_address_is_dropped() -> None:
    draft = PlanDraft.model_validate(
        {
            "weeks": [make_week().model_dump()],
            "resources": [{"title": "x", "url": "javascript:alert(1)"}],
        }
    )

    assert compile_plan(draft, make_goal()).resources[0].url is None


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("https://example.org/5k", "https://example.org/5k"),
        ("http://example.org", "http://example.org"),
        ("ftp://example.org", None),
        ("https://example.org/a b", None),
        ("example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_links(url: str | None, stored: str | None) -> None:
    draft = PlanDraft.model_validate(
        {"weeks": [make_week().model_dump()], "resources": [{"title": "A book", "url": url}]}
    )

    assert compile_plan(draft, make_goal()).resources[0].url == stored


def test_resources_without_a_title_are_dropped_and_their_number_is_bounded() -> None:
    titles = ["", " ", *(f"Book {n}" for n in range(12))]
    draft = PlanDraft.model_validate(
        {
            "weeks": [make_week().model_dump()],
            "resources": [{"title": t, "kind": ""} for t in titles],
        }
    )

    resources = compile_plan(draft, make_goal()).resources

    assert [resource.title for resource in resources] == [f"Book {n}" for n in range(8)]
    assert {resource.kind for resource in resources} == {"resource"}


def test_a_harmful_or_incomplete_contingency_is_replaced_or_dropped() -> None:
    contingencies = [
        ContingencyDraft(trigger="ill", response="rest"),
        ContingencyDraft(trigger="a feast", response="crash diet"),
        ContingencyDraft(trigger="", response="rest"),
        ContingencyDraft(trigger="late", response=" "),
    ]
    plan = compile_plan(
        PlanDraft(weeks=[make_week()] * 8, contingencies=contingencies), make_goal()
    )

    assert [each.trigger for each in plan.contingencies] == ["ill", "a feast"]
    assert plan.contingencies[0].response == "rest"
    assert plan.contingencies[1].response.startswith("Plan three regular meals")
    assert "banned_advice" in rules_of(plan)


def test_a_plan_without_contingencies_gets_two() -> None:
    plan = compile_plan(PlanDraft(weeks=[make_week()] * 8), make_goal())

    assert [each.trigger for each in plan.contingencies] == [
        "You missed a week",
        "The weeks are too full",
    ]
    assert "contingencies" in rules_of(plan)


@pytest.mark.parametrize(
    ("drafted", "compiled", "repaired"),
    [
        ([3, 6, 8], (3, 6, 8), False),
        ([8, 4, 4], (4, 8), False),
        ([4, 8, 99, -1], (4, 8), False),
        ([], (3, 5, 8), False),
        ([8], (3, 5, 8), True),
        ([1, 4, 8], (3, 5, 8), True),
        ([3, 6], (3, 5, 8), True),
    ],
)
def test_check_ins_that_do_not_fit_are_moved(
    drafted: list[int], compiled: tuple[int, ...], *, repaired: bool
) -> None:
    plan = compile_plan(PlanDraft(weeks=[make_week()] * 8, check_in_weeks=drafted), make_goal())

    assert plan.check_in_weeks == compiled
    assert ("check_ins" in rules_of(plan)) is repaired


def test_a_long_draft_loses_weeks_evenly_and_keeps_its_last_milestone() -> None:
    final = MilestoneDraft(title="Done", metric="runs", target=8, unit="runs")
    weeks = [make_week(phase=str(n)) for n in range(9)] + [make_week(phase="9", milestone=final)]

    plan = compile_plan(PlanDraft(weeks=weeks), make_goal(days=28))

    assert [week.phase for week in plan.weeks] == ["0", "3", "6", "9"]
    assert [(m.target, m.unit) for m in plan.milestones] == [(8, "runs")]


def test_one_week_of_a_long_draft_is_its_first_with_the_last_milestone() -> None:
    final = MilestoneDraft(title="Done", metric="runs", target=8, unit="runs")
    weeks = [make_week(phase="first"), make_week(phase="last", milestone=final)]

    plan = compile_plan(PlanDraft(weeks=weeks), make_goal(days=7))

    assert [week.phase for week in plan.weeks] == ["first"]
    assert [m.title for m in plan.milestones] == ["Done"]


def test_a_repeated_week_has_its_milestone_once() -> None:
    halfway = MilestoneDraft(title="Half", metric="runs", target=4, unit="runs")
    weeks = [make_week(), make_week(milestone=halfway), make_week()]

    plan = compile_plan(PlanDraft(weeks=weeks), make_goal(days=84))

    assert [week.number for week in plan.weeks if week.milestone is not None] == [9, 12]


def test_a_blank_phase_and_focus_are_filled() -> None:
    plan = compile_plan(PlanDraft(weeks=[make_week(phase=" ", focus="")] * 8), make_goal())

    assert {(week.phase, week.focus) for week in plan.weeks} == {("On the way", "Run easily")}


def test_a_harmful_if_then_plan_is_replaced_by_the_smallest_task() -> None:
    week = make_week(if_then="If I overeat, then I will skip meals.")

    plan = compile_plan(PlanDraft(weeks=[week] * 8), make_goal())

    assert plan.weeks[0].if_then == (
        "If “rain” gets in the way, then I will do ten minutes of “Run easily”."
    )
    assert "if_then" in rules_of(plan)


def test_a_week_too_many_is_joined_to_the_last_one_and_no_other_week_slides() -> None:
    """A goal of four weeks and a day was counted as five weeks."""
    weeks = [make_week(focus=f"Week {n}", minutes=100) for n in range(1, 5)]
    last = make_week(focus="The day", title="Race", minutes=60)

    plan = compile_plan(PlanDraft(weeks=[*weeks, last]), make_goal(days=29))

    assert [w.focus for w in plan.weeks] == ["Week 1", "Week 2", "Week 3", "The day"]
    assert [(t.title, t.minutes) for t in plan.weeks[3].tasks] == [
        ("Run easily", 100),
        ("Race", 60),
    ]


def test_a_week_too_few_repeats_the_week_before_the_last() -> None:
    weeks = [make_week(focus=f"Week {n}") for n in range(1, 5)]

    plan = compile_plan(PlanDraft(weeks=weeks), make_goal(days=31))

    assert [w.focus for w in plan.weeks] == ["Week 1", "Week 2", "Week 3", "Week 3", "Week 4"]


def test_what_happens_on_the_last_day_of_a_long_last_week_keeps_its_minutes_and_its_day() -> None:
    """The plan starts on Saturday and ends on Sunday, nine days later."""
    tasks = [TaskDraft(title="Race", minutes=120, day="Sun"), TaskDraft(title="Rest", minutes=60)]

    plan = compile_plan(PlanDraft(weeks=[make_week(tasks=tasks)]), make_goal(days=9))

    assert [(t.title, t.minutes, t.day) for t in plan.weeks[0].tasks] == [
        ("Race", 120, Day.SUN),
        ("Rest", 60, None),
    ]
    assert plan.repairs[0].rule != "hours"
    assert plan.last_day_of(plan.weeks[0]) == START + timedelta(days=8)


def test_money_and_quitting_may_step_at_once() -> None:
    loads = [15, 15, 15, 15, 15, 0]

    plan = compile_plan(
        PlanDraft(weeks=[make_week(load=load) for load in loads]), make_goal(days=42)
    )

    assert [week.load for week in plan.weeks] == loads
