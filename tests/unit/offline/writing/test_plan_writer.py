"""The draft of a plan."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances, Style
from core.goals.weeks import check_in_weeks
from core.plans.draft import PlanDraft
from core.resolutions.normalize import normalize_resolution
from tests.factories.coaching import COACH, PLAYBOOKS, clarify, make_request


def draft(text: str, circumstances: Circumstances | None = None) -> PlanDraft:
    request, goal = make_request(text, circumstances), clarify(text, circumstances)
    resolution = normalize_resolution(COACH.draft_resolution(request, goal), goal)
    return COACH.draft_plan(request, goal, resolution)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["run 10 km", "save 500 €", "learn Spanish", "be kind", "do 40 push-ups"]),
    st.integers(1, 52),
    st.sampled_from([0.5, 2.0, 6.0]),
    st.sampled_from(Style),
)
def test_every_week_has_tasks_within_the_hours(
    text: str, weeks: int, hours: float, style: Style
) -> None:
    plan = draft(text, Circumstances(weeks=weeks, hours_per_week=hours, style=style))

    assert len(plan.weeks) == weeks
    for week in plan.weeks:
        assert week.tasks
        assert sum(task.minutes for task in week.tasks) <= hours * 60
        assert all(task.minutes >= 5 for task in week.tasks)


@pytest.mark.parametrize("domain", PLAYBOOKS.domains)
def test_no_placeholder_is_left_in_any_domain(domain: str) -> None:
    word = (PLAYBOOKS.get(domain).recognise.strong or ("be kind",))[0]
    plan = draft(f"improve {word}" if word.isalpha() else "be kind", Circumstances(weeks=12))
    texts = [week.focus + week.if_then for week in plan.weeks]
    texts += [task.title for week in plan.weeks for task in week.tasks]
    texts += [c.response for c in plan.contingencies]

    assert [text for text in texts if "{" in text] == []


def test_check_in_weeks_have_a_review_and_the_last_one_closes() -> None:
    plan = draft("learn Spanish", Circumstances(weeks=12))
    reviewed = [
        number
        for number, week in enumerate(plan.weeks, start=1)
        if any(task.title.startswith("Review the weeks") for task in week.tasks)
    ]

    assert [*reviewed, 12] == plan.check_in_weeks == list(check_in_weeks(12))


def test_every_constraint_has_an_answer() -> None:
    about = Circumstances(weeks=8, hours_per_week=6, constraints=("two kids", "bad knee"))
    triggers = [c.trigger for c in draft("learn Spanish", about).contingencies]

    assert {"Two kids", "Bad knee"} <= set(triggers)


def test_a_lighter_week_says_that_it_is_intended() -> None:
    plan = draft("run a half marathon, I can run 8 km now", Circumstances(weeks=16))

    assert any(week.focus.startswith("A lighter week on purpose.") for week in plan.weeks)


def test_if_then_plans_alternate() -> None:
    plan = draft("learn Spanish but I am shy", Circumstances(weeks=8))

    assert all(week.if_then.startswith("If ") for week in plan.weeks)
    assert len({week.if_then for week in plan.weeks}) > 1


def test_no_two_weeks_in_a_row_read_alike() -> None:
    plan = draft("write my thesis of 60 pages in 16 weeks")
    titles = [sorted(task.title for task in week.tasks) for week in plan.weeks]

    assert all(one != other for one, other in itertools.pairwise(titles))


def test_the_persons_obstacle_is_the_first_contingency() -> None:
    plan = draft("learn Spanish but I am shy")

    assert plan.contingencies[0].trigger == "You are shy"
    assert plan.contingencies[0].response[0].isupper()


def test_week_targets_never_fall_behind_in_lighter_weeks() -> None:
    plan = draft("run a half marathon, I can run 8 km now", Circumstances(weeks=20))
    targets = [week.milestone.target for week in plan.weeks if week.milestone]

    assert targets == sorted(targets)


def test_resources_are_those_of_the_playbook() -> None:
    resources = PLAYBOOKS.get("running").resources

    assert [r.title for r in draft("run 10 km").resources] == [r.title for r in resources]


@pytest.mark.parametrize("text", ["learn Spanish", "run 10 km", "save 500 €"])
def test_an_answer_changes_the_plan_only_by_what_it_says(text: str) -> None:
    assert draft(text) == draft(text)
    assert draft(text) != draft(text, Circumstances(weeks=5))
