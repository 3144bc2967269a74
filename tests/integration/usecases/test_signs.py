"""A model's plan begins with the professional too, and a sign can take the goal from the model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.offline.signs.care_guide import guide_of
from core.offline.signs.sign import Sign
from core.plans.plan import Plan
from core.usecases.runs.execute import execute_run
from tests.integration.usecases.test_goal_run import submit, view_of, with_gemini
from tests.stubs.gemini import GeminiStub
from tests.unit.offline.signs.test_under_care import DRINKER

INSULIN = "I want to run 10 km by the end of March. I inject insulin before every meal."


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub() as server:
        yield server


def planned(folder: Path, stub: GeminiStub, text: str) -> tuple[str, Plan]:
    rein = with_gemini(folder, stub)
    submitted = submit(rein, text)
    execute_run(rein, submitted.run_id)
    view = view_of(rein, submitted.goal_id)
    rein.database.close()
    assert view.clarified is not None
    assert view.plan is not None
    return view.clarified.statement, view.plan


def test_the_plan_of_a_model_carries_the_first_task(tmp_path: Path, stub: GeminiStub) -> None:
    _, plan = planned(tmp_path, stub, INSULIN)

    assert plan.weeks[0].tasks[0].title == guide_of(Sign.GLUCOSE).task


def test_a_model_sets_no_quit_date_for_a_dependent_drinker(
    tmp_path: Path, stub: GeminiStub
) -> None:
    statement, plan = planned(tmp_path, stub, DRINKER)

    assert "doctor" in statement
    assert plan.weeks[0].tasks[0].title == guide_of(Sign.DRINKING).task
    assert "sense.replaced" in {repair.rule for repair in plan.repairs}


def test_morning_shakes_are_answered_by_the_doctor_and_by_nothing_else(
    tmp_path: Path, stub: GeminiStub
) -> None:
    text = (
        "I drink 5 or 6 cans of lager every night. I get shaky in the mornings if I don't. "
        "I want to stop the beer altogether from Monday."
    )
    _, plan = planned(tmp_path, stub, text)

    own = [week.if_then for week in plan.weeks if week.if_then and "shaky" in week.if_then]
    assert own
    assert all("call my doctor" in if_then for if_then in own)
    assert plan.weeks[0].tasks[0].title == guide_of(Sign.DRINKING).task
