"""What each kind of goal knows: dates, result, what grows, what comes after."""

import itertools
from datetime import date, timedelta

import pytest

from core.goals.goal import Circumstances
from core.goals.kind import GoalKind
from core.goals.weeks import date_of
from core.offline.kinds.choose import kind_of
from core.offline.kinds.outline import outline_of
from core.plans.plan import Plan
from tests.factories.coaching import PLAYBOOKS
from tests.factories.marked_goals import marked_facts, marked_goal, write_all


def titles(plan: Plan) -> list[str]:
    return [task.title for week in plan.weeks for task in week.tasks]


SMOKE = "[aim [thing smoking] ends [by on 30 January]] [block stress]"


def test_a_quit_plan_prepares_before_its_date_and_goes_on_four_weeks_after() -> None:
    goal, _, plan = write_all(marked_goal(SMOKE, kind=GoalKind.QUIT, domain="quitting"))
    quit_date = date(2027, 1, 30)

    assert goal.deadline >= quit_date + timedelta(weeks=4)
    assert all(m.due_on >= quit_date for m in plan.milestones)
    assert all(m.target == (m.due_on - quit_date).days + 1 for m in plan.milestones)
    assert {w.phase for w in plan.weeks if w.ends_on < quit_date} == {"Get ready"}
    assert "30 January 2027" in goal.statement


def test_a_length_without_a_habit_begins_at_once_and_lasts_exactly_so_long() -> None:
    parsed = marked_goal("[aim [span 40 days] without [thing sweets]]", kind=GoalKind.QUIT)
    goal, _, plan = write_all(parsed)

    assert (goal.deadline - goal.starts_on).days + 1 == 40
    assert outline_of(parsed).turning_day == goal.starts_on
    assert plan.weeks[-1].milestone is not None
    assert plan.weeks[-1].milestone.target == 40


def test_cutting_down_is_no_quitting() -> None:
    text = "[aim cut [thing coffee] to [to 2 cups a day]] [start from [from 6 cups a day]]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.QUIT, domain="quitting"))

    assert goal.target is not None
    assert goal.target.quantity == 2
    targets = [m.target for m in plan.milestones]
    assert targets == sorted(targets, reverse=True)


REPORT = "[aim finish [thing the report], [to 60 pages]] [start [from 12 pages]] [by by 1 March]"


def test_a_project_is_done_one_to_two_weeks_before_its_date() -> None:
    parsed = marked_goal(REPORT, kind=GoalKind.PROJECT, domain="long_writing")
    goal, _, plan = write_all(parsed)
    done = next(m.due_on for m in plan.milestones if m.target == 60)

    assert goal.target is not None
    assert goal.target.baseline == 12
    assert timedelta(days=3) <= goal.deadline - done <= timedelta(days=15)


def test_a_project_takes_the_hours_it_needs_or_says_that_they_are_too_few() -> None:
    assumed, _, _ = write_all(marked_goal(REPORT, kind=GoalKind.PROJECT, domain="long_writing"))
    few, _, _ = write_all(
        marked_goal(
            REPORT,
            kind=GoalKind.PROJECT,
            domain="long_writing",
            circumstances=Circumstances(hours_per_week=3),
        )
    )

    assert assumed.hours_per_week >= 6
    assert not any("Three ways" in note for note in assumed.notes)
    assert any("Three ways" in note and "3 hours" in note for note in few.notes)


def test_what_is_owed_is_not_yet_paid_and_is_counted_in_the_persons_own_way() -> None:
    text = (
        "[start I owe [from 1,900 €].] [aim [thing debt] gone, [to 2,000 €] with interest,] "
        "[by by 30 June] [how for every 40 I pay I cross out one box]"
    )
    goal, resolution, plan = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="debt"))

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.baseline) == (2000, None)
    assert any(metric.target == "50 boxes of €40" for metric in resolution.metrics)
    assert any("50 of 50 in all" in title for title in titles(plan))


def test_a_monthly_payment_decides_what_is_reached_and_when() -> None:
    text = "[aim save [to 4,000 €] for [thing a kiln]] [by by 1 June] [limit [pay 200 € a month]]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="saving"))
    loads = [week.load for week in plan.weeks if week.load]

    assert goal.target is not None
    assert goal.target.quantity == 1400  # seven firsts of a month
    assert loads == [200.0] * 7
    assert any("three ways" in note for note in goal.notes)


def test_a_payment_without_a_date_sets_the_date() -> None:
    text = "[aim save [to 900 €] for [thing a tent]] [limit [pay 150 € a month]]"
    goal, _, _ = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="saving"))

    assert goal.deadline == date(2027, 5, 1)


def test_a_sum_that_is_due_in_a_week_keeps_its_date_and_offers_a_later_one() -> None:
    text = "[aim save [to 3,000 €] for [thing a trip]] [by by 30 November]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.MONEY, domain="saving"))

    assert goal.deadline == plan.ends_on == date(2026, 11, 30)
    assert any("at once" in note and "change the date" in note for note in goal.notes)


@pytest.mark.parametrize(
    ("rate", "minutes", "times"),
    [("4 times a week", 25, 4), ("every day", 12, 7), ("twice a week", 50, 2)],
)
def test_a_routine_keeps_rate_and_minutes_from_the_first_week(
    rate: str, minutes: int, times: int
) -> None:
    text = f"[aim practise [thing juggling]] [hours {minutes} minutes] [rate {rate}]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.ROUTINE))
    sessions = [t for t in plan.weeks[0].tasks if t.day is not None]

    assert goal.target is not None
    assert goal.target.quantity == times
    assert len(sessions) == times
    assert {task.minutes for task in sessions} == {minutes}
    assert {week.load for week in plan.weeks} == {float(times)}


