"""A goal that is finished says so wherever it stands, and what its person looked back on stays."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal import load
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.progress.check_in import Retrospective
from core.usecases.check_ins.delete_check_in import delete_check_in
from core.usecases.check_ins.finish_goal import finish_goal
from core.usecases.check_ins.list_check_ins import list_check_ins
from core.usecases.goals.archive import archive_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach.conftest import words

OpenGoal = Callable[[str], AppTest]
HELPED = "Running with <Sam> on *Sundays*"


@pytest.fixture
def goal_id(served: Rein) -> str:
    """A goal that its person has finished."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="Run 5 km without stopping by the end of March",
        circumstances=Circumstances(),
        key="a",
    )
    run_and_wait(served, submitted.run_id)
    finish_goal(
        served,
        viewer=LOCAL_VIEWER,
        goal_id=submitted.goal_id,
        retrospective=Retrospective(attainment=0, helped=HELPED, to_keep="Shoes by the door"),
        key="end",
        value=5.0,
    )
    return submitted.goal_id


def markdown_of(goal_id: str) -> str:
    view = load.find_goal(goal_id)
    assert view is not None
    return load.exports_of(view).markdown()


def test_the_list_of_goals_says_finished_and_has_nothing_next(
    goals_page: Callable[[], AppTest], goal_id: str
) -> None:
    del goal_id

    said = words(goals_page())

    assert ">finished</span>" in said
    assert "<dt>Next</dt>" not in said


def test_the_document_says_how_it_went_as_text(served: Rein, goal_id: str) -> None:
    text = markdown_of(goal_id)

    assert "## How it went" in text
    assert "- Result: As planned: 5 km" in text
    assert "- Number at the end: 5 km" in text
    assert "Shoes by the door" in text
    assert re.search(r"(?<!\\)<", text) is None
    (final,) = list_check_ins(served, viewer=LOCAL_VIEWER, goal_id=goal_id)
    delete_check_in(served, viewer=LOCAL_VIEWER, check_in_id=final.id)
    assert "How it went" not in markdown_of(goal_id)


def test_the_result_can_be_read_after_the_goal_is_archived(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    archive_goal(served, viewer=LOCAL_VIEWER, goal_id=goal_id)

    said = words(goal_page(goal_id))

    assert "Your result" in said
    assert "Shoes by the door" in said
    assert "Take the end back" not in said
