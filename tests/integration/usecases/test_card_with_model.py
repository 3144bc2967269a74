"""The card with a model: it shows what the model read, and costs nothing more if it is right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.goals.reading import SlotName, Source
from core.ids import new_id
from core.store.calls.tables import llm_calls
from core.store.goals.read import GoalView, find_goal
from core.store.runs.values import RunStatus
from core.usecases.goals.get_card import get_reading
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.answer_questions import answer_questions
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.stubs.gemini import GeminiStub

GOAL = "I want to swim 40 lengths without a break by the end of May"


@pytest.fixture
def rein(tmp_path: Path, database_url: str) -> Iterator[Rein]:
    with GeminiStub() as stub:
        settings = make_settings(
            tmp_path,
            REIN_DATABASE_URL=database_url,
            GEMINI_API_KEY="key-of-a-test",
            GEMINI_BASE_URL=stub.url,
        )
        built = build(settings)
        yield built
        built.database.close()


def waiting(rein: Rein) -> GoalView:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=GOAL,
        circumstances=Circumstances(),
        key=new_id(),
        interactive=True,
    )
    execute_run(rein, submitted.run_id)
    view = view_of(rein, submitted.goal_id)
    assert view.status is RunStatus.NEEDS_ANSWERS
    return view


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def answer(rein: Rein, view: GoalView, **answers: str) -> GoalView:
    answer_questions(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, answers=answers)
    assert view.run_id is not None
    execute_run(rein, view.run_id)
    return view_of(rein, view.goal_id)


def calls(rein: Rein) -> int:
    with rein.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(llm_calls)).scalar() or 0)


def test_the_card_shows_the_models_goal_and_asks_about_what_it_had_to_assume(rein: Rein) -> None:
    view = waiting(rein)

    assert view.clarified is not None
    by = get_reading(rein, viewer=LOCAL_VIEWER, view=view).get(SlotName.BY)
    assert by is not None
    assert by.value == view.clarified.deadline
    assert by.source is Source.ASSUMED  # this model names no deadline
    assert "by" in {question.id for question in view.questions}
    assert calls(rein) == 1


def test_a_confirmed_card_costs_no_further_reading(rein: Rein) -> None:
    view = answer(rein, waiting(rein))

    assert view.status is RunStatus.DONE
    assert calls(rein) == 4


def test_a_corrected_card_is_read_once_more_and_the_correction_wins(rein: Rein) -> None:
    view = answer(rein, waiting(rein), hours="2 or 3", obstacle="late shifts")

    assert view.status is RunStatus.DONE
    assert calls(rein) == 5
    assert view.clarified is not None
    assert view.plan is not None
    assert view.clarified.hours_per_week == view.plan.hours_per_week == 2
    assert view.clarified.obstacle == "late shifts"
    reading = get_reading(rein, viewer=LOCAL_VIEWER, view=view)
    assert reading.text(SlotName.OBSTACLE) == "late shifts"
