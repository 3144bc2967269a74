"""Laws of a plan's weeks: minutes, counts, order of practice and steps."""

import itertools

import pytest

from core.goals.goal import Circumstances
from core.goals.kind import GoalKind
from core.goals.weeks import days_of, minutes_cap
from core.offline.writing.task_minutes import minutes_named
from core.plans.plan import Plan
from tests.factories.coaching import PLAYBOOKS, coached, parse
from tests.factories.marked_goals import marked_goal, write_all

RIDE = "[aim ride [to 90 km]] [by by 1 June 2027] [start I manage [from 30 km]]"
REPORT = (
    "[aim finish [thing the yearbook], [to 80 pages]] [start [from 20 pages]] [by by 1 May 2027], "
    "[hours 6 hours a week], [limit [days Saturday and Sunday]]"
)
KINDS = [
    (RIDE, GoalKind.TRAINING, "cycling"),
    (REPORT, GoalKind.PROJECT, "long_writing"),
    ("[aim clear [thing the cellar]] [limit [days Saturday]]", GoalKind.PROJECT, "decluttering"),
    ("[aim become [thing a baker]] [hours 3 hours a week]", GoalKind.CHANGE, "career_change"),
    ("[aim save [to 1,500]] [by by 1 August 2027]", GoalKind.MONEY, "saving"),
    ("[aim learn [thing to bake bread]]", GoalKind.SKILL, "cooking"),
    ("[aim be kinder]", GoalKind.VAGUE, "better_self"),
]


def plan_of(text: str, kind: GoalKind, domain: str = "general") -> Plan:
    return write_all(marked_goal(text, kind=kind, domain=domain))[2]


@pytest.mark.parametrize(("text", "kind", "domain"), KINDS)
def test_no_week_asks_for_more_minutes_than_it_has(text: str, kind: GoalKind, domain: str) -> None:
    goal, _, plan = write_all(marked_goal(text, kind=kind, domain=domain))

    for week in plan.weeks:
        days = len(days_of(goal.starts_on, week.number, ends_on=goal.deadline))
        assert week.minutes <= minutes_cap(goal.hours_per_week, days)


@pytest.mark.parametrize(("text", "kind", "domain"), KINDS)
def test_every_step_of_a_phase_list_is_done_once_and_in_order(
    text: str, kind: GoalKind, domain: str
) -> None:
    parsed = marked_goal(text, kind=kind, domain=domain)
    plan = write_all(parsed)[2]
    known = [step.title for phase in parsed.playbook.phases for step in phase.steps]
    done = [
        task.title.split(", part ")[0]
        for week in plan.weeks
        for task in week.tasks
        if task.title.split(", part ")[0] in known
    ]
    whole = [title for title, _ in itertools.groupby(done)]

    assert len(whole) == len(set(whole))


def test_the_longest_ride_has_the_largest_share_and_a_day_of_the_weekend() -> None:
    for week in plan_of(RIDE, GoalKind.TRAINING, "cycling").weeks[:-1]:
        longest = [t for t in week.tasks if "longest" in t.title and "after the" not in t.title]
        if longest:
            # A test ride without a day of its own is no session of the week.
            assert longest[0].minutes == max(task.minutes for task in week.tasks if task.day)
            assert longest[0].day in {"Sat", "Sun"}


def test_hours_that_were_told_make_enough_sessions_on_the_days_that_were_told() -> None:
    plan = plan_of(REPORT, GoalKind.PROJECT, "long_writing")
    days = {task.day for week in plan.weeks for task in week.tasks if task.day}

    assert days == {"Sat", "Sun"}
    assert plan.weeks[10].minutes >= 0.6 * 6 * 60
    assert max(sum(t.day == "Sat" for t in w.tasks) for w in plan.weeks) <= 2