def test_a_routine_lasts_as_long_as_told() -> None:
    text = "[aim [thing sketching] [span 100 days], [hours 20 minutes] [rate every day]]"
    goal, _, _ = write_all(marked_goal(text, kind=GoalKind.ROUTINE))

    assert (goal.deadline - goal.starts_on).days + 1 == 100


FEAR = (
    "[aim lose [thing the fear of dogs]] [by by 1 March]: "
    "[how watch dog videos, walk past the park, stroke my neighbour's poodle, visit a kennel]"
)


def test_a_fear_is_climbed_by_the_persons_own_steps_in_their_order() -> None:
    _, _, plan = write_all(marked_goal(FEAR, kind=GoalKind.FEAR))
    found = titles(plan)
    first = [
        next(i for i, title in enumerate(found) if words in title)
        for words in ("dog videos", "past the park", "neighbour's poodle")
    ]

    assert first == sorted(first)
    assert all(m.unit == "steps" for m in plan.milestones)


def test_no_effort_counts_as_the_result() -> None:
    for kind in GoalKind:
        parsed = marked_goal("[aim something [thing of mine]]", kind=kind)
        target = outline_of(parsed).target

        assert target is not None
        assert not {"sessions", "h", "min", "minutes", "hours"} & set(target.unit.split())


def test_named_days_hold() -> None:
    text = "[aim reach [to 1600] in [thing blitz]] [start [from 1500]] [limit [days weekdays]]"
    _, _, plan = write_all(marked_goal(text, kind=GoalKind.SKILL, domain="board_games"))
    days = {t.day.value for week in plan.weeks for t in week.tasks if t.day}

    assert days <= {"Mon", "Tue", "Wed", "Thu", "Fri"}


def test_the_persons_tool_is_used_and_counted() -> None:
    text = "[aim learn [thing Norwegian]] [how with the Mystery of Nils textbook]"
    _, resolution, plan = write_all(marked_goal(text, kind=GoalKind.SKILL, domain="language"))

    assert sum("Mystery" in title for title in titles(plan)) >= plan.total_weeks / 3
    assert any("Mystery" in metric.name for metric in resolution.metrics)


def test_two_weeks_in_a_row_never_read_alike() -> None:
    for kind in (GoalKind.PROJECT, GoalKind.SKILL, GoalKind.CHANGE, GoalKind.EVENT, GoalKind.EXAM):
        _, _, plan = write_all(marked_goal("[aim something [thing of mine]]", kind=kind))
        weeks = [(w.focus, sorted(t.title for t in w.tasks)) for w in plan.weeks]

        assert all(one != other for one, other in itertools.pairwise(weeks))


def test_an_unsure_kind_gives_way_to_the_topic() -> None:
    topic = PLAYBOOKS.get("running")
    facts = marked_facts("[aim run [thing the charity run]]", kind=GoalKind.EVENT)
    unsure = marked_facts("[aim run]", kind=GoalKind.QUIT)

    assert kind_of(facts, topic) == GoalKind.TRAINING
    assert kind_of(unsure, topic) == GoalKind.QUIT
    assert PLAYBOOKS.for_goal("running", GoalKind.QUIT).progression.rule == "quit"


def test_a_plan_that_was_begun_goes_on_where_it_stands() -> None:
    text = "[aim run [to 5 km]] [start I just finished the third week of a beginner plan]"
    _, _, plan = write_all(marked_goal(text, kind=GoalKind.TRAINING, domain="running"))

    assert plan.weeks[0].focus.startswith("Couch to 5K, week 4")
    assert any("Couch to 5K, week 9" in week.focus for week in plan.weeks)


def test_a_weight_to_reach_is_no_loss_when_todays_weight_is_unknown() -> None:
    parsed = marked_goal("[aim get to [to 64 kg]]", kind=GoalKind.BODY, domain="weight_and_eating")
    goal, _, plan = write_all(parsed)

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.baseline) == (64, None)
    assert {m.target for m in plan.milestones} == {64}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[aim read [to 20 books]]", GoalKind.PROJECT),
        ("[aim read [to 20 pages a day]]", GoalKind.ROUTINE),
    ],
)
def test_a_sum_of_results_is_no_routine(text: str, kind: GoalKind) -> None:
    facts = marked_facts(text, kind=GoalKind.ROUTINE)

    assert kind_of(facts, PLAYBOOKS.get("reading")) == kind


@pytest.mark.parametrize("domain", ["quitting", "general"])
@pytest.mark.parametrize("words", ["on 30 January", "on 8 December", "on 22 November"])
def test_the_materials_of_a_habit_go_on_the_eve_of_the_quit_date(domain: str, words: str) -> None:
    parsed = marked_goal(
        f"[aim stop [thing smoking] [by {words}]]", kind=GoalKind.QUIT, domain=domain
    )
    goal, _, plan = write_all(parsed)
    day = outline_of(parsed).turning_day
    assert day is not None
    thrown = [
        date_of(task.day, goal.starts_on, week.number, ends_on=goal.deadline)
        for week in plan.weeks
        for task in week.tasks
        if task.title.startswith("Throw out") and task.day is not None
    ]

    assert thrown == [max(goal.starts_on, day - timedelta(days=1))]
