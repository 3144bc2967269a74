"""The section "Progress": a sentence, charts with their text, numbers that can be entered and undone."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal.progress.section import LABEL
from core.accounts.user import LOCAL_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.store.goals.read import GoalView, find_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.measurements.add_measurement import add_measurement
from core.usecases.plans.complete_task import complete_task
from core.usecases.progress.get_progress import find_progress
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach.conftest import words

OpenGoal = Callable[[str], AppTest]


@pytest.fixture
def goal(served: Rein) -> GoalView:
    """A goal with a plan of several milestones of one metric."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="Learn 500 Spanish words in 12 weeks",
        circumstances=Circumstances(hours_per_week=4),
        key="words",
    )
    run_and_wait(served, submitted.run_id)
    view = find_goal(served.database, submitted.goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    return view


def do(rein: Rein, goal: GoalView, count: int) -> None:
    assert goal.plan is not None
    for task in goal.plan.weeks[0].tasks[:count]:
        complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, task_id=task.id, done=True)


def enter(at: AppTest, text: str) -> AppTest:
    key = next(field.key for field in at.text_input if field.key and "goal.progress" in field.key)
    at.text_input(key=key).set_value(text)
    return at.button(key=key.replace(".value", ".send")).click().run()


def unfolded(at: AppTest, goal: GoalView) -> AppTest:
    at.session_state[f"goal.progress.{goal.goal_id}.fold"] = True
    return at.run()


def alternatives(at: AppTest) -> str:
    return "\n".join(chart.proto.alt for chart in at.get("plotly_chart"))


def test_what_was_done_is_said_above_the_fold_and_the_figures_are_in_it(
    served: Rein, goal: GoalView, goal_page: OpenGoal
) -> None:
    before = goal_page(goal.goal_id)
    do(served, goal, 1)
    after = goal_page(goal.goal_id)

    assert not before.exception
    assert not after.exception
    assert LABEL in words(before)
    assert "Habit strength" not in words(before)
    assert "You did 1 of" in words(after)
    assert "Habit strength" in words(after)
    assert alternatives(after) == ""
    assert alternatives(unfolded(after, goal)) != ""


def test_a_number_is_added_as_people_write_it(
    served: Rein, goal: GoalView, goal_page: OpenGoal
) -> None:
    do(served, goal, 1)

    at = enter(unfolded(goal_page(goal.goal_id), goal), "1.200")

    assert not at.exception
    assert "Added Number of words: 1,200 words" in plain_words(at)
    assert "number of words: 1 number, 1200 words" in alternatives(at)
    assert "reached on" in words(at)


def test_a_text_that_is_no_number_stays_in_the_field_with_the_reason(
    served: Rein, goal: GoalView, goal_page: OpenGoal
) -> None:
    do(served, goal, 1)

    at = enter(unfolded(goal_page(goal.goal_id), goal), "a lot")

    assert [field.value for field in at.text_input if "goal.progress" in (field.key or "")] == [
        "a lot"
    ]
    assert "could not read “a lot” as a number" in words(at)
    progress = find_progress(served, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)
    assert progress is not None
    assert progress.metrics[0].measurements == ()


def test_a_removed_number_can_be_put_back(
    served: Rein, goal: GoalView, goal_page: OpenGoal
) -> None:
    add_measurement(served, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, value="40")
    at = unfolded(goal_page(goal.goal_id), goal)

    at = next(b for b in at.button if b.label.startswith("Remove ")).click().run()
    gone = words(at)
    at = next(b for b in at.button if "Put it back" in b.label).click().run()

    assert "Milestones: number of words no number yet" in strip(gone)
    assert "40 words on" in words(at)
    assert not at.exception


def plain_words(at: AppTest) -> str:
    return words(at).replace("\\", "")


def strip(page: str) -> str:
    return page.replace('<span class="coach-meta">', "").replace("</span>", "")


def test_each_chart_has_its_n_and_a_text(served: Rein, goal: GoalView, goal_page: OpenGoal) -> None:
    do(served, goal, 2)
    add_measurement(served, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, value="40")

    at = unfolded(goal_page(goal.goal_id), goal)

    assert "Week 1, " in alternatives(at)
    assert "2 of 7 tasks" in alternatives(at)
    assert "Milestones: 125 words by" in alternatives(at)
    assert all("From " in chart.proto.spec for chart in at.get("plotly_chart"))
