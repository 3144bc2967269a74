"""The section in which a plan is changed: three ways on, undo, a pause, edits, the versions."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from app.ui.text import plain
from core.accounts.user import LOCAL_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.plans.plan import Plan
from core.quality.verdict import ScoredBy
from core.store.goals.read import GoalView, find_goal
from core.store.scores.tables import evaluations
from core.usecases.goals.submit import submit_goal
from core.usecases.revisions.edit_plan import change_title
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach.conftest import words
from tests.fakes import FrozenClock

OpenGoal = Callable[[str], AppTest]
DAY_S = 86_400
KEY = "goal.revision"


def plan_of(rein: Rein, goal_id: str) -> Plan:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    assert view.plan is not None
    return view.plan


def planned(rein: Rein, text: str = "I want to run a 5K by the end of March") -> GoalView:
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key="a"
    )
    run_and_wait(rein, submitted.run_id)
    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    return view


@pytest.fixture
def behind(served: Rein, clock: FrozenClock) -> GoalView:
    """A goal whose first two weeks were missed."""
    view = planned(served)
    assert view.plan is not None
    wait = view.plan.starts_on + timedelta(days=14) - served.clock.today(None)
    clock.advance(wait.days * DAY_S)
    return view


def opened(at: AppTest, *folds: str) -> AppTest:
    """Open the section, and folds inside it."""
    for fold in (f"{KEY}.fold", *(f"{KEY}.{name}" for name in folds)):
        at.session_state[fold] = True
        at = at.run()
    return at


def test_a_missed_week_opens_three_ways_on_with_their_price(
    behind: GoalView, goal_page: OpenGoal
) -> None:
    at = goal_page(behind.goal_id)

    assert not at.exception
    labels = [expander.label for expander in at.expander]
    assert "2 weeks did not go as planned? Three ways forward" in labels
    for title in ("Do less, same date", "Same plan, later", "Same date, catch up"):
        assert title in words(at)
    assert "weeks later" in words(at)


def test_a_chosen_way_changes_the_plan_and_is_undone(
    behind: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    before = plan_of(served, behind.goal_id)
    at = goal_page(behind.goal_id)

    at.button(key=f"{KEY}.shift.choose").click().run()

    assert plan_of(served, behind.goal_id).ends_on > before.ends_on
    assert "Your plan is changed" in words(at)
    at = opened(at)
    at.button(key=f"{KEY}.undo").click().run()
    assert plan_of(served, behind.goal_id) == before
    assert "the plan is as it was" in words(at)


def test_a_way_chosen_above_the_plan_is_answered_there_with_an_undo(
    behind: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    before = plan_of(served, behind.goal_id)
    at = goal_page(behind.goal_id)
    at.button(key=f"{KEY}.shift.choose").click().run()

    kinds = [one.type for one in at.main if one.type in {"success", "expander", "header"}]
    assert kinds[0] == "success"  # the section has moved below the plan
    assert at.success[0].value == plain("Your plan is changed.")
    at.button(key="notice.revision.first.undo").click().run()

    assert plan_of(served, behind.goal_id) == before
    assert at.success[0].value.startswith("Undone: the plan is as it was")
    assert "Undo" not in [button.label for button in at.button]


def test_nothing_missed_leaves_the_section_folded(served: Rein, goal_page: OpenGoal) -> None:
    view = planned(served)

    at = goal_page(view.goal_id)

    assert not at.exception
    assert "Change the plan" in [expander.label for expander in at.expander]
    assert "Same plan, later" not in words(at)


def test_a_goal_is_paused_and_goes_on(served: Rein, goal_page: OpenGoal) -> None:
    view = planned(served)
    before = plan_of(served, view.goal_id)
    at = opened(goal_page(view.goal_id), "pause")

    at.button(key=f"{KEY}.pausenow").click().run()

    assert (plan_of(served, view.goal_id).ends_on - before.ends_on).days == 7
    assert "A break from this plan" in [expander.label for expander in at.expander]
    assert "Nothing is due in these days" in words(at)
    at.button(key=f"{KEY}.resume").click().run()
    assert plan_of(served, view.goal_id).ends_on == before.ends_on
    shown = words(at)
    assert "Welcome back" in shown.split(before.weeks[0].focus)[0]  # above the plan, as the button


def test_a_task_is_edited_in_the_section(served: Rein, goal_page: OpenGoal) -> None:
    view = planned(served)
    task = plan_of(served, view.goal_id).weeks[0].tasks[0]
    at = opened(goal_page(view.goal_id), "edit")

    at.text_input(key=f"{KEY}.{task.id}.title").set_value("Walk round the park")
    at.number_input(key=f"{KEY}.{task.id}.minutes").set_value(15)
    at.button(key=f"{KEY}.{task.id}.save").click().run()

    edited = plan_of(served, view.goal_id).weeks[0].tasks[0]
    assert (edited.id, edited.title, edited.minutes) == (task.id, "Walk round the park", 15)
    assert "Saved" in words(at)


def test_an_edit_that_breaks_a_rule_says_so_and_changes_nothing(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = planned(served)
    before = plan_of(served, view.goal_id)
    task = before.weeks[0].tasks[0]
    at = opened(goal_page(view.goal_id), "edit")

    at.number_input(key=f"{KEY}.{task.id}.minutes").set_value(900)
    at.button(key=f"{KEY}.{task.id}.save").click().run()

    assert plan_of(served, view.goal_id) == before
    assert any("over 3 hours a week" in error.value for error in at.error)


def test_the_end_date_is_moved(served: Rein, goal_page: OpenGoal) -> None:
    view = planned(served)
    before = plan_of(served, view.goal_id)
    at = opened(goal_page(view.goal_id), "edit")
    options = [option for box in at.selectbox for option in box.options]
    assert any("(walk 5 minutes" in option for option in options)  # as it is, without a backslash
    at.selectbox(key=f"{KEY}.what").set_value("The end date").run()

    later: date = before.ends_on + timedelta(days=7)
    at.date_input(key=f"{KEY}.end").set_value(later)
    at.button(key=f"{KEY}.end.save").click().run()

    assert plan_of(served, view.goal_id).ends_on == later


def test_a_milestone_is_edited(served: Rein, goal_page: OpenGoal) -> None:
    view = planned(served, "Save 3000 euros in 20 weeks")
    before = plan_of(served, view.goal_id)
    week = next(week.number for week in before.weeks if week.milestone)
    at = opened(goal_page(view.goal_id), "edit")
    at.selectbox(key=f"{KEY}.what").set_value("A milestone").run()

    at.number_input(key=f"{KEY}.target{week}").set_value(400.0)
    at.button(key=f"{KEY}.goalpost{week}.save").click().run()

    milestone = plan_of(served, view.goal_id).weeks[week - 1].milestone
    assert milestone is not None
    assert (milestone.target, milestone.title) == (400.0, "Have €400 saved")


def test_another_title_stands_on_top_and_is_scored(served: Rein, goal_page: OpenGoal) -> None:
    view = planned(served)
    at = opened(goal_page(view.goal_id), "edit")
    at = at.selectbox(key=f"{KEY}.what").select("The title").run()
    at.text_input(key=f"{KEY}.titletext").input("Run with my sister")
    at = at.button(key=f"{KEY}.title.save").click().run()

    assert at.title[0].value == "Run with my sister"
    after = find_goal(served.database, view.goal_id, user_id=LOCAL_USER_ID)
    assert after is not None
    assert after.scores_are_current
    assert not [button for button in at.button if button.key == "goal.scoreagain"]


def test_scores_of_a_model_are_marked_after_an_edit_and_given_again_on_request(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = planned(served)
    with served.database.begin() as work:
        work.connection.execute(update(evaluations).values(scored_by=ScoredBy.LLM))
    change_title(served, viewer=LOCAL_VIEWER, goal_id=view.goal_id, title="Run with my sister")

    at = goal_page(view.goal_id)
    assert "These scores are of an earlier version of this text." in words(at)
    at = at.button(key="goal.scoreagain").click().run()

    assert "These scores are of an earlier version of this text." not in words(at)