def test_sessions_that_nobody_asked_for_are_no_crumbs() -> None:
    about = Circumstances(hours_per_week=1)
    parsed = marked_goal("[aim learn [thing to bake bread]]", kind=GoalKind.SKILL, domain="cooking")
    parsed = type(parsed)(
        request=type(parsed.request)(
            text=parsed.request.text, today=parsed.request.today, circumstances=about
        ),
        facts=parsed.facts,
        playbook=parsed.playbook,
    )

    for week in write_all(parsed)[2].weeks:
        assert sum(task.day is not None for task in week.tasks) <= 3


@pytest.mark.parametrize(
    ("text", "kind", "domain"),
    [
        ("[aim read [to 18 books]] [by by 1 September 2027]", GoalKind.PROJECT, "reading"),
        ("[aim stop shouting at [thing my son]]", GoalKind.RELATING, "temper_and_tone"),
        ("[aim learn [to 3 songs] on [thing the banjo]]", GoalKind.SKILL, "music"),
    ],
)
def test_what_is_counted_is_counted_in_whole_things(text: str, kind: GoalKind, domain: str) -> None:
    goal, _, plan = write_all(marked_goal(text, kind=kind, domain=domain))

    assert all(m.target == int(m.target) for m in plan.milestones)
    assert goal.target is not None
    assert (goal.target.baseline or 0.0) % 1 == 0


def test_a_milestone_never_repeats_what_was_reached_already() -> None:
    text = "[aim save [to 1,800 €]] [limit [pay 150 € a month]]"
    targets = [m.target for m in plan_of(text, GoalKind.MONEY, "saving").milestones]

    assert len(targets) == len(set(targets))


def test_the_last_milestone_of_a_project_with_a_buffer_is_the_finished_thing() -> None:
    plan = plan_of(REPORT, GoalKind.PROJECT, "long_writing")
    last = plan.weeks[-1].milestone

    assert last is not None
    assert last.title == "Finish the yearbook"


def test_week_one_takes_up_what_the_person_named() -> None:
    own = "[aim learn [thing Norwegian]] [how with my cousin's course book]"
    blocked = "[aim clear [thing the cellar]] [block I put it off until dark]"
    first = plan_of(own, GoalKind.SKILL, "language").weeks[0]
    other = plan_of(blocked, GoalKind.PROJECT, "decluttering").weeks[0]

    assert any("course book" in task.title for task in first.tasks)
    assert any("put it off until dark" in task.title for task in other.tasks)


def test_a_far_event_takes_one_short_session_at_first_and_says_so() -> None:
    text = "[aim organise [thing the street party]] [by on 4 September 2027]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.EVENT, domain="event_planning"))

    assert any("far off" in note for note in goal.notes)
    assert all(sum(t.day is not None for t in w.tasks) == 1 for w in plan.weeks[:10])


def test_hours_that_a_topic_cannot_use_are_cut_with_a_note() -> None:
    text = "[aim learn [thing to bake bread]] [hours 45 hours a week]"
    goal, _, plan = write_all(marked_goal(text, kind=GoalKind.SKILL, domain="cooking"))

    assert goal.hours_per_week < 15
    assert any("45 hours" in note for note in goal.notes)
    assert all(task.minutes <= 240 for week in plan.weeks for task in week.tasks)


@pytest.mark.parametrize(
    ("text", "recipe"),
    [
        ("Swim 400 m in open water next June; I never really learned to swim", "swim_open_water"),
        ("long-distance trail with a full backpack", "multi_day_hike"),
    ],
)
def test_no_step_takes_longer_than_its_playbook_says(text: str, recipe: str) -> None:
    facts, plan = parse(text), coached(text)[2]
    phases = PLAYBOOKS.recipe(recipe).phases
    said = {step.title: step.minutes for phase in phases for step in phase.steps}
    found = [task for week in plan.weeks for task in week.tasks if task.title in said]

    assert (facts.recipe, bool(found)) == (recipe, True)
    longer = [task for task in found if task.minutes > said[task.title]]
    assert [task for task in longer if minutes_named(task.title) is None] == []
